import { describe, expect, it } from 'vitest';
import { type Actor, ANONYMOUS, type Role, SYSTEM } from '../../platform/identity/actor.ts';
import { testApp } from '../../platform/testing.ts';
import { roomOf } from './create-room.ts';
import { findRequest } from './db/requests.ts';
import { STATES, type State } from './domain/states.ts';
import { type Action, actionsFor, type Standing, TRANSITIONS } from './domain/transitions.ts';
import { ACTIONS } from './use-cases/actions/index.ts';
import { type Receipt, type SubmitInput, submitRequest } from './use-cases/submit-request.ts';

const app = await testApp();
const room = roomOf(app.platform);
const NOW = new Date('2026-11-24T02:00:00Z');
const DISTRICT = room.organisation.divisions().find(({ level }) => level === 'district')!.code;

const hours = (count: number) => new Date(NOW.getTime() + count * 3_600_000);
const official = (role: Role, departmentId: string | null = 'citizen-service-centre', number = 1): Actor => ({
  kind: 'official',
  id: `01900000-0000-7000-8000-0000000000${String(number).padStart(2, '0')}`,
  name: '测试员',
  roles: [role],
  departmentId,
});
const clerk = official('clerk', 'lighting', 2);
const leader = official('leader', 'lighting', 3);
const dispatcher = official('dispatcher', undefined, 4);
const reviewer = official('reviewer', undefined, 5);
const adjudicator = official('adjudicator', undefined, 6);

async function report(
  input: Partial<SubmitInput> = {},
  channel: 'web' | 'phone' = 'phone',
): Promise<Receipt> {
  const body = '菜市场门口的路灯坏了，请尽快派人修好。';
  const result = await submitRequest(
    room,
    { type: 'help', body, divisionCode: DISTRICT, address: '东门', ...input } as SubmitInput,
    { actor: ANONYMOUS, now: NOW, channel },
  );
  if (!result.ok) throw result.error;
  return result.value;
}

async function take(
  id: string,
  action: Action,
  actor: Actor,
  input: object = {},
  now = NOW,
  queryCode?: string,
) {
  return ACTIONS.get(action)!.run(
    room,
    { actor, requestId: id, now, ...(queryCode ? { credential: { queryCode } } : {}) },
    input,
  );
}

async function must(
  id: string,
  action: Action,
  actor: Actor,
  input: object = {},
  now = NOW,
  queryCode?: string,
) {
  const result = await take(id, action, actor, input, now, queryCode);
  if (!result.ok) throw new Error(`${action}: ${result.error.code} ${JSON.stringify(result.error.fields)}`);
  return result.value.request;
}

/** Walks one report to the state, by the shortest story. */
async function reportIn(state: State): Promise<Receipt> {
  const receipt = await report();
  const { id, queryCode } = receipt;
  const until = async (wanted: State, ...steps: (() => Promise<unknown>)[]) => {
    for (const step of steps) if ((await findRequest(room.sql, id))!.state !== wanted) await step();
  };
  const dispatched = async () => {
    await must(id, 'accept', dispatcher);
    await must(id, 'dispatch', dispatcher, { category: 'lighting.street-lamp', departmentId: 'lighting' });
  };
  const handling = async () => {
    await dispatched();
    await must(id, 'sign', clerk, {}, hours(1));
  };
  const replied = async () => {
    await handling();
    await must(
      id,
      'reply',
      clerk,
      {
        text: '已派人修好，更换灯头 3 个，当晚亮灯。',
        outcome: 'solved',
        points: await pointsOf('已派人修好，更换灯头 3 个，当晚亮灯。'),
      },
      hours(5),
    );
  };
  const closed = async () => {
    await replied();
    await must(id, 'approve-reply', reviewer, {}, hours(6));
  };
  const roads: Partial<Record<State, () => Promise<unknown>>> = {
    'need-info': () => must(id, 'ask-info', dispatcher, { text: '请补充门牌号' }),
    rejected: () => must(id, 'reject', dispatcher, { reason: 'litigation', explanation: '法院已判决' }),
    answered: () => must(id, 'answer-directly', official('hotline'), { text: '今晚修好' }),
    accepted: () => must(id, 'accept', dispatcher),
    dispatched,
    handling,
    replied,
    closed,
    'return-requested': async () => {
      await dispatched();
      await must(id, 'request-return', clerk, {
        evidence: '不归我们管',
        proposedDepartmentId: 'urban-management',
      });
    },
    'extension-requested': async () => {
      await handling();
      await must(id, 'request-extension', clerk, { amount: 5, reason: '等配件' }, hours(2));
    },
    'termination-requested': async () => {
      await handling();
      await must(id, 'request-termination', leader, { reason: '重复反映' });
    },
    planned: async () => {
      await handling();
      await must(id, 'plan', leader, { measures: '列入明年改造', date: '2027-03-01' });
    },
    reopened: async () => {
      await closed();
      await must(id, 'reopen', ANONYMOUS, { text: '又不亮了' }, hours(30), queryCode);
    },
    merged: async () => {
      const main = await reportIn('handling');
      await dispatched();
      await must(id, 'merge', dispatcher, { mainNumber: main.number, reason: '同一盏灯' });
    },
    withdrawn: () => must(id, 'withdraw', ANONYMOUS, {}, NOW, queryCode),
    terminated: async () => {
      await handling();
      await must(id, 'request-termination', leader, { reason: '重复反映' });
      await must(id, 'approve-termination', reviewer, { reason: '属实' });
    },
    archived: async () => {
      await must(id, 'withdraw', ANONYMOUS, {}, NOW, queryCode);
      await must(id, 'archive', SYSTEM);
    },
  };
  await until(state, roads[state] ?? (async () => undefined));
  return receipt;
}

async function pointsOf(answer: string) {
  const { answeredPoints } = await import('./domain/text/answered-points.ts');
  return answeredPoints(
    '菜市场门口的路灯坏了，请尽快派人修好\n菜市场门口的路灯坏了，请尽快派人修好。',
    answer,
  ).points.map(({ text }) => ({ point: text, answer }));
}

describe('the transition table', () => {
  it('has a use case for every action and an action for every use case', () => {
    expect([...ACTIONS.keys()].sort()).toEqual(TRANSITIONS.map(({ action }) => action).sort());
  });

  it('lets every open state move on', () => {
    const standings: Standing[] = [
      'reporter',
      'lead',
      'lead-leader',
      'hotline',
      'dispatcher',
      'reviewer',
      'adjudicator',
      'inspector',
      'system',
    ];
    for (const state of Object.keys(STATES) as State[]) {
      if (STATES[state].open) expect(actionsFor(state, standings).length, state).toBeGreaterThan(1);
    }
  });

  it.each(Object.keys(STATES) as State[])(
    'reaches %s, and refuses there what the table does not allow',
    async (state) => {
      const { id } = await reportIn(state);
      const before = (await findRequest(room.sql, id))!;
      expect(before.state).toBe(state);
      for (const { action, from } of TRANSITIONS) {
        if ((from as readonly State[]).includes(state)) continue;
        const everyone: Actor = { ...SYSTEM, kind: 'system' };
        const result = await take(id, action, everyone, WHATEVER);
        expect(result.ok, `${action} in ${state}`).toBe(false);
      }
      expect((await findRequest(room.sql, id))!.version).toBe(before.version);
    },
  );

  it('refuses every action to an office that has nothing to do with it', async () => {
    const { id } = await reportIn('handling');
    const stranger = official('leader', 'education', 9);
    for (const { action } of TRANSITIONS) {
      const result = await take(id, action, stranger, WHATEVER);
      expect(result.ok, action).toBe(false);
    }
  });
});

/** Enough of everything, so that only the state or the standing can refuse. */
const WHATEVER = {
  text: '说明',
  reason: 'litigation',
  explanation: '说明',
  category: 'lighting.street-lamp',
  departmentId: 'urban-management',
  evidence: '依据',
  proposedDepartmentId: 'urban-management',
  task: '协助',
  report: '已办',
  amount: 3,
  measures: '措施',
  date: '2027-03-01',
  outcome: 'solved',
  empty: 'no',
  reached: 'yes',
  score: 5,
  solved: 'yes',
  comment: '',
  level: 1,
  mainNumber: 'YL-0',
  note: '',
};

describe('a report about a street lamp', () => {
  it('goes to the lighting office by itself when the words are plain', async () => {
    const receipt = await report({}, 'web');
    expect(receipt.state).toBe('dispatched');
    expect(receipt.departmentId).toBe('lighting');
    // Tuesday 24 November + 5 working days = Tuesday 1 December, to the end of the day in Shanghai.
    expect(receipt.dueAt).toEqual(new Date('2026-12-01T15:59:59.999Z'));
  });

  it('is answered, rated badly, and reopened with a fresh limit', async () => {
    const { id, queryCode } = await reportIn('closed');
    const rated = await must(
      id,
      'rate',
      ANONYMOUS,
      { score: 1, solved: 'no', comment: '还是不亮' },
      hours(8),
      queryCode,
    );
    expect(rated.rating).toBe(1);
    const [bad] = await room.sql`select state from requests.bad_rating where request_id = ${id}`;
    expect(bad).toMatchObject({ state: 'to-verify' });
    const reopened = await must(id, 'reopen', ANONYMOUS, { text: '还是不亮' }, hours(48), queryCode);
    expect(reopened).toMatchObject({ state: 'reopened', round: 2, rating: null, closedAt: null });
    expect(reopened.dueAt).toEqual(new Date('2026-12-03T15:59:59.999Z'));
    expect((await must(id, 'sign', clerk, {}, hours(49))).state).toBe('handling');
  });

  it('cannot be rated twice in a round, nor after fourteen days', async () => {
    const first = await reportIn('closed');
    await must(first.id, 'rate', ANONYMOUS, { score: 4, solved: 'yes' }, hours(8), first.queryCode);
    const again = await take(
      first.id,
      'rate',
      ANONYMOUS,
      { score: 1, solved: 'no' },
      hours(9),
      first.queryCode,
    );
    expect(again.ok ? '' : again.error.code).toBe('REQUEST_RATED_ALREADY');
    const second = await reportIn('closed');
    const late = await take(
      second.id,
      'rate',
      ANONYMOUS,
      { score: 4, solved: 'yes' },
      hours(24 * 15),
      second.queryCode,
    );
    expect(late.ok ? '' : late.error.code).toBe('REQUEST_RATING_OVER');
  });

  it('is not answered by saying that it was passed on', async () => {
    const { id } = await reportIn('handling');
    const result = await take(id, 'reply', clerk, {
      text: '您好，您反映的问题已转相关部门处理。',
      outcome: 'answered',
    });
    expect(result.ok ? '' : result.error.code).toBe('REPLY_EMPTY');
  });

  it('waits while the citizen is asked, and the days of waiting do not count', async () => {
    const { id, queryCode } = await reportIn('handling');
    const due = (await findRequest(room.sql, id))!.dueAt!;
    expect((await must(id, 'ask-info', clerk, { text: '请补充门牌号' }, hours(3))).dueAt).toBeNull();
    const resumed = await must(id, 'supply-info', ANONYMOUS, { text: '东门 3 号' }, hours(3 + 72), queryCode);
    expect(resumed.state).toBe('handling');
    expect(resumed.dueAt!.getTime()).toBeGreaterThan(due.getTime());
  });

  it('gets more time only from somebody other than who asked', async () => {
    const { id } = await reportIn('handling');
    const both: Actor = { ...leader, roles: ['leader', 'clerk'] };
    await must(id, 'request-extension', both, { amount: 5, reason: '等配件' }, hours(2));
    expect((await take(id, 'approve-extension', both, { reason: '同意' })).ok).toBe(false);
    const extended = await must(id, 'approve-extension', reviewer, { reason: '同意' });
    expect(extended.dueAt).toEqual(new Date('2026-12-08T15:59:59.999Z'));
    expect(extended.originalDueAt).toEqual(new Date('2026-12-01T15:59:59.999Z'));
  });

  it('is handed back once: after the decision there is no second time', async () => {
    const { id } = await reportIn('return-requested');
    const moved = await must(id, 'grant-return', adjudicator, {
      departmentId: 'urban-management',
      reason: '按职责分工',
    });
    expect(moved).toMatchObject({ state: 'dispatched', departmentId: 'urban-management', officesPassed: 1 });
    const second = await take(id, 'request-return', official('clerk', 'urban-management', 8), {
      evidence: '也不归我们',
      proposedDepartmentId: 'lighting',
    });
    expect(second.ok ? '' : second.error.code).toBe('REQUEST_RETURN_ADJUDICATED');
  });

  it('merged, keeps its own reporter; the main reply closes it, and taking it apart restores it', async () => {
    const main = await reportIn('handling');
    const child = await reportIn('dispatched');
    await must(child.id, 'merge', dispatcher, { mainNumber: main.number, reason: '同一盏灯' });
    expect((await must(child.id, 'unmerge', dispatcher, { reason: '不是同一盏' })).state).toBe('dispatched');
    await must(child.id, 'merge', dispatcher, { mainNumber: main.number, reason: '就是同一盏' });
    const text = '已派人修好，更换灯头 3 个，当晚亮灯。';
    await must(main.id, 'reply', clerk, { text, outcome: 'solved', points: await pointsOf(text) });
    await must(main.id, 'approve-reply', reviewer);
    expect((await findRequest(room.sql, child.id))!.state).toBe('closed');
    expect(
      (await must(child.id, 'rate', ANONYMOUS, { score: 5, solved: 'yes' }, hours(1), child.queryCode))
        .rating,
    ).toBe(5);
    expect((await findRequest(room.sql, main.id))!.rating).toBeNull();
  });

  it('taken up by two clerks at once is signed by one; the other is told what happened', async () => {
    const { id } = await reportIn('dispatched');
    const results = await Promise.all([
      take(id, 'sign', clerk),
      take(id, 'sign', { ...clerk, id: leader.id }),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const lost = results.find((result) => !result.ok);
    expect(lost && !lost.ok ? lost.error.userMessage.zh : '').toContain('现在是“办理中”');
  });
});

describe('a report about an official', () => {
  it('is seen by the inspectors and by nobody of the office it is about', async () => {
    const { id, state, departmentId } = await report({ avoidDepartmentId: 'lighting' }, 'web');
    expect([state, departmentId]).toEqual(['submitted', null]);
    expect((await take(id, 'accept', dispatcher)).ok).toBe(false);
    expect((await take(id, 'accept', official('inspector', 'lighting', 7))).ok).toBe(false);
    await must(id, 'accept', official('inspector', 'discipline', 7));
    const toItself = await take(id, 'dispatch', official('inspector', 'discipline', 7), {
      category: 'lighting.street-lamp',
      departmentId: 'lighting',
    });
    expect(toItself.ok).toBe(false);
  });
});

describe('a form sent twice', () => {
  it('is one request, also when both arrive at once', async () => {
    const input = {
      type: 'help',
      body: '路灯不亮，请修好。',
      divisionCode: DISTRICT,
      address: '',
    } as SubmitInput;
    const submitting = { actor: ANONYMOUS, now: NOW, channel: 'web', idempotencyKey: 'twice' } as const;
    const results = await Promise.all([1, 2, 3].map(() => submitRequest(room, input, submitting)));
    expect(new Set(results.map((result) => (result.ok ? result.value.number : 'refused'))).size).toBe(1);
    const other = await submitRequest(room, { ...input, body: '别的事，请处理。' }, submitting);
    expect(other.ok ? '' : other.error.code).toBe('REQUEST_KEY_REUSED');
  });
});
