import type { ComponentExamples } from '../../example.ts';
import { ButtonRow } from '../button/button.tsx';
import { Tag } from './tag.tsx';

export const tag: ComponentExamples = {
  slug: 'tag',
  title: '标签',
  about: '两到六个字的状态。每种语气有自己的记号，黑白打印也分得清。',
  examples: [
    {
      name: '五种语气',
      render: () => (
        <ButtonRow>
          <Tag>还剩 3 天</Tag>
          <Tag tone="info">办理中</Tag>
          <Tag tone="ok">已办结</Tag>
          <Tag tone="warn">今天到期</Tag>
          <Tag tone="late">超期 2 天</Tag>
        </ButtonRow>
      ),
    },
  ],
};
