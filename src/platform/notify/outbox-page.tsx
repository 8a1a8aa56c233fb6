import { type Bilingual, both } from '../../kernel/bilingual.ts';
import {
  type Column,
  DateTime,
  Empty,
  Layout,
  PageHeading,
  Pagination,
  Stack,
  Table,
  Tag,
  type Tone,
} from '../../ui/components.ts';
import type { View } from '../../ui/view.ts';
import type { NotificationLine } from './list-notifications.ts';
import type { ChannelName } from './notifier.ts';

const STATES: Record<NotificationLine['state'], { readonly label: Bilingual; readonly tone: Tone }> = {
  waiting: { label: both('待发送', 'Waiting'), tone: 'warn' },
  sent: { label: both('已发送', 'Sent'), tone: 'ok' },
  shown: { label: both('仅在此显示', 'Shown here only'), tone: 'info' },
  failed: { label: both('没有送到', 'Not delivered'), tone: 'late' },
};

const CHANNELS: Record<ChannelName, Bilingual> = {
  sms: both('短信', 'Text message'),
  email: both('邮件', 'E-mail'),
  webhook: both('回调', 'Webhook'),
};

export interface OutboxPageProps {
  readonly view: View;
  readonly notifications: readonly NotificationLine[];
  /** Address of the next older page, when there is one. */
  readonly older?: string | undefined;
}

/** Every message to people: who it went to (masked), what it says, whether it arrived and why not. */
export function outboxPage({ view, notifications, older }: OutboxPageProps) {
  const { t } = view;
  return (
    <Layout view={view} title={t('发给群众的消息', 'Messages to people')} area="operator" wide personal>
      <Stack gap="large">
        <PageHeading
          title={t('发给群众的消息', 'Messages to people')}
          lead={view.demo ? demoLead(view) : undefined}
        />
        {notifications.length === 0 ? (
          <Empty
            title={t('还没有消息。', 'No messages yet.')}
            reason={t('诉求有了答复或进展，就会有一条。', 'One appears when a request moves or is answered.')}
          />
        ) : (
          <Stack>
            <Table
              caption={t('消息，最新的在前', 'Messages, newest first')}
              columns={columns(view)}
              rows={notifications}
            />
            <Pagination view={view} older={older} />
          </Stack>
        )}
      </Stack>
    </Layout>
  );
}

const demoLead = (view: View) =>
  view.t(
    '现在是演示：没有接短信和邮件的，只在这里显示，不会发出去。',
    'This is the demonstration: without a gateway, messages are only shown here and never leave.',
  );

const columns = (view: View): Column<NotificationLine>[] => [
  {
    heading: view.t('时间', 'Time'),
    cell: (line) => <DateTime view={view} at={line.createdAt} />,
  },
  {
    heading: view.t('发给', 'To'),
    cell: (line) => [line.channel ? `${view.say(CHANNELS[line.channel])} ` : '', line.hint || '—'],
  },
  { heading: view.t('内容', 'Text'), cell: (line) => line.text[line.lang] },
  { heading: view.t('关于', 'About'), cell: (line) => line.about ?? '—' },
  {
    heading: view.t('结果', 'Outcome'),
    cell: (line) => (
      <>
        <Tag tone={STATES[line.state].tone}>{view.say(STATES[line.state].label)}</Tag>{' '}
        {reasonText(view, line)}
      </>
    ),
  },
];

function reasonText(view: View, { reason, attempts }: NotificationLine): string {
  if (reason === null) return '';
  const tried = attempts > 0 ? view.t(`已试 ${attempts} 次：`, `${attempts} attempts: `) : '';
  return `${tried}${REASONS[reason] ? view.say(REASONS[reason]) : reason}`;
}

/** Reasons that the house itself writes; what a gateway answers is shown as it came. */
const REASONS: Readonly<Record<string, Bilingual>> = {
  'no gateway configured': both('还没有接发送网关', 'No gateway is configured'),
  'the account has left no address': both('账号没有留联系方式', 'The account has left no address'),
};
