import { type Bilingual, both } from '../../../kernel/bilingual.ts';
import { DateTime, Empty, LinkButton, PageHeading, Pagination, Table } from '../../../ui/components.ts';
import type { View } from '../../../ui/view.ts';
import type { Look, Page } from '../../audit/looks-at.ts';
import { AccountFrame } from './account-frame.tsx';

/** What happened, in the words of the person whose data it is. */
const DEEDS: Readonly<Record<string, Bilingual>> = {
  'requests.reveal-reporter': both('看了您的姓名和电话', 'saw your name and phone'),
  'requests.submit': both('提交了诉求', 'sent a request'),
  'identity.look-at-person': both('看了您的姓名或电话', 'saw your name or phone'),
  'identity.sign-in-refused': both('登录没有成功', 'a sign-in was refused'),
  'identity.revoke-sessions': both('让设备退出登录', 'signed devices out'),
  'identity.grant-mandate': both('登记了代办授权', 'recorded a mandate'),
  'identity.revoke-mandate': both('取消了代办授权', 'ended a mandate'),
  'identity.confirm-second-factor': both('设置了验证器', 'set up an authenticator'),
  'identity.remove-second-factor': both('取消了验证器', 'removed an authenticator'),
};

export const looksPage = (view: View, looks: Page<Look>) => (
  <AccountFrame view={view} title={view.t('谁看过我的数据', 'Who saw my data')}>
    <PageHeading
      title={view.t('谁看过我的数据', 'Who saw my data')}
      lead={view.t(
        '谁、什么时候、为什么看了您的资料，都在这里。觉得不该看的，请打 12345 说明时间。',
        'Who looked at your data, when and why. If a look should not have happened, phone 12345 and say when it was.',
      )}
    />
    {looks.items.length === 0 ? <NobodyYet view={view} /> : <LookTable view={view} looks={looks.items} />}
    <Pagination
      view={view}
      older={looks.cursor === null ? undefined : `/account/looks?cursor=${looks.cursor}`}
    />
  </AccountFrame>
);

const NobodyYet = ({ view }: { readonly view: View }) => (
  <Empty
    title={view.t('这里会列出看过您资料的人', 'People who looked at your data will be listed here')}
    reason={view.t('到现在还没有人看过。', 'So far nobody has.')}
    action={
      <LinkButton href="/account" kind="secondary">
        {view.t('回到我的账号', 'Back to my account')}
      </LinkButton>
    }
  />
);

const LookTable = ({ view, looks }: { readonly view: View; readonly looks: readonly Look[] }) => (
  <Table
    caption={view.t('最近的在前', 'Newest first')}
    rows={looks}
    columns={[
      { heading: view.t('时间', 'When'), cell: (look) => <DateTime view={view} at={look.at} /> },
      { heading: view.t('谁', 'Who'), cell: (look) => whoText(view, look) },
      { heading: view.t('做了什么', 'What'), cell: (look) => deed(view, look) },
      { heading: view.t('为什么', 'Why'), cell: (look) => look.purpose ?? view.t('没有写', 'not stated') },
    ]}
  />
);

function deed(view: View, { action }: Look): string {
  const known = DEEDS[action];
  if (known) return view.say(known);
  return action.startsWith('requests.')
    ? view.t('办理您的诉求', 'handled your request')
    : view.t('办理您的账号', 'handled your account');
}

function whoText(view: View, look: Look): string {
  if (look.self) return view.t('您自己', 'yourself');
  if (look.actorKind === 'anonymous') return view.t('没有登录的人', 'somebody not signed in');
  if (look.actorKind === 'system') return view.t('系统自动', 'the system');
  return look.actorName;
}
