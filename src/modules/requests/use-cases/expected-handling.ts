import { deadline } from '../../../kernel/clock/index.ts';
import type { Department } from '../../../platform/organisation/organisation.ts';
import { ruleFor } from '../domain/responsibility.ts';
import type { RequestType } from '../domain/states.ts';
import type { RequestsRoom } from '../room.ts';
import { divisionsAround } from './route-request.ts';

export interface ExpectedHandling {
  readonly office: Department;
  /** When an answer would be due, were it sent now; null where the calendar does not reach. */
  readonly dueAt: Date | null;
}

/** Who will probably answer and by when, before anything is sent; null when a person has to decide. Promises nothing. */
export function expectedHandling(
  room: RequestsRoom,
  report: { readonly body: string; readonly type: RequestType; readonly divisionCode: string },
  now: Date,
): ExpectedHandling | null {
  const [best] = room.classifier.classify({ title: '', text: report.body }, 1);
  if (!best) return null;
  const divisions = divisionsAround(room, report.divisionCode);
  const rule = ruleFor(room.responsibility(), { category: best.category, type: report.type, divisions });
  const office = rule && room.organisation.departmentFor(rule.departmentKind, report.divisionCode);
  if (!rule || !office) return null;
  const limit = { amount: rule.limitAmount, unit: rule.limitUnit, basis: rule.limitBasis };
  const due = deadline(now, limit, room.calendar());
  return { office, dueAt: due.ok ? due.value.dueAt : null };
}
