import { localDateAt } from '../../../kernel/calendar/index.ts';
import {
  BarChart,
  Breadcrumb,
  Button,
  ButtonRow,
  DateTime,
  DistrictTiles,
  dateTimeText,
  Empty,
  type HeatLevel,
  Kpi,
  KpiRow,
  Layout,
  Link,
  LinkButton,
  PageHeading,
  Pagination,
  PrintButton,
  Section,
  SelectField,
  Stack,
  Table,
  Tabs,
  Tag,
} from '../../../ui/components.ts';
import type { View } from '../../../ui/view.ts';
import { maskInText } from '../domain/mask-in-text.ts';
import { publicState } from '../domain/public-state.ts';
import { isOpen, STATES, TYPES } from '../domain/states.ts';
import type { Names } from '../pages/desk-pages.tsx';
import { portalNavigation } from '../pages/portal-navigation.ts';
import { CASES_PAGE, type CountedCase } from './cases.ts';
import type { Dimension } from './counting.ts';
import { EXCLUDED, INDICATOR_IDS, type IndicatorId, indicator, type Side } from './definitions.ts';
import type { FigureSet, Figures } from './figures.ts';
import { type Period, periodAfter, periodBefore, periodWith } from './period.ts';
import { type Asked, casesHref, csvHref, figureText, figureWithCases, kpiHref, percent } from './printed.ts';

export interface KpiPageProps {
  readonly view: View;
  readonly period: Period;
  readonly asked: Asked;
  readonly figures: Figures;
  readonly names: Names;
  /** What may be chosen. */
  readonly choices: Readonly<Record<'department' | 'division' | 'category', readonly Choice[]>>;
}
interface Choice {
  readonly value: string;
  readonly label: string;
}

/** How well is it done? The strict figure first, the softer one beside it, and each number opens its cases. */
export function KpiPage(props: KpiPageProps) {
  const { view, period, figures } = props;
  const title = view.t('办得怎么样', 'How well it is done');
  return (
    <Layout view={view} title={title} navigation={portalNavigation(view)} wide>
      <Stack gap="page">
        <PageHeading
          title={title}
          over={view.say(period.name)}
          lead={view.t(
            `${period.from} 至 ${period.to}，统计到 ${dateTimeText(view, view.now)}。每个数字都写明分子和分母，点数字看被数的那些件。`,
            `${period.from} to ${period.to}, counted at ${dateTimeText(view, view.now)}. Every figure shows what it divides; press a number for the very cases.`,
          )}
        />
        <PeriodChoice {...props} />
        <Headline {...props} />
        <AllIndicators {...props} />
        {figures.by.department.size > 0 && <Breakdown {...props} />}
        <Definitions view={view} />
      </Stack>
    </Layout>
  );
}

const KINDS = ['month', 'quarter', 'year'] as const;

function PeriodChoice({ view, period, asked, choices }: KpiPageProps) {
  const at = (other: Period) => kpiHref({ ...asked, period: other.id });
  const names = {
    month: view.t('按月', 'Month'),
    quarter: view.t('按季', 'Quarter'),
    year: view.t('按年', 'Year'),
  };
  const next = periodAfter(period);
  return (
    <Stack>
      <Tabs
        label={view.t('统计期', 'Period')}
        items={KINDS.map((kind) => ({
          href: at(kind === period.kind ? period : periodWith(kind, period.from)),
          label: names[kind],
          current: kind === period.kind,
        }))}
      />
      <p class="row">
        <Link href={at(periodBefore(period))}>{view.t('上一期', 'Period before')}</Link>
        {next.from <= localDateAt(view.now) && <Link href={at(next)}>{view.t('下一期', 'Next period')}</Link>}
      </p>
      <form class="row" action="/kpi">
        <input type="hidden" name="period" value={period.id} />
        <SelectField
          view={view}
          name="department"
          label={view.t('承办单位', 'Office')}
          choices={choices.department}
          prompt={view.t('全部', 'All')}
          value={asked.departmentId}
          optional
        />
        <SelectField
          view={view}
          name="division"
          label={view.t('地区', 'District')}
          choices={choices.division}
          prompt={view.t('全部', 'All')}
          value={asked.divisionCode}
          optional
        />
        <SelectField
          view={view}
          name="category"
          label={view.t('分类', 'Category')}
          choices={choices.category}
          prompt={view.t('全部', 'All')}
          value={asked.category}
          optional
        />
        <Button kind="secondary">{view.t('筛选', 'Filter')}</Button>
      </form>
      <ButtonRow>
        <LinkButton kind="secondary" href={csvHref(asked)}>
          {view.t('下载 CSV', 'Download CSV')}
        </LinkButton>
        <PrintButton view={view} />
      </ButtonRow>
    </Stack>
  );
}

function Headline({ view, asked, figures }: KpiPageProps) {
  const card = (id: IndicatorId, note?: string) => (
    <Kpi
      view={view}
      label={view.say(indicator(id).name)}
      value={figureText(view, id, figures.total[id])}
      of={figures.total[id]}
      href={casesHref(asked, id, 'numerator')}
      {...(note ? { note } : {})}
    />
  );
  const late =
    figures.longestLate === null
      ? undefined
      : view.t(`最长超期 ${figures.longestLate} 个工作日`, `longest: ${figures.longestLate} working days`);
  return (
    <KpiRow>
      {card('closed-in-time', view.t('到期没办结的在分母里', 'open overdue ones are in the denominator'))}
      {card('closed-in-time-of-closed', view.t('宽松口径，只为对照', 'softer, for comparison only'))}
      {card('overdue', late)}
      {card('solved')}
    </KpiRow>
  );
}

function AllIndicators({ view, asked, figures }: KpiPageProps) {
  const number = (id: IndicatorId, side: Side) => {
    const count = figures.total[id][side];
    if (indicator(id).kind === 'mean' && side === 'numerator')
      return view.t(`${count} 天合计`, `${count} days in all`);
    return <Link href={casesHref(asked, id, side)}>{String(count)}</Link>;
  };
  return (
    <Section title={view.t('全部指标', 'All indicators')}>
      <Table
        caption={view.t('点分子、分母，看被数的那些件', 'Press a numerator or denominator for the cases')}
        columns={[
          {
            heading: view.t('指标', 'Indicator'),
            cell: (id: IndicatorId) => view.say(indicator(id).name),
          },
          {
            heading: view.t('数值', 'Value'),
            numeric: true,
            cell: (id) => (
              <>
                {figureText(view, id, figures.total[id])}
                {id === 'handled-work-days' && figures.median !== null && (
                  <p class="quiet">
                    {view.t(
                      `中位数 ${figures.median}，P90 ${figures.p90}`,
                      `median ${figures.median}, P90 ${figures.p90}`,
                    )}
                  </p>
                )}
              </>
            ),
          },
          { heading: view.t('分子', 'Numerator'), numeric: true, cell: (id) => number(id, 'numerator') },
          { heading: view.t('分母', 'Denominator'), numeric: true, cell: (id) => number(id, 'denominator') },
        ]}
        rows={INDICATOR_IDS}
        rowHref={(id) => `#${id}`}
      />
    </Section>
  );
}

/** What a row of a breakdown shows; seven columns with its name. */
const SHOWN: readonly IndicatorId[] = [
  'closed',
  'closed-in-time',
  'closed-in-time-of-closed',
  'overdue',
  'solved',
  'satisfied',
];

function Breakdown({ view, asked, figures, names }: KpiPageProps) {
  return (
    <>
      <Section title={view.t('各承办单位', 'Offices')}>
        <Table
          caption={view.t('超期多的在前', 'Most overdue first')}
          columns={[
            { heading: view.t('单位', 'Office'), cell: ([key]: Row) => officeName(view, key, names) },
            ...SHOWN.map((id) => ({
              heading: view.say(indicator(id).name),
              numeric: true,
              cell: ([key, set]: Row) =>
                set[id].denominator === 0 ? (
                  '—'
                ) : (
                  <Link href={casesHref(within(asked, 'department', key), id, 'numerator')}>
                    {figureWithCases(view, id, set[id])}
                  </Link>
                ),
            })),
          ]}
          rows={mostOverdue(figures.by.department)}
          rowHref={([key]) => kpiHref(within(asked, 'department', key))}
          total={[
            view.t('合计', 'Total'),
            ...SHOWN.map((id) => figureWithCases(view, id, figures.total[id])),
          ]}
        />
      </Section>
      <Section title={view.t('各地区超期', 'Overdue by district')}>
        <DistrictTiles
          label={view.t('各地区超期件数', 'Overdue by district')}
          tiles={mostOverdue(figures.by.district).map(([key, set]) => ({
            code: key,
            name: names.division(key),
            value: overdueText(view, set),
            level: heat(set),
            href: kpiHref(within(asked, 'district', key)),
          }))}
        />
        <p class="quiet">
          {view.t(
            '格数按超期占比：1 格不到 2%，2 格不到 5%，3 格不到 10%，4 格不到 20%，5 格 20% 以上。',
            'Marks by share overdue: 1 under 2%, 2 under 5%, 3 under 10%, 4 under 20%, 5 from 20%.',
          )}
        </p>
      </Section>
      <Section title={view.t('各类诉求超期', 'Overdue by category')}>
        <BarChart
          id="categories"
          title={categoryFinding(view, figures, names)}
          headings={[view.t('分类', 'Category'), view.t('超期件数', 'Overdue')]}
          bars={mostOverdue(figures.by.category)
            .filter(([, set]) => set.overdue.denominator > 0)
            .slice(0, 12)
            .map(([key, set]) => ({
              label: view.say(names.category(key)),
              value: set.overdue.numerator,
              text: overdueText(view, set),
              href: kpiHref(within(asked, 'category', key)),
              late: set.overdue.numerator > 0,
            }))}
        />
      </Section>
    </>
  );
}

const officeName = (view: View, id: string, names: Names): string =>
  id === '' ? view.t('没有派给单位', 'Sent to no office') : view.say(names.department(id));

type Row = readonly [key: string, set: FigureSet];

const mostOverdue = (sets: ReadonlyMap<string, FigureSet>): Row[] =>
  [...sets].sort(
    ([a, one], [b, other]) => other.overdue.numerator - one.overdue.numerator || (a < b ? -1 : 1),
  );

const FILTER_OF = { department: 'departmentId', district: 'divisionCode', category: 'category' } as const;
const within = (asked: Asked, dimension: Dimension, key: string): Asked => ({
  ...asked,
  [FILTER_OF[dimension]]: key,
});

const overdueText = (view: View, { overdue }: FigureSet): string =>
  view.t(
    `${overdue.numerator} 件超期（共 ${overdue.denominator}）`,
    `${overdue.numerator} overdue of ${overdue.denominator}`,
  );

/** Our assumption; the page says the steps. */
const HEAT = [0.02, 0.05, 0.1, 0.2] as const;
function heat({ overdue }: FigureSet): HeatLevel | undefined {
  if (overdue.denominator === 0) return undefined;
  const share = overdue.numerator / overdue.denominator;
  return (1 + HEAT.filter((step) => share >= step).length) as HeatLevel;
}

function categoryFinding(view: View, { total, by }: Figures, names: Names): string {
  const [first] = mostOverdue(by.category);
  if (!first || total.overdue.numerator === 0) return view.t('本期没有超期', 'Nothing was overdue');
  const share = percent(first[1].overdue.numerator / total.overdue.numerator);
  const name = names.category(first[0]);
  return view.t(`超期最多的是${name.zh}，占全部超期的 ${share}`, `Most overdue: ${name.en}, ${share} of all`);
}

const Definitions = ({ view }: { readonly view: View }) => (
  <Section title={view.t('每个指标怎么算', 'How each is counted')}>
    <p>{view.say(EXCLUDED)}</p>
    <dl class="facts">
      {INDICATOR_IDS.map((id) => (
        <div id={id}>
          <dt>{view.say(indicator(id).name)}</dt>
          <dd>{view.say(indicator(id).definition)}</dd>
        </div>
      ))}
    </dl>
  </Section>
);

export interface CasesPageProps {
  readonly view: View;
  readonly period: Period;
  readonly asked: Asked;
  readonly indicator: IndicatorId;
  readonly side: Side;
  readonly cases: readonly CountedCase[];
  /** All that are counted, of which this page shows some. */
  readonly count: number;
  readonly after: string | undefined;
  readonly names: Names;
}

/** The very cases behind one number. */
export function CasesPage(props: CasesPageProps) {
  const { view, period, asked, side, cases, count, after, names } = props;
  const { name, definition } = indicator(props.indicator);
  const sideName = side === 'numerator' ? view.t('分子', 'numerator') : view.t('分母', 'denominator');
  const title = `${view.say(name)} · ${sideName}`;
  return (
    <Layout view={view} title={title} navigation={portalNavigation(view)} wide>
      <Stack gap="large">
        <PageHeading
          title={title}
          over={
            <Breadcrumb
              view={view}
              items={[{ href: kpiHref(asked), label: view.t('办得怎么样', 'How well it is done') }]}
            />
          }
          lead={view.say(definition)}
        />
        <p>
          {[view.say(period.name), ...filterNames(view, asked, names)].join(' · ')}
          {view.t(`，共 ${count} 件`, `: ${count} in all`)}
        </p>
        {cases.length === 0 ? (
          <Empty
            title={view.t('这里没有被数的诉求', 'No case is counted here')}
            reason={view.t(
              '换一个统计期，或去掉筛选再看。',
              'Choose another period, or take the filters off.',
            )}
            action={<Link href={kpiHref(asked)}>{view.t('回到指标', 'Back to the figures')}</Link>}
          />
        ) : (
          <CaseTable view={view} cases={cases} names={names} />
        )}
        <Pagination
          view={view}
          newer={after === undefined ? undefined : casesHref(asked, props.indicator, side)}
          older={
            cases.length === CASES_PAGE
              ? casesHref(asked, props.indicator, side, cases.at(-1)!.cursor)
              : undefined
          }
        />
      </Stack>
    </Layout>
  );
}

const filterNames = (view: View, { departmentId, divisionCode, category }: Asked, names: Names): string[] => [
  ...(departmentId === undefined ? [] : [officeName(view, departmentId, names)]),
  ...(divisionCode === undefined ? [] : [names.division(divisionCode)]),
  ...(category === undefined ? [] : [view.say(names.category(category))]),
];

/** Of a confidential report only that it exists; of a private one no title. */
const CaseTable = ({ view, cases, names }: Pick<CasesPageProps, 'view' | 'cases' | 'names'>) => (
  <Table
    caption={view.t('最近的在前', 'Newest first')}
    columns={[
      { heading: view.t('事项', 'Matter'), cell: (one: CountedCase) => shownTitle(view, one) },
      {
        heading: view.t('地区', 'District'),
        cell: (one) => (isSecret(one) ? '—' : names.division(one.divisionCode)),
      },
      {
        heading: view.t('承办', 'Office'),
        cell: (one) => (isSecret(one) ? '—' : view.say(names.department(one.departmentId))),
      },
      {
        heading: view.t('办到哪一步', 'Where it stands'),
        cell: (one) =>
          isSecret(one) ? (
            '—'
          ) : (
            <Tag tone={isOpen(one.state) ? 'info' : 'neutral'}>
              {view.say(STATES[publicState(one.state)].name)}
            </Tag>
          ),
      },
      {
        heading: view.t('收到', 'Received'),
        cell: (one) => (isSecret(one) ? '—' : <DateTime view={view} at={one.receivedAt} dayOnly />),
      },
      {
        heading: view.t('到期', 'Due'),
        cell: (one) =>
          isSecret(one) || one.dueAt === null ? '—' : <DateTime view={view} at={one.dueAt} dayOnly />,
      },
    ]}
    rows={cases}
    rowHref={(one) => (isSecret(one) ? undefined : `/requests/${one.number}`)}
  />
);

const isSecret = ({ visibility }: CountedCase): boolean => visibility === 'confidential';

function shownTitle(view: View, { visibility, title, type }: CountedCase): string {
  if (visibility === 'public') return maskInText(title);
  const kind = TYPES[type];
  return visibility === 'private'
    ? view.t(`${kind.zh}（内容不公开）`, `${kind.en} (not public)`)
    : view.t('保密的诉求', 'Confidential report');
}
