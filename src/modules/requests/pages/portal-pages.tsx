import type { Bilingual } from '../../../kernel/bilingual.ts';
import type { FieldFault } from '../../../kernel/errors.ts';
import {
  Button,
  ButtonRow,
  Card,
  DateTime,
  dateTimeText,
  Empty,
  ErrorSummary,
  type Fact,
  Facts,
  Form,
  Layout,
  Link,
  LinkButton,
  type NavigationItem,
  Notice,
  PageHeading,
  Pagination,
  ReadAloud,
  SearchBox,
  Section,
  SelectField,
  Split,
  Stack,
  Table,
  Tag,
  TextField,
  Tile,
  TileGrid,
  Timeline,
  WorkDaysLeft,
} from '../../../ui/components.ts';
import type { View } from '../../../ui/view.ts';
import type { PublicRow, PublicStep } from '../db/public.ts';
import { maskInText } from '../domain/mask-in-text.ts';
import type { CitizenRequest } from '../domain/request.ts';
import { isOpen, RATINGS, STATES, TYPES } from '../domain/states.ts';
import { type Action, transition } from '../domain/transitions.ts';
import { ACTION_FIELDS, type ActionForm } from './action-fields.tsx';
import type { Names } from './desk-pages.tsx';

export const portalNavigation = (view: View): NavigationItem[] => [
  { href: '/report', label: view.t('反映问题', 'Report a problem') },
  { href: '/track', label: view.t('查进度', 'Follow a report') },
  { href: '/requests', label: view.t('大家反映的', 'What others reported') },
  { href: '/help', label: view.t('帮助', 'Help') },
];

/** One line that says where it stands. */
function standing(view: View, row: PublicRow, names: Names) {
  const days = row.dueAt && isOpen(row.state) ? names.daysLeft(row.dueAt) : null;
  return (
    <>
      <Tag tone={isOpen(row.state) ? 'info' : 'neutral'}>{view.say(STATES[row.state].name)}</Tag>{' '}
      {days !== null && <WorkDaysLeft view={view} days={days} />}
    </>
  );
}

interface HomeProps {
  readonly view: View;
  /** Null for visitors. */
  readonly own: readonly PublicRow[] | null;
  readonly recent: readonly PublicRow[];
  readonly names: Names;
}

export const HomePage = (props: HomeProps) =>
  props.view.size === 'elder' ? <ElderHome {...props} /> : <StandardHome {...props} />;

const StandardHome = ({ view, own, recent, names }: HomeProps) => (
  <Layout view={view} title={view.t('首页', 'Home')} navigation={portalNavigation(view)}>
    <Stack gap="page">
      <Stack>
        <PageHeading title={view.t('今天要办什么事？', 'What do you need today?')} />
        <SearchBox
          view={view}
          action="/search"
          label={view.t(
            '写一句话就行，例如“路灯坏了”“公积金怎么转”',
            'Write it in your own words, for example “street lamp broken”',
          )}
        />
      </Stack>
      <Section title={view.t('常办的事', 'Common tasks')}>
        <TileGrid>
          <Tile
            main
            href="/report"
            title={view.t('反映问题', 'Report a problem')}
            about={view.t(
              '写一句话、拍张照，一般 5 个工作日内答复',
              'A sentence and a photo; usually answered in 5 working days',
            )}
          />
          <Tile
            href="/track"
            title={view.t('查办理进度', 'Follow a report')}
            about={view.t('凭编号就能查，不用登录', 'By its number, no account needed')}
          />
          <Tile
            href="/my/requests"
            title={view.t('我的诉求', 'My requests')}
            about={view.t('评价、补充、要求重办', 'Rate, add to or reopen them')}
          />
          <Tile
            href="/requests"
            title={view.t('看看大家反映了什么', 'What others reported')}
            about={view.t('公开的问题和答复', 'Public problems and replies')}
          />
          <Tile
            href="/account/mandates"
            title={view.t('请家人代办', 'Let family act for you')}
            about={view.t('写明办什么、到哪天，随时收回', 'For what, until when; take it back at any time')}
          />
          <Tile
            href="/account/looks"
            title={view.t('谁看过我的数据', 'Who looked at my data')}
            about={view.t('每一次查看都有记录', 'Every look is on record')}
          />
          <Tile
            href="/help"
            title={view.t('打电话、到窗口', 'By telephone or at a window')}
            about={view.t('12345 全天有人接，效果一样', '12345 day and night; it counts the same')}
          />
        </TileGrid>
      </Section>
      <Section title={view.t('您正在办的事', 'What you have under way')}>
        <Own view={view} own={own} names={names} />
      </Section>
      {recent.length > 0 && (
        <Section
          title={view.t('最近反映的问题', 'Reported lately')}
          aside={<Link href="/requests">{view.t('全部', 'All')}</Link>}
        >
          <PublicTable
            view={view}
            rows={recent}
            names={names}
            caption={view.t('最近收到的在前', 'Newest first')}
          />
        </Section>
      )}
    </Stack>
  </Layout>
);

const Own = ({ view, own, names }: Pick<HomeProps, 'view' | 'own' | 'names'>) => {
  if (own === null)
    return (
      <p>
        <Link href="/sign-in?next=/">{view.t('登录后在这里看到您办的事', 'Sign in to see them here')}</Link>
        {view.t('；没有账号，凭编号也能', '; without an account you can ')}
        <Link href="/track">{view.t('查进度', 'follow a report by its number')}</Link>
      </p>
    );
  if (own.length === 0)
    return (
      <Empty
        title={view.t('您现在没有在办的事', 'Nothing under way')}
        reason={view.t(
          '反映的问题会一直显示在这里，直到办结。',
          'What you report stays here until it is closed.',
        )}
        action={<Link href="/report">{view.t('反映问题', 'Report a problem')}</Link>}
      />
    );
  return (
    <PublicTable view={view} rows={own} names={names} caption={view.t('没办完的在前', 'Open ones first')} />
  );
};

const ElderHome = ({ view, own, names }: HomeProps) => (
  <Layout view={view} title={view.t('首页', 'Home')} navigation={portalNavigation(view)}>
    <Stack gap="page">
      <PageHeading title={view.t('您好，要办什么事？', 'Hello. What do you need?')} />
      <ReadAloud view={view} />
      <TileGrid>
        <Tile
          main
          href="/report"
          title={view.t('反映问题', 'Report a problem')}
          about={view.t('哪里坏了、谁没管，告诉我们', 'Tell us what is wrong')}
        />
        <Tile
          href="/track"
          title={view.t('查办到哪一步', 'Where does it stand?')}
          about={view.t('要用到编号', 'You need its number')}
        />
        <Tile
          href="tel:12345"
          title={view.t('打电话 12345', 'Phone 12345')}
          about={view.t('有人接，帮您填、帮您查', 'A person answers and helps')}
        />
        <Tile
          href="/account/mandates"
          title={view.t('请家人帮忙', 'Ask your family')}
          about={view.t('让家人替您办', 'Let them act for you')}
        />
      </TileGrid>
      {own !== null && own.length > 0 && (
        <Section title={view.t('您正在办的事', 'What you have under way')}>
          <PublicTable
            view={view}
            rows={own}
            names={names}
            caption={view.t('没办完的在前', 'Open ones first')}
          />
        </Section>
      )}
    </Stack>
  </Layout>
);

const PublicTable = ({
  view,
  rows,
  names,
  caption,
}: {
  readonly view: View;
  readonly rows: readonly PublicRow[];
  readonly names: Names;
  readonly caption: string;
}) => (
  <Table
    caption={caption}
    columns={[
      { heading: view.t('事项', 'Matter'), cell: (row: PublicRow) => maskInText(row.title) },
      { heading: view.t('地区', 'District'), cell: (row) => names.division(row.divisionCode) },
      { heading: view.t('承办', 'Office'), cell: (row) => view.say(names.department(row.departmentId)) },
      { heading: view.t('办到哪一步', 'Where it stands'), cell: (row) => standing(view, row, names) },
      {
        heading: view.t('收到', 'Received'),
        cell: (row) => <DateTime view={view} at={row.receivedAt} dayOnly />,
      },
    ]}
    rows={rows}
    rowHref={(row) => `/requests/${row.number}`}
  />
);

interface ListProps {
  readonly view: View;
  readonly title: string;
  readonly rows: readonly PublicRow[];
  readonly names: Names;
  readonly older?: string | undefined;
  readonly filters?: {
    readonly divisions: readonly { value: string; label: string }[];
    readonly categories: readonly { value: string; label: string }[];
    readonly values: Readonly<Record<string, string>>;
  };
  readonly search?: string;
  readonly personal?: boolean;
}

export const ListPage = ({
  view,
  title,
  rows,
  names,
  older,
  filters,
  search,
  personal = false,
}: ListProps) => (
  <Layout view={view} title={title} navigation={portalNavigation(view)} wide personal={personal}>
    <Stack gap="large">
      <PageHeading title={title} />
      {search !== undefined && (
        <SearchBox
          view={view}
          action="/search"
          label={view.t('写一句话就行', 'In your own words')}
          value={search}
        />
      )}
      {filters && (
        <form class="row" action="/requests">
          <SelectField
            view={view}
            name="division"
            label={view.t('地区', 'District')}
            choices={filters.divisions}
            prompt={view.t('全部', 'All')}
            value={filters.values.division}
            optional
          />
          <SelectField
            view={view}
            name="category"
            label={view.t('分类', 'Category')}
            choices={filters.categories}
            prompt={view.t('全部', 'All')}
            value={filters.values.category}
            optional
          />
          <Button kind="secondary">{view.t('筛选', 'Filter')}</Button>
        </form>
      )}
      {rows.length === 0 ? (
        <Empty
          title={
            search === undefined
              ? view.t('还没有诉求', 'No requests yet')
              : view.t('没有找到', 'Nothing found')
          }
          reason={view.t('换个说法再找，或直接反映您的问题。', 'Try other words, or report your problem.')}
          action={<Link href="/report">{view.t('反映问题', 'Report a problem')}</Link>}
        />
      ) : (
        <PublicTable
          view={view}
          rows={rows}
          names={names}
          caption={view.t('最近收到的在前', 'Newest first')}
        />
      )}
      <Pagination view={view} older={older} />
    </Stack>
  </Layout>
);

export const TrackPage = ({
  view,
  faults,
  values,
}: {
  readonly view: View;
  readonly faults: readonly FieldFault[];
  readonly values: Readonly<Record<string, string>>;
}) => (
  <Layout
    view={view}
    title={view.t('查办理进度', 'Follow a report')}
    navigation={portalNavigation(view)}
    personal
  >
    <ErrorSummary view={view} faults={faults} />
    <PageHeading
      title={view.t('查办理进度', 'Follow a report')}
      lead={view.t(
        '编号在提交后的页面和短信里，像 YL-2026-1124-000042。忘了编号请打 12345，报手机号就能查。',
        'The number is on the receipt and in the message. Lost it? Phone 12345 and give your telephone number.',
      )}
    />
    <Form view={view} action="/track">
      <TextField
        view={view}
        name="number"
        label={view.t('编号', 'Number')}
        value={values.number}
        width="medium"
        faults={faults}
      />
      <TextField
        view={view}
        name="code"
        label={view.t('查询码（要评价、补充时才用填）', 'Query code, if you want to rate or add')}
        value={values.code}
        width="medium"
        optional
        faults={faults}
      />
      <ButtonRow>
        <Button>{view.t('查一查', 'Look it up')}</Button>
      </ButtonRow>
    </Form>
  </Layout>
);

export interface PublicRequestProps {
  readonly view: View;
  readonly request: CitizenRequest;
  readonly steps: readonly PublicStep[];
  readonly photos: readonly string[];
  /** The reader sent it, acts for who did, or showed its code. */
  readonly own: boolean;
  readonly actions: readonly Action[];
  readonly names: Names;
  readonly office: { readonly name: string; readonly phone: string } | null;
}

/** Who has it? By when? What next? Must I do anything? How do I say “not solved”? */
export function PublicRequestPage(props: PublicRequestProps) {
  const { view, request, own } = props;
  const readable = own || request.visibility === 'public';
  const title = readable
    ? maskInText(request.title)
    : view.t(`${TYPES[request.type].zh}（内容不公开）`, `${TYPES[request.type].en} (not public)`);
  return (
    <Layout
      view={view}
      title={title}
      navigation={portalNavigation(view)}
      document={{ number: request.number }}
      personal={!readable}
    >
      <PageHeading title={title} over={request.number} />
      <Split aside={<PublicFacts {...props} />}>
        <NextStep {...props} />
        {readable && (
          <Section title={view.t('反映的问题', 'The problem')}>
            <p class="prewrap">{maskInText(request.body)}</p>
            <PhotoList {...props} />
          </Section>
        )}
        <Section title={view.t('办理经过', 'What happened')}>
          <Timeline view={view} items={props.steps.map((step) => timelineItem(props, step, readable))} />
        </Section>
        <OwnActions {...props} />
      </Split>
    </Layout>
  );
}

function NextStep({ view, request, office, names }: PublicRequestProps) {
  const { state, dueAt } = request;
  const late = dueAt !== null && isOpen(state) && dueAt < view.now;
  return (
    <Notice tone={late ? 'late' : isOpen(state) ? 'info' : 'ok'} title={view.say(STATES[state].name)}>
      <p>{view.say(nextSentence(view, request, office, late))}</p>
      {dueAt && isOpen(state) && <WorkDays view={view} due={dueAt} names={names} />}
      {request.provisional && (
        <p>
          {view.t(
            '到期日跨到放假安排还没公布的年份，可能顺延。',
            'The date lies in a year whose holidays are not announced; it may move.',
          )}
        </p>
      )}
    </Notice>
  );
}

function WorkDays({ view, due, names }: { readonly view: View; readonly due: Date; readonly names: Names }) {
  const days = names.daysLeft(due);
  return days === null ? null : (
    <p>
      <WorkDaysLeft view={view} days={due < view.now ? Math.min(days, -1) : days} />
    </p>
  );
}

function nextSentence(
  view: View,
  { state, dueAt, plannedFor, supervisionLevel, supervisionLeader }: CitizenRequest,
  office: PublicRequestProps['office'],
  late: boolean,
): Bilingual {
  const who = office?.name ?? '12345 政务服务中心';
  const by = dueAt ? dateTimeText(view, dueAt) : null;
  const supervised =
    supervisionLevel >= 2 && supervisionLeader
      ? {
          zh: `已督办，责任人${supervisionLeader}。`,
          en: ` Under supervision; responsible: ${supervisionLeader}.`,
        }
      : { zh: '', en: '' };
  if (late)
    return {
      zh: `${who}没有按时答复。${supervised.zh}您可以打 12345 催办。`,
      en: `${who} is late.${supervised.en} You may phone 12345.`,
    };
  if (state === 'need-info')
    return {
      zh: '还需要您补充说明，补充前不计时。请看下面的要求。',
      en: 'We need more from you; the clock stands still until then. See below.',
    };
  if (state === 'closed' || state === 'answered')
    return {
      zh: '已经答复。请评价；问题没解决，可以要求重办。',
      en: 'Answered. Please rate it; if it is not solved, ask to reopen it.',
    };
  if (state === 'planned')
    return {
      zh: `${who}已列入计划，${plannedFor} 前办成。办成之前不算办结。`,
      en: `${who} has planned it for ${plannedFor}. It stays open until then.`,
    };
  if (state === 'merged')
    return {
      zh: '和另一件反映同一问题的诉求一起办，结果会分别答复您。',
      en: 'Handled together with another report of the same; you get your own reply.',
    };
  if (!isOpen(state))
    return {
      zh: '这件事已经结束。有新情况可以重新反映。',
      en: 'This matter is over. Report it again if there is something new.',
    };
  if (by)
    return {
      zh: `${who}在 ${by} 前答复。您现在不用做什么。`,
      en: `${who} answers by ${by}. You need not do anything now.`,
    };
  return {
    zh: '正在确认归哪个单位管。您现在不用做什么。',
    en: 'We are finding the right office. You need not do anything now.',
  };
}

function timelineItem(
  { view, names }: PublicRequestProps,
  { at, action, actorDepartmentId, text }: PublicStep,
  readable: boolean,
) {
  const title =
    action === 'submit' ? view.t('收到反映', 'Received') : view.say(transition(action as Action).name);
  return {
    at,
    title,
    body: readable && text ? maskInText(text) : undefined,
    by: actorDepartmentId ? view.say(names.department(actorDepartmentId)) : undefined,
    state: 'done' as const,
  };
}

const PhotoList = ({ view, photos }: PublicRequestProps) =>
  photos.length === 0 ? null : (
    <ul role="list" class="photos">
      {photos.map((fileId, index) => (
        <li>
          <a href={`/files/${fileId}`}>
            <img
              src={`/files/${fileId}?size=small`}
              alt={view.t(`现场照片 ${index + 1}`, `Photo ${index + 1}`)}
              loading="lazy"
              width="160"
            />
          </a>
        </li>
      ))}
    </ul>
  );

function PublicFacts({ view, request, office, names }: PublicRequestProps) {
  const items: Fact[] = [
    { term: view.t('类型', 'Kind'), value: view.say(TYPES[request.type]) },
    { term: view.t('分类', 'Category'), value: view.say(names.category(request.category)) },
    { term: view.t('地区', 'District'), value: names.division(request.divisionCode) },
    {
      term: view.t('承办', 'Office'),
      value: office ? `${office.name} ${office.phone}` : view.t('尚未确定', 'not decided yet'),
    },
    { term: view.t('收到', 'Received'), value: <DateTime view={view} at={request.receivedAt} /> },
  ];
  if (request.limitAmount !== null)
    items.push({
      term: view.t('时限', 'Limit'),
      value: `${request.limitAmount} ${request.limitUnit === 'work-days' ? view.t('个工作日', 'working days') : view.t('天', 'days')}`,
    });
  if (request.rating !== null)
    items.push({ term: view.t('评价', 'Rating'), value: view.say(RATINGS[request.rating]) });
  return (
    <Card title={view.t('这件事', 'This matter')}>
      <Facts items={items} />
    </Card>
  );
}

const OwnActions = ({ view, request, own, actions }: PublicRequestProps) =>
  own ? (
    <ButtonRow>
      {actions.map((action, index) => (
        <LinkButton
          href={`/requests/${request.number}/${action}`}
          kind={index === 0 ? 'primary' : 'secondary'}
        >
          {action === 'reopen'
            ? view.t('问题没解决，要求重办', 'Not solved: reopen it')
            : view.say(transition(action).name)}
        </LinkButton>
      ))}
    </ButtonRow>
  ) : (
    <p>
      {view.t('这是您反映的？', 'Did you report this? ')}
      <Link href={`/track?number=${request.number}`}>{view.t('输入查询码', 'Enter the query code')}</Link>
      {view.t('，可以补充、评价或要求重办。', ' to add to it, rate it or reopen it.')}
    </p>
  );

export const ReporterActionPage = ({
  view,
  request,
  action,
  form,
}: {
  readonly view: View;
  readonly request: CitizenRequest;
  readonly action: Action;
  readonly form: ActionForm;
}) => {
  const title =
    action === 'reopen' ? view.t('要求重办', 'Ask to reopen it') : view.say(transition(action).name);
  return (
    <Layout view={view} title={title} navigation={portalNavigation(view)} personal>
      <ErrorSummary view={view} faults={form.faults} />
      <PageHeading
        title={title}
        over={<Link href={`/requests/${request.number}`}>{`${request.number} ${request.title}`}</Link>}
      />
      <Form view={view} action={`/requests/${request.number}/${action}`}>
        {ACTION_FIELDS[action](form) as never}
        <ButtonRow>
          <Button>{view.t('提交', 'Send')}</Button>
          <LinkButton href={`/requests/${request.number}`} kind="plain">
            {view.t('返回', 'Back')}
          </LinkButton>
        </ButtonRow>
      </Form>
    </Layout>
  );
};
