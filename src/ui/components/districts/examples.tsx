import type { ComponentExamples } from '../../example.ts';
import { DistrictTiles } from './districts.tsx';

export const districts: ComponentExamples = {
  slug: 'districts',
  title: '区县格',
  about: '不画边界。颜色只帮忙，数字和格数说同一件事。',
  examples: [
    {
      name: '各区县超期',
      render: (_, key) => (
        <DistrictTiles
          label={`各区县超期件数 ${key}`}
          tiles={[
            {
              code: '990102',
              name: '临江区',
              value: '12 件超期 / 210',
              level: 5,
              href: '/supervision?d=990102',
            },
            { code: '990103', name: '青屏区', value: '7 件超期 / 188', level: 4 },
            { code: '990122', name: '松溪县', value: '3 件超期 / 97', level: 3 },
            { code: '990123', name: '白石县', value: '2 件超期 / 120', level: 2 },
            { code: '990124', name: '南渡县', value: '0 件超期 / 64', level: 1 },
            { code: '990181', name: '河湾市', value: '没有上报' },
          ]}
        />
      ),
    },
  ],
};
