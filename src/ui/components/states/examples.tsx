import type { ComponentExamples } from '../../example.ts';
import { LinkButton } from '../button/button.tsx';
import { Empty, RefreshedAt, Stale } from './states.tsx';

export const states: ComponentExamples = {
  slug: 'states',
  title: '空、旧、刷新',
  about: '空的地方说会有什么、为什么没有、能做什么；旧数据写明多旧。',
  examples: [
    {
      name: '空列表',
      render: () => (
        <Empty
          title="这里会列出您反映过的问题"
          reason="您还没有反映过。打 12345 说的，报手机号就能并到这里。"
          action={<LinkButton href="/requests/new">反映一个问题</LinkButton>}
        />
      ),
    },
    {
      name: '数据多旧',
      render: (view) => (
        <>
          <Stale view={view} at={new Date('2025-03-11T09:05:00+08:00')} promisedMinutes={60} />
          <Stale view={view} at={new Date('2025-03-10T05:00:00+08:00')} promisedMinutes={60} />
          <RefreshedAt view={view} />
        </>
      ),
    },
  ],
};
