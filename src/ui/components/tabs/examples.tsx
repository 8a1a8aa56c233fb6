import type { ComponentExamples } from '../../example.ts';
import { Tabs } from './tabs.tsx';

export const tabs: ComponentExamples = {
  slug: 'tabs',
  title: '分类',
  about: '同一张单子的几种看法，每种有自己的网址。',
  examples: [
    {
      name: '我的待办',
      render: (_, key) => (
        <Tabs
          label={`待办分类 ${key}`}
          items={[
            { href: '/desk', label: '全部', count: 27, current: true },
            { href: '/desk?due=late', label: '超期', count: 5 },
            { href: '/desk?due=today', label: '今天到期', count: 8 },
          ]}
        />
      ),
    },
  ],
};
