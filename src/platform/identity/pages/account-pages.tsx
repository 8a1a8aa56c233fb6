import type { FieldFault } from '../../../kernel/errors.ts';
import {
  Button,
  ButtonRow,
  DateField,
  DateTime,
  Empty,
  ErrorSummary,
  Form,
  Layout,
  LinkButton,
  PageHeading,
  Pagination,
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
import type { Look } from '../../audit/looks-at.ts';
import { MANDATE_SCOPES, type NamedMandate } from '../mandates.ts';
import type { SessionLine } from '../sessions.ts';

export const AccountPage = ({
  view,
  name,
  sessions,
  current,
}: {
  readonly view: View;
  readonly name: string;
  readonly sessions: readonly SessionLine[];
  readonly current: string;
}) => (
  <Layout view={view} title={view.t('我的账号', 'My account')} area="account" personal>
    <Stack gap="page">
      <PageHeading title={name || view.t('我的账号', 'My account')} />
      <TileGrid>
        <Tile
          href="/my/requests"
          title={view.t('我的诉求', 'My requests')}
          about={view.t('办到哪一步，什么时候答复', 'Where they stand, and when you get an answer')}
        />
        <Tile
          href="/account/looks"
          title={view.t('谁看过我的数据', 'Who looked at my data')}
          about={view.t('每一次查看都有记录', 'Every look is on record')}
        />
        <Tile
          href="/account/mandates"
          title={view.t('请人代办', 'Mandates')}
          about={view.t('让家人替您办，随时可以收回', 'Let family act for you; take it back at any time')}
        />
      </TileGrid>
      <Section title={view.t('登录过的设备', 'Where you are signed in')}>
        <Table
          caption={view.t('最近用过的在前', 'Most recently used first')}
          columns={[
            {
              heading: view.t('设备', 'Device'),
              cell: (row: SessionLine) =>
                row.id === current ? `${row.device}${view.t('（本机）', ' (this one)')}` : row.device,
            },
            {
              heading: view.t('最近使用', 'Last used'),
              cell: (row) => <DateTime view={view} at={row.lastSeenAt} />,
            },
            {
              heading: '',
              cell: (row) => (
                <Form view={view} action="/account/sessions/end">
                  <input type="hidden" name="sessionId" value={row.id} />
                  <Button kind="secondary">{view.t('退出这台设备', 'Sign out there')}</Button>
                </Form>
              ),
            },
          ]}
          rows={sessions}
        />
      </Section>
      <Form view={view} action="/sign-out">
        <Button kind="secondary">{view.t('退出登录', 'Sign out')}</Button>
      </Form>
    </Stack>
  </Layout>
);

/** What a line of the record means, in the words of the person it is about. */
const ACTIONS: Readonly<Record<string, readonly [string, string]>> = {
  'requests.reveal-reporter': ['查看了您的姓名和电话', 'Looked at your name and telephone number'],
  'requests.submit': ['提交了诉求', 'Sent a request'],
};

const actionText = (view: View, action: string) => {
  const known = ACTIONS[action];
  if (known) return view.t(known[0], known[1]);
  return action.startsWith('requests.')
    ? view.t('办理您的诉求', 'Handled your request')
    : view.t('处理您的账号', 'Handled your account');
};

export const LooksPage = ({
  view,
  looks,
  older,
}: {
  readonly view: View;
  readonly looks: readonly Look[];
  readonly older: string | undefined;
}) => (
  <Layout view={view} title={view.t('谁看过我的数据', 'Who looked at my data')} area="account" personal>
    <PageHeading
      title={view.t('谁看过我的数据', 'Who looked at my data')}
      lead={view.t(
        '工作人员每次查看或处理您的信息都会留下记录，删不掉。觉得不应该看的，请打 12345 反映。',
        'Every look at your data is on record and cannot be removed. If one seems wrong, phone 12345.',
      )}
    />
    {looks.length === 0 ? (
      <Empty
        title={view.t('还没有人看过您的数据', 'Nobody has looked at your data yet')}
        reason={view.t('有人查看或处理时，会出现在这里。', 'When somebody does, it appears here.')}
      />
    ) : (
      <Table
        caption={view.t('最近的在前', 'Newest first')}
        columns={[
          { heading: view.t('时间', 'When'), cell: (row: Look) => <DateTime view={view} at={row.at} year /> },
          {
            heading: view.t('谁', 'Who'),
            cell: (row) =>
              row.self ? view.t('您自己', 'Yourself') : row.actorName || view.t('系统', 'The system'),
          },
          { heading: view.t('做了什么', 'What'), cell: (row) => actionText(view, row.action) },
          {
            heading: view.t('为什么', 'Why'),
            cell: (row) => row.purpose ?? view.t('办理需要', 'needed for handling'),
          },
        ]}
        rows={looks}
      />
    )}
    <Pagination view={view} older={older} />
  </Layout>
);

interface MandatesProps {
  readonly view: View;
  readonly mandates: readonly NamedMandate[];
  readonly accountId: string;
  readonly values: Readonly<Record<string, string>>;
  readonly faults: readonly FieldFault[];
}

export const MandatesPage = ({ view, mandates, accountId, values, faults }: MandatesProps) => (
  <Layout view={view} title={view.t('请人代办', 'Mandates')} area="account" personal>
    <ErrorSummary view={view} faults={faults} />
    <PageHeading
      title={view.t('请人代办', 'Mandates')}
      lead={view.t(
        '写明让谁办、办什么、到哪天为止。双方都会收到短信，您随时可以收回。不方便上网，可以一起到窗口办理。',
        'Say who, for what and until when. Both of you get a message; take it back at any time. Or come to a window together.',
      )}
    />
    <Stack gap="page">
      {mandates.length > 0 && (
        <Table
          caption={view.t('最近的在前', 'Newest first')}
          columns={[
            {
              heading: view.t('谁替谁', 'Who for whom'),
              cell: (row: NamedMandate) => `${row.helperName} → ${row.principalName}`,
            },
            { heading: view.t('办什么', 'For what'), cell: (row) => view.say(MANDATE_SCOPES[row.scope]) },
            {
              heading: view.t('到', 'Until'),
              cell: (row) => <DateTime view={view} at={row.validUntil} dayOnly year />,
            },
            { heading: view.t('状态', 'State'), cell: (row) => <MandateState view={view} mandate={row} /> },
            {
              heading: '',
              cell: (row) =>
                isActive(view, row) ? (
                  <Form view={view} action="/account/mandates/end">
                    <input type="hidden" name="mandateId" value={row.id} />
                    <Button kind="secondary">
                      {row.principalId === accountId
                        ? view.t('收回', 'Take back')
                        : view.t('不再代办', 'Give up')}
                    </Button>
                  </Form>
                ) : null,
            },
          ]}
          rows={mandates}
        />
      )}
      <Section title={view.t('授权一个人', 'Give a mandate')}>
        <Form view={view} action="/account/mandates">
          <TextField
            view={view}
            name="phone"
            label={view.t('对方的手机号', 'Their mobile number')}
            type="tel"
            inputmode="numeric"
            value={values.phone}
            faults={faults}
          />
          <RadioField
            view={view}
            name="scope"
            label={view.t('请他办什么', 'What for')}
            value={values.scope ?? 'requests'}
            choices={Object.entries(MANDATE_SCOPES).map(([value, name]) => ({
              value,
              label: view.say(name),
            }))}
            faults={faults}
          />
          <DateField
            view={view}
            name="until"
            label={view.t('到哪天为止', 'Until')}
            value={values.until}
            faults={faults}
          />
          <ButtonRow>
            <Button>{view.t('授权', 'Give the mandate')}</Button>
            <LinkButton href="/account" kind="plain">
              {view.t('返回', 'Back')}
            </LinkButton>
          </ButtonRow>
        </Form>
      </Section>
    </Stack>
  </Layout>
);

const isActive = (view: View, { revokedAt, validUntil }: NamedMandate) =>
  revokedAt === null && validUntil > view.now;

const MandateState = ({ view, mandate }: { readonly view: View; readonly mandate: NamedMandate }) => {
  if (isActive(view, mandate)) return <Tag tone="ok">{view.t('有效', 'in force')}</Tag>;
  return <Tag>{mandate.revokedAt ? view.t('已收回', 'taken back') : view.t('已到期', 'over')}</Tag>;
};
