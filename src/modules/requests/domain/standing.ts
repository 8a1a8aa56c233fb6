import { type Actor, hasRole } from '../../../platform/identity/actor.ts';
import type { CitizenRequest } from './request.ts';
import type { Standing } from './transitions.ts';

export interface Bonds {
  /** Offices that help with the request at present. */
  readonly coDepartmentIds: readonly string[];
  /** The actor showed the request's query code, or holds the reporter's mandate in force. */
  readonly actsForReporter: boolean;
}

/**
 * How this actor stands to this request; empty means: it is none of their business.
 * Nobody of the office that a report is about has any standing, whatever their role (济南 art. 32 回避),
 * and a confidential report is for the inspectors and the system alone until they send it on.
 */
export function standingsOf(actor: Actor, request: CitizenRequest, bonds: Bonds): readonly Standing[] {
  if (actor.kind === 'system') return ['system'];
  const standings = isReporter(actor, request, bonds) ? (['reporter'] as Standing[]) : [];
  if (actor.kind !== 'official' || avoids(actor, request)) return standings;
  return [...standings, ...officialStandings(actor, request, bonds)];
}

const isReporter = (actor: Actor, request: CitizenRequest, bonds: Bonds) =>
  bonds.actsForReporter || (actor.kind === 'citizen' && actor.id === request.reporterId);

const avoids = (actor: Actor, request: CitizenRequest) =>
  request.avoidDepartmentId !== null &&
  actor.departmentId !== null &&
  (actor.departmentId === request.avoidDepartmentId ||
    actor.departmentId.startsWith(`${request.avoidDepartmentId}.`));

function officialStandings(actor: Actor, request: CitizenRequest, bonds: Bonds): Standing[] {
  const standings: Standing[] = [];
  if (actor.departmentId !== null && actor.departmentId === request.departmentId) {
    if (hasRole(actor, 'clerk', 'leader', 'inspector')) standings.push('lead');
    if (hasRole(actor, 'leader')) standings.push('lead-leader');
  }
  if (actor.departmentId !== null && bonds.coDepartmentIds.includes(actor.departmentId)) standings.push('co');
  if (hasRole(actor, 'inspector')) standings.push('inspector');
  if (request.visibility === 'confidential') return standings;
  for (const role of ['hotline', 'dispatcher', 'reviewer', 'adjudicator', 'supervisor'] as const) {
    if (hasRole(actor, role)) standings.push(role);
  }
  return standings;
}
