import { deadline, type Limit } from '../../../kernel/clock/index.ts';
import type { RequestPatch, Suggestion } from '../domain/request.ts';
import { type ResponsibilityRule, ruleFor, SURE_ENOUGH } from '../domain/responsibility.ts';
import type { RequestType } from '../domain/states.ts';
import type { Guess, RequestsRoom } from '../room.ts';

/** How long an office has to sign. Our assumption. */
const SIGN_LIMIT: Limit = { amount: 1, unit: 'work-days', basis: '签收时限（本平台设定）' };

/** How long the centre has to send it on. @source Beijing 2023 practice, docs/sources.md#dispatch */
const DISPATCH_HOURS = { life: 1, supply: 2, other: 24 } as const;
const LIFE = new Set(['safety.fire', 'safety.public-order', 'construction.site-safety']);
const SUPPLY = new Set(['utilities.water-supply', 'utilities.power-supply', 'utilities.gas-heating']);

/** The division of a place and all around it, smallest first. */
export function divisionsAround(room: RequestsRoom, code: string): readonly string[] {
  const division = room.organisation.division(code);
  if (!division) return [];
  return [code, ...(division.parentCode ? divisionsAround(room, division.parentCode) : [])];
}

/** Three offices that may be meant, with the words that speak for each. */
export function suggestOffices(
  room: RequestsRoom,
  guesses: readonly Guess[],
  matter: { readonly type: RequestType; readonly divisionCode: string },
): readonly Suggestion[] {
  const divisions = divisionsAround(room, matter.divisionCode);
  return guesses.flatMap(({ category, confidence, reasons }) => {
    const rule = ruleFor(room.responsibility(), { category, type: matter.type, divisions });
    const office = rule && room.organisation.departmentFor(rule.departmentKind, matter.divisionCode);
    return office
      ? [{ category, confidence, departmentId: office.id, reasons: reasons.map(({ term }) => term) }]
      : [];
  });
}

/** The rule that sends this without a person, when the classification is sure enough and nobody must be shielded from it. */
export function automaticRule(
  room: RequestsRoom,
  best: Guess | undefined,
  matter: { readonly type: RequestType; readonly divisionCode: string },
): ResponsibilityRule | null {
  if (!best || best.confidence < SURE_ENOUGH || matter.type === 'report') return null;
  const divisions = divisionsAround(room, matter.divisionCode);
  const rule = ruleFor(room.responsibility(), { category: best.category, type: matter.type, divisions });
  return rule?.automatic ? rule : null;
}

/** The moment by which the centre must have sent it to an office. */
export function dispatchDueAt(category: string, receivedAt: Date): Date {
  const hours = LIFE.has(category)
    ? DISPATCH_HOURS.life
    : SUPPLY.has(category)
      ? DISPATCH_HOURS.supply
      : DISPATCH_HOURS.other;
  return new Date(receivedAt.getTime() + hours * 3_600_000);
}

/** The columns that a dispatch under this rule sets. Dates that the calendar cannot know stay null and are shown as unknown. */
export function dispatchPatch(
  room: RequestsRoom,
  rule: ResponsibilityRule,
  office: { readonly id: string },
  { clockFrom, now }: { readonly clockFrom: Date; readonly now: Date },
): RequestPatch {
  const limit: Limit = { amount: rule.limitAmount, unit: rule.limitUnit, basis: rule.limitBasis };
  const due = deadline(clockFrom, limit, room.calendar());
  const sign = deadline(now, SIGN_LIMIT, room.calendar());
  return {
    departmentId: office.id,
    dispatchedAt: now,
    signDueAt: sign.ok ? sign.value.dueAt : null,
    clockFrom,
    limitAmount: limit.amount,
    limitUnit: limit.unit,
    limitBasis: limit.basis,
    dueAt: due.ok ? due.value.dueAt : null,
    originalDueAt: due.ok ? due.value.originalDueAt : null,
    calendarVersion: room.calendar().version,
    provisional: due.ok ? due.value.provisional : true,
  };
}
