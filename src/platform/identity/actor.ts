import { type Bilingual, both } from '../../kernel/bilingual.ts';

/** What somebody may be in this house. The Chinese label is what a clerk would say. */
export const ROLES = {
  citizen: both('群众', 'Citizen'),
  hotline: both('热线话务员', 'Hotline clerk'),
  dispatcher: both('派单员', 'Dispatcher'),
  clerk: both('承办人员', 'Department clerk'),
  leader: both('部门负责人', 'Department leader'),
  reviewer: both('审核回访员', 'Reviewer'),
  adjudicator: both('争议裁定员', 'Adjudicator'),
  supervisor: both('督查人员', 'Supervisor'),
  inspector: both('纪检受理员', 'Staff-complaints inspector'),
  operator: both('平台运维', 'Operator'),
} as const satisfies Record<string, Bilingual>;

export type Role = keyof typeof ROLES;

/** Who acts. Authorisation lives in the use cases and looks at nothing else. */
export interface Actor {
  readonly kind: 'anonymous' | 'citizen' | 'official' | 'client' | 'system';
  /** Account id; 'anonymous', 'system' or the API client's id otherwise. */
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** The office an official acts for. */
  readonly departmentId: string | null;
}

export const ANONYMOUS: Actor = {
  kind: 'anonymous',
  id: 'anonymous',
  name: '',
  roles: [],
  departmentId: null,
};

/** The clock and the machine itself; never handed to a request from outside. */
export const SYSTEM: Actor = { kind: 'system', id: 'system', name: '系统', roles: [], departmentId: null };

export const hasRole = (actor: Actor, ...roles: readonly Role[]): boolean =>
  actor.roles.some((role) => roles.includes(role));
