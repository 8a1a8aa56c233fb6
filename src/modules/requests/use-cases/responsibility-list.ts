import { z } from 'zod';
import { AppError } from '../../../kernel/errors.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import { type Actor, hasRole } from '../../../platform/identity/actor.ts';
import { listOf, saveRules } from '../db/responsibility.ts';
import { isCategoryId } from '../domain/categories.ts';
import { type ResponsibilityRule, ruleFor } from '../domain/responsibility.ts';
import { type RequestType, TYPES } from '../domain/states.ts';
import type { RequestsRoom } from '../room.ts';
import { divisionsAround } from './route-request.ts';

export const rulesInput = z.array(
  z.object({
    position: z.number().int().default(0),
    category: z.string().refine(isCategoryId).nullable(),
    type: z.enum(Object.keys(TYPES) as [RequestType]).nullable(),
    divisionCode: z.string().nullable(),
    departmentKind: z.string().min(1),
    coDepartmentKinds: z.array(z.string()).default([]),
    limitAmount: z.number().int().min(1).max(90),
    limitUnit: z.enum(['work-days', 'calendar-days', 'hours']),
    limitBasis: z.string().min(1),
    automatic: z.boolean(),
  }),
);

const mayEdit = (actor: Actor) => actor.kind === 'system' || hasRole(actor, 'dispatcher', 'supervisor');

/** A new version, not yet in force. */
export async function draftList(
  room: RequestsRoom,
  actor: Actor,
  now: Date,
  { note, rules }: { readonly note: string; readonly rules: readonly ResponsibilityRule[] },
): Promise<Result<number, AppError>> {
  if (!mayEdit(actor)) return err(notYourList());
  const version = await room.sql.begin(async (tx) => {
    await tx`lock table requests.responsibility_list in share row exclusive mode`;
    const [row] = await tx<{ version: number }[]>`
      insert into requests.responsibility_list (version, state, note, created_at, created_by)
      select coalesce(max(version), 0) + 1, 'draft', ${note}, ${now}, ${actor.id} from requests.responsibility_list
      returning version`;
    await saveRules(tx, row!.version, rules);
    await room.audit.record(tx, {
      at: now,
      actor,
      action: 'requests.draft-list',
      subject: `responsibility-list:${row!.version}`,
    });
    return row!.version;
  });
  return ok(version);
}

/** The version decides from now on. Someone other than its author must say so. */
export async function putListInForce(
  room: RequestsRoom,
  actor: Actor,
  now: Date,
  version: number,
): Promise<Result<number, AppError>> {
  if (!mayEdit(actor)) return err(notYourList());
  const moved = await room.sql.begin(async (tx) => {
    await tx`lock table requests.responsibility_list in share row exclusive mode`;
    const found = await tx`
      update requests.responsibility_list set state = 'in-force', in_force_from = ${now}
      where version = ${version} and state = 'draft' and (created_by <> ${actor.id} or ${actor.kind === 'system'})
      returning version`;
    if (found.length === 0) return false;
    await tx`update requests.responsibility_list set state = 'retired' where state = 'in-force' and version <> ${version}`;
    await room.audit.record(tx, {
      at: now,
      actor,
      action: 'requests.put-list-in-force',
      subject: `responsibility-list:${version}`,
    });
    return true;
  });
  if (!moved) return err(fourEyes());
  await room.reloadResponsibility();
  return ok(version);
}

export interface DryRun {
  readonly considered: number;
  readonly changed: readonly {
    readonly number: string;
    readonly title: string;
    readonly from: string | null;
    readonly to: string | null;
  }[];
}

/** What this version would have done with past cases: those that it would send to another office. */
export async function dryRunList(room: RequestsRoom, version: number, limit = 5_000): Promise<DryRun> {
  const list = await listOf(room.sql, version);
  const cases = await room.sql<
    {
      number: string;
      title: string;
      category: string;
      type: RequestType;
      divisionCode: string;
      departmentId: string | null;
    }[]
  >`
    select number, title, category, type, division_code, department_id from requests.request
    where department_id is not null and avoid_department_id is null order by received_at desc limit ${limit}`;
  const changed = cases.flatMap(({ number, title, departmentId, ...matter }) => {
    const rule = ruleFor(list, { ...matter, divisions: divisionsAround(room, matter.divisionCode) });
    const to =
      (rule && room.organisation.departmentFor(rule.departmentKind, matter.divisionCode)?.id) ?? null;
    return to === departmentId ? [] : [{ number, title, from: departmentId, to }];
  });
  return { considered: cases.length, changed };
}

const notYourList = () =>
  new AppError('LIST_NOT_YOURS', {
    status: 403,
    userMessage: {
      zh: '职责清单由派单员和督查人员维护，请联系他们。',
      en: 'Dispatchers and supervisors keep the responsibility list: ask them.',
    },
  });

const fourEyes = () =>
  new AppError('LIST_NEEDS_ANOTHER_PERSON', {
    status: 409,
    userMessage: {
      zh: '起草人不能自己启用，请另一位同事核对后启用；已经启用过的版本不能再启用。',
      en: 'The author cannot put it in force: another person must check it first. A version that was in force cannot be again.',
    },
  });
