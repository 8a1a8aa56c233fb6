import type { ComponentExamples } from '../../example.ts';
import { Button, ButtonRow, LinkButton } from './button.tsx';

export const button: ComponentExamples = {
  slug: 'button',
  title: '按钮',
  about: '动词开头，说清按下去会怎样。一页只有一个主按钮。',
  examples: [
    {
      name: '一页上的几种',
      note: '主要的在前；收不回的动作用印章红描边，不抢主按钮的位置。',
      render: () => (
        <ButtonRow>
          <Button>提交</Button>
          <Button kind="secondary" name="action" value="draft" unchecked>
            存起来以后再填
          </Button>
          <Button kind="danger">不再受理</Button>
          <Button kind="plain" type="button">
            返回上一步
          </Button>
        </ButtonRow>
      ),
    },
    {
      name: '像按钮的链接',
      note: '只去别处、不改变任何东西时用。',
      render: (view) => (
        <LinkButton href="/requests/new">{view.t('反映问题', 'Report a problem')}</LinkButton>
      ),
    },
  ],
};
