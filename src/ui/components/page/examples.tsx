import type { ComponentExamples } from '../../example.ts';
import { Notice } from '../notice/notice.tsx';
import { Card, Split } from './page.tsx';

export const page: ComponentExamples = {
  slug: 'page',
  title: '页面骨架',
  about: '标题、分栏、白纸。白纸里不再套白纸。',
  examples: [
    {
      name: '左事右人',
      render: () => (
        <Split
          aside={
            <Card title="谁在办">
              <p>市城管局市政科</p>
            </Card>
          }
        >
          <Notice title="您现在不用做什么" />
          <p>内容放在左边，手机上右栏排到下面。</p>
        </Split>
      ),
    },
  ],
};
