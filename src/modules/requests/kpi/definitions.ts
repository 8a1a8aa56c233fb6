import { type Bilingual, both } from '../../../kernel/bilingual.ts';

/** From which table a case is counted; the request is always there as `request`. */
export const SOURCES = {
  request: { table: 'requests.request', name: 'request' },
  rating: { table: 'requests.rating', name: 'rating' },
  'bad-rating': { table: 'requests.bad_rating', name: 'bad_rating' },
} as const;

interface Indicator {
  readonly name: Bilingual;
  /** The whole rule in one or two sentences; printed under the figures. */
  readonly definition: Bilingual;
  /** `rate`: numerator ÷ denominator. `count`: the numerator itself. `mean`: the sum of `measure` ÷ cases. */
  readonly kind: 'rate' | 'count' | 'mean';
  /** Which way is good. */
  readonly better: 'more' | 'less';
  readonly source: keyof typeof SOURCES;
  /** The moment that decides in which period a case counts. */
  readonly anchor: string;
  /** SQL on the source; `clock.as_of` is the moment of looking. */
  readonly denominator: string;
  readonly numerator: string;
}

const CLOSED = `request.ended_as in ('closed', 'answered') and request.closed_at <= clock.as_of`;
const IN_TIME = `${CLOSED} and request.closed_at <= request.due_at`;

/** Working days from the day after receipt (or reopening) to closing; receipt on a rest day counts from the next working day. */
export const HANDLED_WORK_DAYS = workDays('coalesce(request.clock_from, request.received_at)');
/** Working days by which a closed case missed its date. */
export const LATE_WORK_DAYS = `(${worked('request.closed_at')} - ${worked('request.due_at')})`;

function day(moment: string): string {
  return `(${moment} at time zone 'Asia/Shanghai')::date`;
}
function worked(moment: string): string {
  return `clock.worked[${day(moment)} - clock.first_day + 1]`;
}
function workDays(from: string): string {
  return `greatest(0, ${worked('request.closed_at')} - clock.worked[${day(from)} - clock.first_day] - 1)`;
}

/** Every indicator, once. The same conditions count the cases and list them. What is our own choice, its definition says. */
export const INDICATORS = {
  'signed-in-time': {
    name: both('签收及时率', 'Signed for in time'),
    definition: both(
      '签收期限落在本期的派单中，在期限内签收的占比。退回改派的只算最后的承办单位。',
      'Of the dispatches whose time to sign ends in the period, those signed for by then. After a hand-back only the last office counts.',
    ),
    kind: 'rate',
    better: 'more',
    source: 'request',
    anchor: 'request.sign_due_at',
    denominator: 'request.dispatched_at is not null',
    numerator: 'request.signed_at <= request.sign_due_at',
  },
  contacted: {
    name: both('响应率', 'Contacted in time'),
    definition: both(
      '签收期限落在本期的派单中，在签收期限（1 个工作日）内联系过群众的占比。各地没有统一的首次联系时限，这个期限是我们定的。',
      'Of the dispatches whose time to sign (1 working day) ends in the period, those in which the citizen was contacted by then. No common limit for first contact exists; this one is our assumption.',
    ),
    kind: 'rate',
    better: 'more',
    source: 'request',
    anchor: 'request.sign_due_at',
    denominator: 'request.dispatched_at is not null',
    numerator: 'request.first_contact_at <= request.sign_due_at',
  },
  closed: {
    name: both('办结率', 'Closed'),
    definition: both(
      '本期收到的诉求中，到统计时已办结或即时答复的占比。列入计划的、终止的都不算办结。',
      'Of the requests received in the period, those closed or answered by the moment of counting. Planned and terminated ones are not closed.',
    ),
    kind: 'rate',
    better: 'more',
    source: 'request',
    anchor: 'request.received_at',
    denominator: 'true',
    numerator: CLOSED,
  },
  'closed-in-time': {
    name: both('按期办结率', 'Closed in time'),
    definition: both(
      '到期日（含批准的延期）落在本期的全部诉求中，到期前办结的占比。到期没办结的留在分母里。本期未完时，只算已经到期的。',
      'Of all requests whose date, with granted extensions, falls in the period, those closed by it. Open overdue ones stay in the denominator. In a running period only dates already reached count.',
    ),
    kind: 'rate',
    better: 'more',
    source: 'request',
    anchor: 'request.due_at',
    denominator: 'true',
    numerator: IN_TIME,
  },
  'closed-in-time-of-closed': {
    name: both('按期办结率（只除以已办结）', 'Closed in time, of the closed only'),
    definition: both(
      '常见的宽松口径：到期日落在本期、已经办结的诉求中，到期前办结的占比。没办结的不在分母里，所以数字更好看；放在这里只为对照。',
      'The common softer version: of the closed requests whose date falls in the period, those closed by it. Open ones are left out, so it looks better; it is here for comparison only.',
    ),
    kind: 'rate',
    better: 'more',
    source: 'request',
    anchor: 'request.due_at',
    denominator: CLOSED,
    numerator: IN_TIME,
  },
  'closed-in-original-time': {
    name: both('原期限按期率', 'Closed in the original time'),
    definition: both(
      '不看延期：原到期日落在本期的全部诉求中，在原到期日前办结的占比。',
      'Extensions ignored: of all requests whose original date falls in the period, those closed by it.',
    ),
    kind: 'rate',
    better: 'more',
    source: 'request',
    anchor: 'request.original_due_at',
    denominator: 'true',
    numerator: `${CLOSED} and request.closed_at <= request.original_due_at`,
  },
  overdue: {
    name: both('超期件数', 'Overdue'),
    definition: both(
      '到期日落在本期，到期没有办结的件数，后来办结的也算；分母是到期日落在本期的全部诉求。最长超期按工作日计。',
      'Requests whose date falls in the period and which were not closed by it, also if closed later; beside all requests whose date falls in the period. The longest delay is in working days.',
    ),
    kind: 'count',
    better: 'less',
    source: 'request',
    anchor: 'request.due_at',
    denominator: 'true',
    numerator: 'not coalesce(request.closed_at <= least(request.due_at, clock.as_of), false)',
  },
  'handled-work-days': {
    name: both('平均办理工作日', 'Mean working days'),
    definition: both(
      '本期办结的诉求，从收到（重办的从重办）到办结的工作日，收到当天不算，等群众补充的日子也算在内。中位数和 P90 是同一批诉求的。',
      'Working days from receipt (or reopening) to closing, of the requests closed in the period; the day of receipt does not count, days of waiting for the citizen do. Median and P90 are of the same requests.',
    ),
    kind: 'mean',
    better: 'less',
    source: 'request',
    anchor: 'request.closed_at',
    denominator: `${CLOSED} and ${HANDLED_WORK_DAYS} is not null`,
    numerator: 'true',
  },
  extended: {
    name: both('延期率', 'Extended'),
    definition: both(
      '本期派单的诉求中，批准过延期的占比（重办后重新计）。',
      'Of the requests dispatched in the period, those given more time (counted afresh after reopening).',
    ),
    kind: 'rate',
    better: 'less',
    source: 'request',
    anchor: 'request.dispatched_at',
    denominator: 'true',
    numerator: 'request.extension_count > 0',
  },
  'handed-back': {
    name: both('退回率', 'Handed back'),
    definition: both(
      '本期派单的诉求中，裁定退回改派过的占比，算在最后的承办单位名下。',
      'Of the requests dispatched in the period, those handed back and sent on; shown under the last office.',
    ),
    kind: 'rate',
    better: 'less',
    source: 'request',
    anchor: 'request.dispatched_at',
    denominator: 'true',
    numerator: 'request.offices_passed > 0',
  },
  reopened: {
    name: both('重办率', 'Reopened'),
    definition: both(
      '本期首次办结的诉求中，后来重办过的占比。',
      'Of the requests first closed in the period, those reopened since.',
    ),
    kind: 'rate',
    better: 'less',
    source: 'request',
    anchor: 'request.first_closed_at',
    denominator: 'true',
    numerator: 'request.reopened_count > 0',
  },
  'closed-at-once': {
    name: both('一次办结率', 'Closed the first time'),
    definition: both(
      '本期首次办结的诉求中，没有改派过、也没有重办过的占比。',
      'Of the requests first closed in the period, those neither sent on to another office nor reopened.',
    ),
    kind: 'rate',
    better: 'more',
    source: 'request',
    anchor: 'request.first_closed_at',
    denominator: 'true',
    numerator: `${CLOSED} and request.reopened_count = 0 and request.offices_passed = 0`,
  },
  rated: {
    name: both('评价覆盖率', 'Rating coverage'),
    definition: both(
      '本期办结的诉求中，群众评价过的占比。看解决率和满意率时要一起看。',
      'Of the requests closed in the period, those the citizen rated. Read it with the next three.',
    ),
    kind: 'rate',
    better: 'more',
    source: 'request',
    anchor: 'request.closed_at',
    denominator: CLOSED,
    numerator: 'request.rated_at is not null',
  },
  solved: {
    name: both('解决率', 'Solved, says the citizen'),
    definition: both(
      '本期的评价中，群众说“解决了”的占比。重办前的评价也算。',
      'Of the ratings given in the period, those in which the citizen says it is solved. Ratings before a reopening count too.',
    ),
    kind: 'rate',
    better: 'more',
    source: 'rating',
    anchor: 'rating.at',
    denominator: 'true',
    numerator: 'rating.solved',
  },
  satisfied: {
    name: both('满意率', 'Satisfied'),
    definition: both(
      '本期的评价中，非常满意和满意的占比。重办前的评价也算。',
      'Of the ratings given in the period, “very satisfied” and “satisfied”. Ratings before a reopening count too.',
    ),
    kind: 'rate',
    better: 'more',
    source: 'rating',
    anchor: 'rating.at',
    denominator: 'true',
    numerator: 'rating.score >= 4',
  },
  'satisfied-or-fair': {
    name: both('满意率（含基本满意）', 'Satisfied or fairly satisfied'),
    definition: both(
      '本期的评价中，非常满意、满意和基本满意的占比。这是宽一档的口径，放在这里只为对照。',
      'Of the ratings given in the period, the best three levels. A wider count, here for comparison only.',
    ),
    kind: 'rate',
    better: 'more',
    source: 'rating',
    anchor: 'rating.at',
    denominator: 'true',
    numerator: 'rating.score >= 3',
  },
  rectified: {
    name: both('差评整改率', 'Bad ratings rectified'),
    definition: both(
      '整改期限（15 个工作日）落在本期、核实成立的差评中，按期整改的占比。申诉成立的不算。',
      'Of the bad ratings found to be justified whose 15 working days end in the period, those rectified by then. Those overturned on appeal do not count.',
    ),
    kind: 'rate',
    better: 'more',
    source: 'bad-rating',
    anchor: 'bad_rating.due_at',
    denominator: `bad_rating.verified and bad_rating.state <> 'unfounded'`,
    numerator: 'bad_rating.rectified_at <= bad_rating.due_at',
  },
} as const satisfies Record<string, Indicator>;

export type IndicatorId = keyof typeof INDICATORS;
export const INDICATOR_IDS = Object.keys(INDICATORS) as IndicatorId[];
export const isIndicatorId = (text: string): text is IndicatorId => Object.hasOwn(INDICATORS, text);
export const indicator = (id: IndicatorId): Indicator => INDICATORS[id];

export type Side = 'numerator' | 'denominator';

/** What holds for all of them; printed once. */
export const EXCLUDED: Bilingual = both(
  '不予受理和撤回的诉求不计。合并到主件里的诉求，只留主件；但如果去掉它会让数字变好看（比如它已超期、还没办结），它仍然计入，合并不能抬高任何指标。误派改派的，不算第一个单位的。',
  'Refused and withdrawn requests are left out. Of merged requests only the main one counts, unless leaving the other out would make the figure look better (it is late, or still open): then it stays. A merge never improves an indicator. A case sent to the wrong office and moved on does not count for that first office.',
);

const COUNTED = `(request.ended_as is null or request.ended_as not in ('rejected', 'withdrawn'))`;

/** The whole condition of one side: what the indicator asks, the exclusions, and the rule on merged requests. */
export function condition(id: IndicatorId, side: Side): string {
  const { denominator, numerator, better, kind } = indicator(id);
  const met = `coalesce(${numerator}, false)`;
  if (kind === 'mean') return `${COUNTED} and ${denominator} and request.merged_into is null`;
  // A merged case keeps counting where it speaks against the office, and nowhere else.
  const merged =
    better === 'more'
      ? `(request.merged_into is null or not ${met})`
      : `(request.merged_into is null or ${met})`;
  const base = `${COUNTED} and coalesce(${denominator}, false)`;
  if (side === 'denominator') return `${base} and ${merged}`;
  return better === 'more' ? `${base} and request.merged_into is null and ${met}` : `${base} and ${met}`;
}
