import type { ComponentExamples } from '../../example.ts';
import { ButtonRow } from '../button/button.tsx';
import { KeyboardHelp, PrintButton, ReadAloud } from './tools.tsx';

export const tools: ComponentExamples = {
  slug: 'tools',
  title: '工具',
  about: '朗读、打印、键盘。浏览器做不到时不出现。',
  examples: [
    {
      name: '朗读和打印',
      render: (view) => (
        <ButtonRow>
          <ReadAloud view={view} />
          <PrintButton view={view} />
        </ButtonRow>
      ),
    },
    { name: '键盘', render: (view) => <KeyboardHelp view={view} /> },
  ],
};
