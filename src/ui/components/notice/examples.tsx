import type { ComponentExamples } from '../../example.ts';
import { ButtonRow, LinkButton } from '../button/button.tsx';
import { Notice } from './notice.tsx';

export const notice: ComponentExamples = {
  slug: 'notice',
  title: '提示',
  about: '读者先要知道的一件事：结果、下一步、原因。',
  examples: [
    {
      name: '下一步',
      render: () => (
        <Notice title="市城管局在 3 月 12 日 17:30 前答复您">
          <p>您现在不用做什么。答复后我们发短信告诉您。</p>
        </Notice>
      ),
    },
    { name: '办成了', render: () => <Notice tone="ok" live title="已收到，编号 YL-2025-0310-0042" /> },
    {
      name: '等您来办',
      render: () => (
        <Notice tone="warn" title="还差 1 份：结婚证">
          <p>对方是外省户籍，我们查不到，请上传照片。3 月 15 日前交来，时限从交来那天接着算。</p>
          <ButtonRow>
            <LinkButton href="/account">上传照片</LinkButton>
          </ButtonRow>
        </Notice>
      ),
    },
    {
      name: '没有办成',
      render: () => (
        <Notice tone="late" title="没有提交成功，您填的内容还在">
          <p>请再按一次“提交”；仍不行请打 12345，报编号 E-7F3K。</p>
        </Notice>
      ),
    },
  ],
};
