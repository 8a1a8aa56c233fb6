import { type Accounts, createAccounts } from './accounts.ts';
import { type ApiClients, createApiClients } from './api-clients.ts';
import { createDemonstration, type Demonstration } from './demonstration.ts';
import { createMandates, type Mandates } from './mandates.ts';
import type { IdentityParts } from './parts.ts';
import { createSecondFactor, type SecondFactor } from './second-factor.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createSignIn, type SignIn } from './sign-in.ts';

/** Who somebody is, how that was shown, and for whom they may act. What a role may do lives in the use cases. */
export interface Identity
  extends Accounts,
    Omit<Sessions, 'openSession' | 'upgradeSession'>,
    SignIn,
    SecondFactor,
    Mandates,
    ApiClients,
    Demonstration {}

export function createIdentity(parts: IdentityParts): Identity {
  const sessions = createSessions(parts);
  const accounts = createAccounts(parts, sessions);
  const secondFactor = createSecondFactor(parts, sessions);
  const { openSession, upgradeSession, ...openToAll } = sessions;
  return {
    ...accounts,
    ...openToAll,
    ...secondFactor,
    ...createSignIn(parts, { accounts, openSession, signOut: sessions.signOut }),
    ...createMandates(parts, accounts),
    ...createApiClients(parts),
    ...createDemonstration(parts, openSession),
  };
}

export type { IdentityParts } from './parts.ts';
