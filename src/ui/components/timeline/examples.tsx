import type { ComponentExamples } from '../../example.ts';
import { Timeline } from './timeline.tsx';

export const timeline: ComponentExamples = {
  slug: 'timeline',
  title: '经过',
  about: '发生过的每一步，谁做的，什么时候；接下来是什么。',
  examples: [
    {
      name: '一件诉求的经过',
      render: (view) => (
        <Timeline
          view={view}
          items={[
            { at: new Date('2025-03-10T09:12:00+08:00'), title: '您提交了问题和 2 张照片' },
            {
              at: new Date('2025-03-10T09:40:00+08:00'),
              title: '分派给市城管局',
              by: '热线中心 王某',
              body: <p>自动识别为“市政照明”，分派员确认。</p>,
            },
            {
              at: new Date('2025-03-11T08:05:00+08:00'),
              title: '维修队已接单',
              by: '市城管局市政科',
              state: 'now',
            },
            { title: '答复您', state: 'next', body: <p>3 月 12 日 17:30 前</p> },
          ]}
        />
      ),
    },
    {
      name: '超期了',
      render: (view) => (
        <Timeline
          view={view}
          items={[
            { at: new Date('2025-03-05T10:00:00+08:00'), title: '交给县水利局' },
            {
              at: new Date('2025-03-10T17:30:00+08:00'),
              title: '到期没有答复，已报县政府督查室',
              state: 'late',
            },
          ]}
        />
      ),
    },
  ],
};
