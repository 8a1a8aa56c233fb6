import { DateTime, Empty, Layout, PageHeading, Pagination, Table, Tag } from '../../ui/components.ts';
import type { View } from '../../ui/view.ts';
import { allow } from '../http/access-table.ts';
import { notYourRole, page, type Web } from '../http/web.ts';
import { hasRole } from '../identity/actor.ts';
import type { Platform } from '../platform.ts';
import { listNotifications, type NotificationLine } from './list-notifications.ts';

export const messagesAccess = [allow('GET', '/outbox', 'anyone')];

/** What was sent to whom. In the demonstration everybody may look, since no message leaves the house; otherwise operators. */
export function messagesRoutes(web: Web, { sql, config }: Platform): void {
  web.get('/outbox', async (c) => {
    if (!config.CHANGTONG_DEMO && !hasRole(c.get('actor'), 'operator')) throw notYourRole(['operator']);
    const { items, cursor } = await listNotifications(sql, { cursor: c.req.query('before') });
    return page(
      c,
      <MessagesPage
        view={c.get('view')}
        messages={items}
        older={cursor === null ? undefined : `/outbox?before=${cursor}`}
      />,
    );
  });
}

const MessagesPage = ({
  view,
  messages,
  older,
}: {
  readonly view: View;
  readonly messages: readonly NotificationLine[];
  readonly older: string | undefined;
}) => (
  <Layout view={view} title={view.t('消息箱', 'Message box')} area="operator" wide personal>
    <PageHeading
      title={view.t('消息箱', 'Message box')}
      lead={
        view.demo
          ? view.t(
              '示范模式不发真短信和邮件，发出的消息都在这里，收件人已打码。',
              'In demonstration mode no message leaves the house; all are here, addresses masked.',
            )
          : view.t('发出和待发的消息，收件人已打码。', 'Messages sent and waiting, addresses masked.')
      }
    />
    {messages.length === 0 ? (
      <Empty
        title={view.t('还没有消息', 'No message yet')}
        reason={view.t(
          '受理、答复、催办和验证码都会出现在这里。',
          'Receipts, replies, reminders and codes appear here.',
        )}
      />
    ) : (
      <Table
        caption={view.t('最近的在前', 'Newest first')}
        columns={[
          {
            heading: view.t('时间', 'When'),
            cell: (row: NotificationLine) => <DateTime view={view} at={row.createdAt} />,
          },
          { heading: view.t('收件人', 'To'), cell: (row) => row.hint },
          { heading: view.t('内容', 'Text'), cell: (row) => row.text[row.lang] },
          { heading: view.t('状态', 'State'), cell: (row) => <MessageState view={view} message={row} /> },
        ]}
        rows={messages}
      />
    )}
    <Pagination view={view} older={older} />
  </Layout>
);

function MessageState({
  view,
  message: { state, reason },
}: {
  readonly view: View;
  readonly message: NotificationLine;
}) {
  if (state === 'sent') return <Tag tone="ok">{view.t('已发出', 'sent')}</Tag>;
  if (state === 'shown') return <Tag tone="info">{view.t('只在这里显示', 'shown here only')}</Tag>;
  if (state === 'failed') return <Tag tone="late">{`${view.t('没有发出', 'failed')}：${reason ?? ''}`}</Tag>;
  return <Tag tone="warn">{view.t('等待发出', 'waiting')}</Tag>;
}
