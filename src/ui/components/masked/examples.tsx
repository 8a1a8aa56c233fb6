import type { ComponentExamples } from '../../example.ts';
import { Masked } from './masked.tsx';

export const masked: ComponentExamples = {
  slug: 'masked',
  title: '隐去的个人信息',
  about: '中间几位不显示；有权看的人点开会留下记录。',
  examples: [
    {
      name: '手机号',
      render: (view) => (
        <div class="stack-small">
          <p>
            <Masked view={view} value="138****0042" />
          </p>
          <p>
            <Masked view={view} value="陈**" revealHref="/desk/reveal" />
          </p>
        </div>
      ),
    },
  ],
};
