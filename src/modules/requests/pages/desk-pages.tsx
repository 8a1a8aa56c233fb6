import type { Child } from 'hono/jsx';
import type { Bilingual } from '../../../kernel/bilingual.ts';
import type { FieldFault } from '../../../kernel/errors.ts';
import {
  Button,
  ButtonRow,
  Card,
  DateTime,
  Empty,
  ErrorSummary,
  type Fact,
  Facts,
  Form,
  KeyboardHelp,
  Kpi,
  KpiRow,
  Layout,
  Link,
  LinkButton,
  type NavigationItem,
  Notice,
  PageHeading,
  Pagination,
  RefreshedAt,
  Section,
  Split,
  Stack,
  Table,
  Tabs,
  Tag,
  TextAreaField,
  Timeline,
  WorkDaysLeft,
} from '../../../ui/components.ts';
import type { View } from '../../../ui/view.ts';
import type { DeskDetail, DeskStep, QueueCounts, QueueRow } from '../db/desk.ts';
import type { CitizenRequest, Suggestion } from '../domain/request.ts';
import { CHANNELS, RATINGS, STATES, TYPES } from '../domain/states.ts';
import { type Action, transition } from '../domain/transitions.ts';
import { ACTION_FIELDS, type ActionForm } from './action-fields.tsx';

/** Names that the database keeps as codes. */
export interface Names {
  readonly category: (id: string) => Bilingual;
  readonly department: (id: string | null) => Bilingual;
  readonly division: (code: string) => string;
  /** Working days left; null when the calendar cannot know. */
  readonly daysLeft: (due: Date) => number | null;
}

export function DueCell({
  view,
  row,
  names,
}: {
  readonly view: View;
  readonly row: Pick<QueueRow, 'dueAt' | 'pausedSince' | 'state'>;
  readonly names: Names;
}) {
  if (!STATES[row.state].open) return <Tag>{view.t('计时结束', 'Clock stopped')}</Tag>;
  if (row.pausedSince) return <Tag tone="info">{view.t('暂停计时', 'Clock paused')}</Tag>;
  const days = row.dueAt && names.daysLeft(row.dueAt);
  if (!row.dueAt) return <Tag>{view.t('尚未起算', 'Not running yet')}</Tag>;
  if (days === null) return <Tag tone="warn">{view.t('到期日无法确定', 'Due date unknown')}</Tag>;
  if (row.dueAt < view.now) return <WorkDaysLeft view={view} days={Math.min(days, -1)} />;
  return <WorkDaysLeft view={view} days={days} />;
}

interface QueueProps {
  readonly view: View;
  readonly navigation: readonly NavigationItem[];
  readonly title: string;
  readonly tabs: readonly { readonly href: string; readonly label: string; readonly current: boolean }[];
  readonly counts: QueueCounts | null;
  readonly rows: readonly QueueRow[];
  readonly older: string | undefined;
  readonly caption: string;
  readonly names: Names;
}

export function QueuePage({
  view,
  navigation,
  title,
  tabs,
  counts,
  rows,
  older,
  caption,
  names,
}: QueueProps) {
  return (
    <Layout view={view} title={title} area="desk" navigation={navigation} wide personal>
      <Stack gap="page">
        <PageHeading title={title} lead={<RefreshedAt view={view} />} />
        {counts && <Counts view={view} counts={counts} />}
        <Tabs label={view.t('待办分类', 'Queues')} items={tabs} />
        {rows.length === 0 ? (
          <Empty
            title={view.t('这里没有等您办的诉求', 'Nothing waits for you here')}
            reason={view.t(
              '新的诉求派来后会按到期时间排在这里。',
              'New requests appear here, most urgent first.',
            )}
            action={<Link href="/requests">{view.t('看公开的诉求', 'Public requests')}</Link>}
          />
        ) : (
          <QueueTable view={view} rows={rows} caption={caption} names={names} />
        )}
        <Pagination view={view} older={older} />
        <KeyboardHelp view={view} />
      </Stack>
    </Layout>
  );
}

const Counts = ({ view, counts }: { readonly view: View; readonly counts: QueueCounts }) => (
  <KpiRow>
    <Kpi
      view={view}
      label={view.t('超期', 'Late')}
      value={String(counts.late)}
      tone={counts.late > 0 ? 'late' : undefined}
    />
    <Kpi
      view={view}
      label={view.t('今天到期', 'Due today')}
      value={String(counts.dueToday)}
      tone={counts.dueToday > 0 ? 'warn' : undefined}
    />
    <Kpi view={view} label={view.t('未到期', 'Not due yet')} value={String(counts.later)} />
    <Kpi view={view} label={view.t('协办', 'Helping')} value={String(counts.helping)} />
  </KpiRow>
);

const QueueTable = ({
  view,
  rows,
  caption,
  names,
}: Pick<QueueProps, 'view' | 'rows' | 'caption' | 'names'>) => (
  <Table
    caption={caption}
    columns={[
      { heading: view.t('编号', 'Number'), cell: (row: QueueRow) => row.number },
      { heading: view.t('事项', 'Matter'), cell: (row) => row.title },
      { heading: view.t('分类', 'Category'), cell: (row) => view.say(names.category(row.category)) },
      { heading: view.t('地区', 'District'), cell: (row) => names.division(row.divisionCode) },
      { heading: view.t('时限', 'Due'), cell: (row) => <DueCell view={view} row={row} names={names} /> },
      {
        heading: view.t('状态', 'State'),
        cell: (row) => (
          <>
            {view.say(STATES[row.state].name)}{' '}
            {row.supervisionLevel > 0 && <Tag tone="late">{`L${row.supervisionLevel}`}</Tag>}
          </>
        ),
      },
      {
        heading: view.t('收到', 'Received'),
        cell: (row) => <DateTime view={view} at={row.receivedAt} dayOnly />,
      },
    ]}
    rows={rows}
    rowHref={(row) => `/desk/requests/${row.number}`}
  />
);

export interface RequestProps {
  readonly view: View;
  readonly navigation: readonly NavigationItem[];
  readonly request: CitizenRequest;
  readonly steps: readonly DeskStep[];
  readonly detail: DeskDetail;
  readonly actions: readonly Action[];
  readonly badRatingActions: readonly { readonly action: string; readonly label: string }[];
  readonly reporter: { readonly name: string | null; readonly phone: string | null };
  readonly revealed: boolean;
  readonly mayReveal: boolean;
  readonly names: Names;
  readonly faults: readonly FieldFault[];
}

/** Left: what it is and what happened. Right: who, by when, and what can be done now. */
export function DeskRequestPage(props: RequestProps) {
  const { view, navigation, request, names, faults } = props;
  return (
    <Layout view={view} title={request.title} area="desk" navigation={navigation} wide personal>
      <Stack gap="large">
        <ErrorSummary view={view} faults={faults} />
        <PageHeading
          title={request.title}
          over={
            <>
              {request.number} · {view.say(TYPES[request.type])} · {view.say(STATES[request.state].name)}
            </>
          }
        />
        <Split aside={<Aside {...props} />}>
          <DueNotice view={view} request={request} names={names} />
          <Section title={view.t('群众怎么说', 'What the citizen wrote')}>
            <p class="prewrap">{request.body}</p>
            <Photos view={view} detail={props.detail} />
          </Section>
          {request.state === 'submitted' || request.state === 'accepted' ? (
            <Suggestions view={view} suggestions={request.suggestions} names={names} />
          ) : null}
          <Replies view={view} detail={props.detail} />
          <Section title={view.t('办理经过', 'History')}>
            <Timeline view={view} items={props.steps.map((step) => stepItem(view, step, names))} />
          </Section>
          <Notes {...props} />
        </Split>
      </Stack>
    </Layout>
  );
}

function DueNotice({ view, request, names }: Pick<RequestProps, 'view' | 'request' | 'names'>) {
  const late = request.dueAt !== null && request.dueAt < view.now && STATES[request.state].open;
  return (
    <Notice tone={late ? 'late' : 'info'}>
      <p>
        {view.say(STATES[request.state].name)} · <DueCell view={view} row={request} names={names} />{' '}
        {request.dueAt && STATES[request.state].open && <DateTime view={view} at={request.dueAt} />}
        {request.provisional &&
          view.t(
            '（次年放假安排未公布，日期可能顺延）',
            ' (next year’s holidays are not announced: the date may move)',
          )}
      </p>
      {request.supervisionLevel > 0 && (
        <p>
          {view.t(
            `督办 L${request.supervisionLevel}，责任人：${request.supervisionLeader ?? '待定'}`,
            `Supervision L${request.supervisionLevel}; responsible: ${request.supervisionLeader ?? 'to be named'}`,
          )}
        </p>
      )}
    </Notice>
  );
}

const Suggestions = ({
  view,
  suggestions,
  names,
}: {
  readonly view: View;
  readonly suggestions: readonly Suggestion[];
  readonly names: Names;
}) => (
  <Section title={view.t('可能归谁管', 'Whose it may be')}>
    <Table
      caption={view.t('按把握从大到小，附上原文里的依据', 'Surest first, with the words that speak for it')}
      columns={[
        {
          heading: view.t('单位', 'Office'),
          cell: (row: Suggestion) => view.say(names.department(row.departmentId)),
        },
        { heading: view.t('分类', 'Category'), cell: (row) => view.say(names.category(row.category)) },
        {
          heading: view.t('把握', 'Confidence'),
          cell: (row) => `${Math.round(row.confidence * 100)} %`,
          numeric: true,
        },
        {
          heading: view.t('依据', 'Because of'),
          cell: (row) => row.reasons.join('、') || view.t('没有明显的词', 'no clear word'),
        },
      ]}
      rows={suggestions}
    />
  </Section>
);

const Photos = ({ view, detail }: Pick<RequestProps, 'view' | 'detail'>) =>
  detail.attachments.length === 0 ? null : (
    <ul role="list" class="photos">
      {detail.attachments.map(({ fileId }, index) => (
        <li>
          <a href={`/files/${fileId}`}>
            <img
              src={`/files/${fileId}`}
              alt={view.t(`现场照片 ${index + 1}`, `Photo ${index + 1}`)}
              loading="lazy"
              width="160"
            />
          </a>
        </li>
      ))}
    </ul>
  );

const Replies = ({ view, detail }: Pick<RequestProps, 'view' | 'detail'>) =>
  detail.replies.length === 0 ? null : (
    <Section title={view.t('答复', 'Replies')}>
      {detail.replies.map((reply) => (
        <Card>
          <p class="hint">
            <DateTime view={view} at={reply.at} /> · {view.t(`第 ${reply.round} 轮`, `round ${reply.round}`)}{' '}
            ·{' '}
            {reply.review === null
              ? view.t('待审核', 'under review')
              : reply.review === 'approved'
                ? view.t('已审核', 'approved')
                : view.t('退回重答', 'sent back')}
          </p>
          <p class="prewrap">{reply.text}</p>
          {reply.points.length > 0 && (
            <Facts items={reply.points.map(({ point, answer }) => ({ term: point, value: answer }))} />
          )}
          {reply.reviewNote && (
            <p>
              {view.t('审核意见：', 'Review: ')}
              {reply.reviewNote}
            </p>
          )}
        </Card>
      ))}
    </Section>
  );

function stepItem(view: View, step: DeskStep, names: Names) {
  const name =
    step.action === 'submit' ? view.t('提交', 'Submitted') : view.say(transition(step.action as Action).name);
  const by = step.actorDepartmentId
    ? `${view.say(names.department(step.actorDepartmentId))} ${step.actorName}`
    : step.actorName;
  return {
    at: step.at,
    title: step.shown ? name : `${name}${view.t('（群众看不到）', ' (not shown to the citizen)')}`,
    body: step.text ?? undefined,
    by,
    state: 'done' as const,
  };
}

/** What moves the request on stands first, as the one main button; the rest keeps the order of the table. */
const MOVES_ON: readonly Action[] = [
  'sign',
  'reply',
  'approve-reply',
  'dispatch',
  'accept',
  'grant-return',
  'approve-extension',
  'approve-termination',
];

const nextFirst = (actions: readonly Action[]): readonly Action[] => {
  const next = MOVES_ON.find((action) => actions.includes(action));
  return next ? [next, ...actions.filter((action) => action !== next)] : actions;
};

function Aside(props: RequestProps) {
  const { view, request, names, actions, badRatingActions, detail } = props;
  return (
    <>
      <Card title={view.t('现在可以', 'What you can do now')}>
        {actions.length + badRatingActions.length === 0 && (
          <p>{view.t('这一步不用您做什么。', 'Nothing to do for you at this step.')}</p>
        )}
        <ul role="list" class="stack-small">
          {nextFirst(actions).map((action, index) => (
            <li>
              <LinkButton
                href={`/desk/requests/${request.number}/${action}`}
                kind={index === 0 ? 'primary' : 'secondary'}
              >
                {view.say(transition(action).name)}
              </LinkButton>
            </li>
          ))}
          {badRatingActions.map(({ action, label }) => (
            <li>
              <LinkButton href={`/desk/requests/${request.number}/bad-rating/${action}`} kind="secondary">
                {label}
              </LinkButton>
            </li>
          ))}
        </ul>
      </Card>
      <Card title={view.t('这件事', 'This request')}>
        <Facts items={facts(view, request, names)} />
      </Card>
      <Reporter {...props} />
      {detail.coHandlers.length > 0 && (
        <Card title={view.t('协办单位', 'Co-handlers')}>
          <Facts
            items={detail.coHandlers.map((each) => ({
              term: view.say(names.department(each.departmentId)),
              value: each.report ?? each.task ?? '',
            }))}
          />
        </Card>
      )}
      {detail.children.length > 0 && (
        <Card title={view.t('合并进来的诉求', 'Merged into this one')}>
          <ul>
            {detail.children.map(({ number, title }) => (
              <li>
                <Link href={`/desk/requests/${number}`}>{`${number} ${title}`}</Link>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

function facts(view: View, request: CitizenRequest, names: Names): Fact[] {
  const items: [string, Child][] = [
    [view.t('承办', 'Office'), view.say(names.department(request.departmentId))],
    [view.t('分类', 'Category'), view.say(names.category(request.category))],
    [view.t('地点', 'Place'), `${names.division(request.divisionCode)} ${request.address}`],
    [view.t('来源', 'Channel'), view.say(CHANNELS[request.channel])],
    [view.t('收到', 'Received'), <DateTime view={view} at={request.receivedAt} />],
  ];
  if (request.limitAmount)
    items.push([
      view.t('时限', 'Limit'),
      `${request.limitAmount} ${request.limitUnit === 'work-days' ? view.t('个工作日', 'working days') : view.t('天', 'days')}（${request.limitBasis}）`,
    ]);
  if (request.rating)
    items.push([
      view.t('评价', 'Rating'),
      `${view.say(RATINGS[request.rating])} · ${request.solved ? view.t('已解决', 'solved') : view.t('没解决', 'not solved')}`,
    ]);
  return items.map(([term, value]) => ({ term, value }));
}

const Reporter = ({ view, request, reporter, revealed, mayReveal }: RequestProps) => (
  <Card title={view.t('反映人', 'Reporter')}>
    <Facts
      items={[
        { term: view.t('称呼', 'Name'), value: reporter.name ?? view.t('匿名', 'anonymous') },
        { term: view.t('电话', 'Telephone'), value: reporter.phone ?? view.t('没有留', 'none left') },
      ]}
    />
    {mayReveal && !revealed && (reporter.name !== null || reporter.phone !== null) && (
      <LinkButton href={`/desk/requests/${request.number}/reveal`} kind="secondary">
        {view.t('查看完整信息（会留痕）', 'Show in full (recorded)')}
      </LinkButton>
    )}
  </Card>
);

const Notes = ({ view, request, detail, faults }: RequestProps) => (
  <Section title={view.t('内部备注（群众看不到）', 'Internal notes')}>
    {detail.notes.map((note) => (
      <p>
        <span class="hint">
          <DateTime view={view} at={note.at} /> {note.authorName}
        </span>
        <br />
        {note.text}
      </p>
    ))}
    <Form view={view} action={`/desk/requests/${request.number}/note`}>
      <TextAreaField
        view={view}
        name="text"
        label={view.t('加一条备注', 'Add a note')}
        rows={2}
        faults={faults}
      />
      <ButtonRow>
        <Button kind="secondary">{view.t('保存备注', 'Save note')}</Button>
      </ButtonRow>
    </Form>
  </Section>
);

interface ActionPageProps {
  readonly view: View;
  readonly navigation: readonly NavigationItem[];
  readonly request: CitizenRequest;
  readonly title: string;
  readonly path: string;
  readonly faults: readonly FieldFault[];
  readonly danger?: boolean;
  readonly children?: Child;
}

/** One action, one page: what it is about, what is asked for, one button. */
export const ActionPage = ({
  view,
  navigation,
  request,
  title,
  path,
  faults,
  danger = false,
  children,
}: ActionPageProps) => (
  <Layout view={view} title={`${title} · ${request.title}`} area="desk" navigation={navigation} personal>
    <Stack gap="large">
      <ErrorSummary view={view} faults={faults} />
      <PageHeading
        title={title}
        over={<Link href={`/desk/requests/${request.number}`}>{`${request.number} ${request.title}`}</Link>}
      />
      <Form view={view} action={path}>
        <Stack>{children}</Stack>
        <ButtonRow>
          <Button kind={danger ? 'danger' : 'primary'}>{title}</Button>
          <LinkButton href={`/desk/requests/${request.number}`} kind="plain">
            {view.t('不办了，返回', 'Back without doing it')}
          </LinkButton>
        </ButtonRow>
      </Form>
    </Stack>
  </Layout>
);

const DANGEROUS: ReadonlySet<string> = new Set([
  'reject',
  'approve-termination',
  'refuse-return',
  'withdraw',
]);

export const RequestActionPage = ({
  action,
  form,
  ...props
}: Omit<ActionPageProps, 'title' | 'danger' | 'children'> & {
  readonly action: Action;
  readonly form: ActionForm;
}) => (
  <ActionPage {...props} title={props.view.say(transition(action).name)} danger={DANGEROUS.has(action)}>
    {ACTION_FIELDS[action](form) as Child}
  </ActionPage>
);
