import type { ComponentExamples } from '../../example.ts';
import { Steps } from './steps.tsx';

export const steps: ComponentExamples = {
  slug: 'steps',
  title: '步骤',
  about: '一页一问的表单走到了哪里。',
  examples: [{ name: '第二步', render: (view) => <Steps view={view} current={2} total={5} name="在哪里" /> }],
};
