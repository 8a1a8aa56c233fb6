import type { ComponentExamples } from '../../example.ts';
import { Breadcrumb } from './breadcrumb.tsx';

export const breadcrumb: ComponentExamples = {
  slug: 'breadcrumb',
  title: '所在位置',
  about: '往上走的路，放在标题上面。',
  examples: [
    {
      name: '三层',
      render: (view, key) => (
        <Breadcrumb
          view={view}
          label={`所在位置 ${key}`}
          items={[
            { href: '/', label: '首页' },
            { href: '/services', label: '办事' },
            { href: '/services/marriage', label: '婚姻' },
          ]}
        />
      ),
    },
  ],
};
