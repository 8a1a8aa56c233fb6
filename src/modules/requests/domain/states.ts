import { type Bilingual, both } from '../../../kernel/bilingual.ts';

/**
 * Where a request stands. The words are those a clerk uses; Open311 knows only open and closed.
 * @source docs/sources.md#request-life-cycle
 */
export const STATES = {
  submitted: { name: both('待受理', 'Received'), open: true },
  'need-info': { name: both('待补充', 'More information needed'), open: true },
  rejected: { name: both('不予受理', 'Not accepted'), open: false },
  answered: { name: both('即时答复', 'Answered at once'), open: false },
  accepted: { name: both('待派单', 'Accepted'), open: true },
  dispatched: { name: both('待签收', 'Sent to an office'), open: true },
  'return-requested': { name: both('申请退回', 'Hand-back asked for'), open: true },
  handling: { name: both('办理中', 'Being handled'), open: true },
  'extension-requested': { name: both('申请延期', 'Extension asked for'), open: true },
  'termination-requested': { name: both('申请终止', 'Termination asked for'), open: true },
  planned: { name: both('列入计划', 'Planned with a date'), open: true },
  replied: { name: both('待审核', 'Reply under review'), open: true },
  closed: { name: both('已办结', 'Closed'), open: false },
  reopened: { name: both('重办', 'Reopened'), open: true },
  merged: { name: both('已合并', 'Merged'), open: false },
  withdrawn: { name: both('已撤回', 'Withdrawn'), open: false },
  terminated: { name: both('已终止', 'Terminated'), open: false },
  archived: { name: both('已归档', 'Archived'), open: false },
} as const satisfies Record<string, { name: Bilingual; open: boolean }>;

export type State = keyof typeof STATES;

export const isOpen = (state: State): boolean => STATES[state].open;
export const OPEN_STATES = (Object.keys(STATES) as State[]).filter(isOpen);

/** What the citizen wants. Each type has limits and a route of its own. */
export const TYPES = {
  consult: both('咨询', 'Question'),
  help: both('求助', 'Call for help'),
  suggest: both('建议', 'Suggestion'),
  complain: both('投诉', 'Complaint'),
  report: both('举报', 'Report of a wrong'),
} as const satisfies Record<string, Bilingual>;
export type RequestType = keyof typeof TYPES;

export const CHANNELS = {
  web: both('网页', 'Web'),
  phone: both('热线电话', 'Hotline'),
  counter: both('窗口', 'Counter'),
  open311: both('开放接口', 'Open311'),
  api: both('接口', 'API'),
  import: both('导入', 'Import'),
} as const satisfies Record<string, Bilingual>;
export type Channel = keyof typeof CHANNELS;

/** Five levels; 5 and 4 count as good, 3 as middle, 2 and 1 as bad (docs/sources.md#ratings). */
export const RATINGS = {
  5: both('非常满意', 'Very satisfied'),
  4: both('满意', 'Satisfied'),
  3: both('基本满意', 'Mostly satisfied'),
  2: both('不满意', 'Dissatisfied'),
  1: both('非常不满意', 'Very dissatisfied'),
} as const satisfies Record<number, Bilingual>;
export type Rating = keyof typeof RATINGS;
export const isBadRating = (rating: Rating): boolean => rating <= 2;
