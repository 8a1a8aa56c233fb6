import type { ComponentExamples } from '../../example.ts';
import { Tile, TileGrid } from './tile.tsx';

export const tile: ComponentExamples = {
  slug: 'tile',
  title: '任务块',
  about: '整块是一个链接：动词加对象，下面一句说要什么、得什么。',
  examples: [
    {
      name: '常办的事',
      render: () => (
        <TileGrid>
          <Tile href="/requests/new" title="反映问题" about="拍照或说话，3 个工作日内答复" main />
          <Tile href="/track" title="查办件进度" about="凭编号或手机号" />
          <Tile href="/certificates" title="出示电子证照" about="查看、出示、查谁用过" />
          <Tile href="/proxy" title="找人帮我办" about="可请家人代办" />
        </TileGrid>
      ),
    },
  ],
};
