import type { Role } from './actor.ts';

/** Roles whose word binds others sign in with two factors, except in the demonstration. Our assumption. */
const TWO_FACTOR_ROLES: readonly Role[] = ['supervisor', 'adjudicator', 'operator'];

export const needsSecondFactor = (roles: readonly Role[], demo: boolean): boolean =>
  !demo && roles.some((role) => TWO_FACTOR_ROLES.includes(role));
