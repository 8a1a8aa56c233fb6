import { type Bilingual, both } from '../../../kernel/bilingual.ts';
import { OPEN_STATES, type State } from './states.ts';

/**
 * How an actor stands to one request. Authorisation is decided from this and nothing else:
 * `reporter` sent it (or holds its query code, or the reporter's mandate); `lead` and `co` are clerks of an office
 * that has it; `lead-leader` heads that office; the others work for the centre; `system` is the clock.
 */
export type Standing =
  | 'reporter'
  | 'lead'
  | 'lead-leader'
  | 'co'
  | 'hotline'
  | 'dispatcher'
  | 'reviewer'
  | 'adjudicator'
  | 'supervisor'
  | 'inspector'
  | 'system';

/** What an action does to the citizen's clock. */
export type ClockEffect =
  | 'starts'
  | 'runs'
  | 'pauses'
  | 'resumes'
  | 'extends'
  | 'stops'
  | 'restarts'
  | 'none';

export interface Transition {
  readonly action: string;
  readonly name: Bilingual;
  readonly from: readonly State[];
  /** `resume`: the state that was interrupted, kept on the request. */
  readonly to: State | 'resume' | 'same';
  readonly by: readonly Standing[];
  readonly clock: ClockEffect;
  /** The reporter and the public page see this step. */
  readonly shown: boolean;
  /** Why the rule is as it is; an article where there is one. */
  readonly because: string;
}

const centreStart: readonly Standing[] = ['dispatcher', 'hotline', 'inspector'];
const beforeHandling: readonly State[] = [
  'submitted',
  'need-info',
  'accepted',
  'dispatched',
  'return-requested',
];
const mergeable: readonly State[] = ['submitted', 'accepted', 'dispatched', 'handling', 'reopened'];

/**
 * Every way a request may move, once. The engine, the buttons on the desk, the docs and the BPMN picture read this table.
 * 潍坊 = 潍坊市12345政务服务便民热线条例 (2021), 济南 = 济南市12345市民服务热线条例 (2018); see docs/sources.md.
 */
export const TRANSITIONS = [
  row(
    'reject',
    '不予受理',
    'Refuse',
    ['submitted'],
    'rejected',
    centreStart,
    'stops',
    true,
    '潍坊 art. 19: a listed reason and the right channel',
  ),
  row(
    'appeal-rejection',
    '对不予受理提出异议',
    'Appeal the refusal',
    ['rejected'],
    'submitted',
    ['reporter'],
    'restarts',
    true,
    'once; our assumption',
  ),
  row(
    'ask-info',
    '请群众补充',
    'Ask for more',
    ['submitted', 'handling'],
    'need-info',
    [...centreStart, 'lead'],
    'pauses',
    true,
    '行政许可法 art. 32 and 45 by analogy: 补正 does not count',
  ),
  row(
    'supply-info',
    '补充说明',
    'Add information',
    ['need-info'],
    'resume',
    ['reporter', 'hotline'],
    'resumes',
    true,
    'the clock goes on where it stopped',
  ),
  row(
    'answer-directly',
    '即时答复',
    'Answer at once',
    ['submitted'],
    'answered',
    ['hotline', 'dispatcher'],
    'stops',
    true,
    'answered in the same call',
  ),
  row(
    'accept',
    '受理',
    'Accept',
    ['submitted'],
    'accepted',
    [...centreStart, 'system'],
    'starts',
    true,
    'within 2 h online (Beijing draft)',
  ),
  row(
    'dispatch',
    '派单',
    'Send to an office',
    ['accepted'],
    'dispatched',
    ['dispatcher', 'inspector', 'system'],
    'runs',
    true,
    'responsibility list',
  ),
  row(
    'sign',
    '签收',
    'Sign for',
    ['dispatched', 'reopened'],
    'handling',
    ['lead'],
    'runs',
    true,
    'within 1 working day; our assumption',
  ),
  row(
    'request-return',
    '申请退回',
    'Ask to hand back',
    ['dispatched'],
    'return-requested',
    ['lead'],
    'runs',
    false,
    'with evidence, before signing; the citizen’s clock runs on',
  ),
  row(
    'grant-return',
    '裁定退回成立',
    'Grant the hand-back',
    ['return-requested'],
    'dispatched',
    ['adjudicator'],
    'runs',
    true,
    'to another office',
  ),
  row(
    'refuse-return',
    '裁定退回不成立',
    'Refuse the hand-back',
    ['return-requested'],
    'handling',
    ['adjudicator'],
    'runs',
    false,
    '潍坊 art. 22: binding, no second return',
  ),
  row(
    'invite-co-handler',
    '请求协办',
    'Ask an office to help',
    ['dispatched', 'handling', 'reopened'],
    'same',
    ['lead', 'dispatcher'],
    'none',
    true,
    'the lead office stays answerable',
  ),
  row(
    'report-co-work',
    '协办反馈',
    'Report co-handling',
    ['handling', 'replied', 'planned'],
    'same',
    ['co'],
    'none',
    false,
    'what the helping office did',
  ),
  row(
    'record-contact',
    '联系群众',
    'Record a contact',
    ['dispatched', 'handling', 'planned', 'reopened', 'replied'],
    'same',
    ['lead', 'hotline', 'reviewer'],
    'none',
    true,
    'feeds 响应率',
  ),
  row(
    'request-extension',
    '申请延期',
    'Ask for more time',
    ['handling'],
    'extension-requested',
    ['lead'],
    'runs',
    false,
    'at least 1 working day before it is due (徐州); once',
  ),
  row(
    'approve-extension',
    '同意延期',
    'Grant more time',
    ['extension-requested'],
    'handling',
    ['lead-leader', 'reviewer'],
    'extends',
    true,
    'by someone other than the handler; the citizen is told days and reason',
  ),
  row(
    'refuse-extension',
    '不同意延期',
    'Refuse more time',
    ['extension-requested'],
    'handling',
    ['lead-leader', 'reviewer'],
    'runs',
    false,
    'the date stands',
  ),
  row(
    'plan',
    '列入计划',
    'Put on the plan',
    ['handling'],
    'planned',
    ['lead-leader'],
    'runs',
    true,
    '济南 art. 24(3): measures and a clear date; never counted as closed',
  ),
  row(
    'resume-plan',
    '计划到期，恢复办理',
    'Take up the plan',
    ['planned'],
    'handling',
    ['lead', 'lead-leader', 'system'],
    'runs',
    true,
    'the date has come or the work can start',
  ),
  row('reply', '答复', 'Reply', ['handling'], 'replied', ['lead'], 'runs', false, 'passes the reply gate'),
  row(
    'approve-reply',
    '审核通过',
    'Approve the reply',
    ['replied'],
    'closed',
    ['reviewer'],
    'stops',
    true,
    '济南 art. 27: the centre reviews each reply',
  ),
  row(
    'return-reply',
    '退回重答',
    'Send the reply back',
    ['replied'],
    'handling',
    ['reviewer'],
    'runs',
    false,
    'with what is still unanswered',
  ),
  row(
    'request-termination',
    '申请终止',
    'Ask to terminate',
    ['handling'],
    'termination-requested',
    ['lead-leader'],
    'runs',
    false,
    '潍坊 art. 21',
  ),
  row(
    'approve-termination',
    '同意终止',
    'Terminate',
    ['termination-requested'],
    'terminated',
    ['reviewer'],
    'stops',
    true,
    '潍坊 art. 21: the centre approves',
  ),
  row(
    'refuse-termination',
    '不同意终止',
    'Refuse to terminate',
    ['termination-requested'],
    'handling',
    ['reviewer'],
    'runs',
    false,
    'work goes on',
  ),
  row(
    'appeal-termination',
    '对终止提出异议',
    'Appeal the termination',
    ['terminated'],
    'submitted',
    ['reporter'],
    'restarts',
    true,
    'once; our assumption',
  ),
  row(
    'call-back',
    '回访',
    'Call back',
    ['closed', 'answered'],
    'same',
    ['reviewer', 'hotline'],
    'none',
    true,
    'within 1 working day of closing',
  ),
  row(
    'rate',
    '评价',
    'Rate',
    ['closed', 'answered'],
    'same',
    ['reporter', 'hotline', 'reviewer'],
    'none',
    true,
    'within 14 days of closing',
  ),
  row(
    'reopen',
    '重办',
    'Reopen',
    ['closed', 'answered'],
    'reopened',
    ['reporter', 'reviewer'],
    'restarts',
    true,
    'not solved is not closed; a fresh limit',
  ),
  row(
    'supplement',
    '追加说明',
    'Add to it',
    OPEN_STATES.filter((state) => state !== 'need-info'),
    'same',
    ['reporter', 'hotline'],
    'none',
    true,
    'a citizen may always say more',
  ),
  row(
    'merge',
    '合并',
    'Merge',
    mergeable,
    'merged',
    ['dispatcher'],
    'none',
    true,
    'same place, same issue, both open; the earliest deadline counts',
  ),
  row(
    'unmerge',
    '拆分',
    'Take apart',
    ['merged'],
    'resume',
    ['dispatcher'],
    'none',
    true,
    'restores the state before',
  ),
  row(
    'withdraw',
    '撤回',
    'Withdraw',
    beforeHandling,
    'withdrawn',
    ['reporter', 'hotline', 'system'],
    'stops',
    true,
    'the reporter’s own; by the clock only when asked information never came',
  ),
  row(
    'remind',
    '催办',
    'Supervise',
    OPEN_STATES,
    'same',
    ['supervisor', 'system'],
    'none',
    true,
    'supervision level L0 to L4 names a responsible leader',
  ),
  row(
    'archive',
    '归档',
    'Archive',
    ['closed', 'answered', 'rejected', 'withdrawn', 'terminated'],
    'archived',
    ['system'],
    'none',
    false,
    'retention rule; personal data is erased',
  ),
] as const satisfies readonly Transition[];

export type Action = (typeof TRANSITIONS)[number]['action'];

function row<A extends string>(
  action: A,
  zh: string,
  en: string,
  from: readonly State[],
  to: Transition['to'],
  by: readonly Standing[],
  clock: ClockEffect,
  shown: boolean,
  because: string,
) {
  return { action, name: both(zh, en), from, to, by, clock, shown, because } as const;
}

const byAction = new Map<string, Transition>(
  TRANSITIONS.map((transition) => [transition.action, transition]),
);

export const transition = (action: Action): Transition => byAction.get(action)!;

/** Actions open to somebody with these standings, in table order; what the desk shows as buttons. */
export const actionsFor = (state: State, standings: readonly Standing[]): readonly Action[] =>
  TRANSITIONS.filter(
    (each) =>
      (each.from as readonly State[]).includes(state) &&
      (each.by as readonly Standing[]).some((standing) => standings.includes(standing)),
  ).map((each) => each.action);
