import type { Bilingual } from '../../../kernel/bilingual.ts';
import type { FieldFault } from '../../../kernel/errors.ts';
import {
  Button,
  ButtonRow,
  DateTime,
  Empty,
  ErrorSummary,
  Form,
  Layout,
  Link,
  LinkButton,
  Notice,
  PageHeading,
  Pagination,
  ReadAloud,
  SearchBox,
  Section,
  SelectField,
  Stack,
  Table,
  Tag,
  TextField,
  Tile,
  TileGrid,
  WorkDaysLeft,
} from '../../../ui/components.ts';
import type { View } from '../../../ui/view.ts';
import type { PublicRow } from '../db/public.ts';
import { maskInText } from '../domain/mask-in-text.ts';
import { publicState } from '../domain/public-state.ts';
import type { CitizenRequest } from '../domain/request.ts';
import { isOpen, STATES } from '../domain/states.ts';
import type { Action } from '../domain/transitions.ts';
import { ACTION_FIELDS, type ActionForm } from './action-fields.tsx';
import { COMMON_TASKS, type CommonTask } from './common-tasks.ts';
import type { Names } from './desk-pages.tsx';
import { portalNavigation } from './portal-navigation.ts';
import { CENTRE, reporterActionName } from './request-page.tsx';

/** One line that says where it stands. */
function standing(view: View, row: PublicRow, names: Names) {
  const days = row.dueAt && isOpen(row.state) ? names.daysLeft(row.dueAt) : null;
  return (
    <>
      <Tag tone={isOpen(row.state) ? 'info' : 'neutral'}>{view.say(STATES[publicState(row.state)].name)}</Tag>{' '}
      {days !== null && <WorkDaysLeft view={view} days={row.dueAt! < view.now ? Math.min(days, -1) : days} />}
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
          {COMMON_TASKS.map(({ href, title, about }, index) => (
            <Tile main={index === 0} href={href} title={view.say(title)} about={view.say(about)} />
          ))}
        </TileGrid>
      </Section>
      <Section
        title={view.t('您正在办的事', 'What you have under way')}
        aside={own && <Link href="/my/requests">{view.t('我的全部诉求', 'All my requests')}</Link>}
      >
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
        <Link href="/track">{view.t('凭编号查进度', 'Follow a report by its number')}</Link>
        {view.t('，不用登录；', ' without an account, or ')}
        <Link href="/sign-in?next=/">{view.t('登录后在这里直接看到', 'sign in to see yours here')}</Link>
        {view.t('。', '.')}
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
    <PublicTable view={view} rows={own} names={names} caption={view.t('最近反映的在前', 'Newest first')} />
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
            caption={view.t('最近反映的在前', 'Newest first')}
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
      {
        heading: view.t('承办', 'Office'),
        cell: (row) => view.say(row.state === 'answered' ? CENTRE : names.department(row.departmentId)),
      },
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
  /** Common tasks that answer to what was searched. */
  readonly tasks?: readonly CommonTask[];
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
  tasks = [],
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
      {tasks.length > 0 && (
        <TileGrid label={view.t('可以直接办', 'Tasks')}>
          {tasks.map((task) => (
            <Tile href={task.href} title={view.say(task.title)} about={view.say(task.about)} />
          ))}
        </TileGrid>
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
          />
          <SelectField
            view={view}
            name="category"
            label={view.t('分类', 'Category')}
            choices={filters.categories}
            prompt={view.t('全部', 'All')}
            value={filters.values.category}
          />
          <SelectField
            view={view}
            name="state"
            label={view.t('办到哪一步', 'Where it stands')}
            choices={[
              { value: 'open', label: view.t('正在办', 'Under way') },
              { value: 'late', label: view.t('超期没办完', 'Late') },
              { value: 'over', label: view.t('已办结', 'Closed') },
            ]}
            prompt={view.t('全部', 'All')}
            value={filters.values.state}
          />
          <Button kind="secondary">{view.t('筛选', 'Filter')}</Button>
        </form>
      )}
      {rows.length === 0 ? (
        <Empty
          title={emptyTitle(view, search, personal)}
          reason={
            personal
              ? view.t('登录后反映的问题都会列在这里。', 'What you report while signed in is listed here.')
              : view.t('换个说法再找，或直接反映您的问题。', 'Try other words, or report your problem.')
          }
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

function emptyTitle(view: View, search: string | undefined, personal: boolean): string {
  if (personal) return view.t('您还没有反映过问题', 'You have not reported anything');
  return search === undefined
    ? view.t('没有这样的诉求', 'No such requests')
    : view.t('没有找到公开的诉求', 'No public request found');
}

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
    <Stack gap="large">
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
    </Stack>
  </Layout>
);

export const ReporterActionPage = ({
  view,
  request,
  action,
  form,
  refusal,
}: {
  readonly view: View;
  readonly request: CitizenRequest;
  readonly action: Action;
  readonly form: ActionForm;
  /** Why it could not be done, when that lies in no field. */
  readonly refusal?: Bilingual | undefined;
}) => {
  const title = view.say(reporterActionName(action));
  return (
    <Layout view={view} title={title} navigation={portalNavigation(view)} personal>
      <Stack gap="large">
        <ErrorSummary view={view} faults={form.faults} />
        {refusal && (
          <Notice tone="late" live>
            <p>{view.say(refusal)}</p>
          </Notice>
        )}
        <PageHeading
          title={title}
          over={
            <Link
              href={`/requests/${request.number}`}
            >{`${request.number} ${maskInText(request.title)}`}</Link>
          }
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
      </Stack>
    </Layout>
  );
};
