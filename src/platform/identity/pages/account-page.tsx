import { both } from '../../../kernel/bilingual.ts';
import type { FieldFault } from '../../../kernel/errors.ts';
import {
  Button,
  ButtonRow,
  DateTime,
  ErrorSummary,
  type Fact,
  Facts,
  Form,
  LinkButton,
  Notice,
  PageHeading,
  RadioField,
  Section,
  Stack,
  Table,
  Tag,
  TextField,
  Tile,
  TileGrid,
} from '../../../ui/components.ts';
import type { View } from '../../../ui/view.ts';
import { type Actor, ROLES } from '../actor.ts';
import type { Factors, SessionLine } from '../sessions.ts';
import { AccountFrame } from './account-frame.tsx';

export interface AccountPageProps {
  readonly view: View;
  readonly actor: Actor;
  readonly name: string;
  /** Masked; null when there is none. */
  readonly phone: string | null;
  readonly office: string | null;
  readonly sessions: readonly SessionLine[];
  readonly sessionId: string | null;
  readonly secondFactor: 'set' | 'missing' | 'not-asked';
  readonly done: boolean;
  readonly faults?: readonly FieldFault[];
}

export const accountPage = (props: AccountPageProps) => {
  const { view, actor, faults = [] } = props;
  return (
    <AccountFrame view={view} title={view.t('我的账号', 'My account')}>
      <ErrorSummary view={view} faults={faults} />
      {props.done && (
        <Notice tone="ok" live>
          {view.t('已保存。', 'Saved.')}
        </Notice>
      )}
      {props.secondFactor === 'missing' && <SecondFactorMissing view={view} />}
      <PageHeading title={view.t('我的账号', 'My account')} lead={<Facts items={facts(props)} />} />
      <TileGrid>
        {actor.kind === 'citizen' && (
          <Tile
            href="/my/requests"
            title={view.t('我的诉求', 'My requests')}
            about={view.t('办到哪一步，什么时候答复', 'Where they stand, and when you get an answer')}
          />
        )}
        <Tile
          href="/account/looks"
          title={view.t('谁看过我的数据', 'Who saw my data')}
          about={view.t('每一次查看都有记录', 'Every look is on record')}
        />
        {actor.kind === 'citizen' && (
          <Tile
            href="/account/mandates"
            title={view.t('代办授权', 'Mandates')}
            about={view.t('让家人替您办，随时可以取消', 'Let family act for you; end it at any time')}
          />
        )}
      </TileGrid>
      {actor.kind === 'citizen' && <NameForm {...props} />}
      <DisplayForm view={view} />
      <Sessions {...props} />
      <Form view={view} action="/sign-out">
        <Button kind="secondary">{view.t('退出登录', 'Sign out')}</Button>
      </Form>
    </AccountFrame>
  );
};

function facts({ view, actor, name, phone, office, secondFactor }: AccountPageProps): readonly Fact[] {
  const roles = actor.roles.map((role) => view.say(ROLES[role])).join(view.t('、', ', '));
  return [
    { term: view.t('姓名', 'Name'), value: name },
    ...(phone === null ? [] : [{ term: view.t('手机号', 'Mobile'), value: phone }]),
    ...(office === null ? [] : [{ term: view.t('单位', 'Office'), value: office }]),
    ...(roles === '' ? [] : [{ term: view.t('身份', 'Role'), value: roles }]),
    ...(secondFactor === 'set'
      ? [{ term: view.t('验证器', 'Authenticator'), value: view.t('已设置', 'set up') }]
      : []),
  ];
}

const SecondFactorMissing = ({ view }: { readonly view: View }) => (
  <Notice
    tone="warn"
    title={view.t('先设置验证器，才能开始工作', 'Set up an authenticator before you start')}
  >
    <p>
      {view.t(
        '您的岗位作出的决定对别人有约束，所以登录要多一道 6 位数字。',
        'Decisions of your role bind others, so signing in takes 6 more digits.',
      )}
    </p>
    <LinkButton href="/account/second-factor">{view.t('现在设置', 'Set it up now')}</LinkButton>
  </Notice>
);

const NameForm = ({ view, name, phone, faults }: AccountPageProps) => (
  <Section title={view.t('怎么称呼您', 'What we call you')}>
    <Form view={view} action="/account/name">
      <TextField
        view={view}
        name="name"
        label={view.t('姓名', 'Name')}
        hint={view.t('生僻字也可以，写您证件上的字。', 'As on your identity card; rare characters are fine.')}
        autocomplete="name"
        width="medium"
        value={name === phone ? '' : name}
        faults={faults}
      />
      <ButtonRow>
        <Button>{view.t('保存姓名', 'Save name')}</Button>
      </ButtonRow>
    </Form>
  </Section>
);

const DisplayForm = ({ view }: { readonly view: View }) => (
  <Section title={view.t('语言和显示', 'Language and display')}>
    <Form view={view} action="/account/display">
      <RadioField
        view={view}
        name="language"
        label={view.t('语言', 'Language')}
        value={view.lang}
        inline
        choices={[
          { value: 'zh', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
      />
      <RadioField
        view={view}
        name="size"
        label={view.t('字号', 'Text size')}
        value={view.size}
        inline
        choices={[
          { value: 'standard', label: view.t('标准版', 'Standard') },
          { value: 'elder', label: view.t('长辈版', 'Large and simple') },
        ]}
      />
      <RadioField
        view={view}
        name="theme"
        label={view.t('颜色', 'Colours')}
        value={view.theme}
        inline
        choices={[
          { value: 'auto', label: view.t('跟随手机或电脑', 'As the device') },
          { value: 'light', label: view.t('浅色', 'Light') },
          { value: 'dark', label: view.t('深色', 'Dark') },
          { value: 'contrast', label: view.t('高对比', 'High contrast') },
        ]}
      />
      <ButtonRow>
        <Button kind="secondary">{view.t('保存显示方式', 'Save display')}</Button>
      </ButtonRow>
    </Form>
  </Section>
);

const FACTORS = {
  password: both('密码', 'Password'),
  'password+totp': both('密码和验证器', 'Password and authenticator'),
  'sms-code': both('短信', 'Text message'),
  demonstration: both('示范登录', 'Demonstration'),
} as const satisfies Record<Factors, { zh: string; en: string }>;

const Sessions = ({ view, sessions, sessionId }: AccountPageProps) => (
  <Section title={view.t('正在登录的设备', 'Where you are signed in')}>
    <Form view={view} action="/account/sessions/end">
      <Stack>
        <Table
          caption={view.t('最近用过的在前', 'Last used first')}
          rows={sessions}
          columns={[
            {
              heading: view.t('设备', 'Device'),
              cell: (row) => row.device || view.t('没有说明', 'not stated'),
            },
            { heading: view.t('地址', 'Address'), cell: (row) => row.address.replace(/^::ffff:/i, '') },
            { heading: view.t('登录方式', 'Signed in by'), cell: (row) => view.say(FACTORS[row.factors]) },
            {
              heading: view.t('最后使用', 'Last used'),
              cell: (row) => <DateTime view={view} at={row.lastSeenAt} />,
            },
            {
              heading: view.t('操作', 'Action'),
              cell: (row) =>
                row.id === sessionId ? (
                  <Tag tone="ok">{view.t('就是这台', 'this one')}</Tag>
                ) : (
                  <Button
                    kind="secondary"
                    name="sessionId"
                    value={row.id}
                    describe={view.t(`让这台设备退出：${row.device}`, `Sign this device out: ${row.device}`)}
                  >
                    {view.t('让它退出', 'Sign it out')}
                  </Button>
                ),
            },
          ]}
        />
        <ButtonRow>
          <Button kind="danger" name="sessionId" value="all">
            {view.t('全部退出（包括这台）', 'Sign out everywhere, here too')}
          </Button>
        </ButtonRow>
      </Stack>
    </Form>
  </Section>
);
