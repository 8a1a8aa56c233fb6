import { createAuditLog } from '../audit/audit-log.ts';
import type { TestDatabase } from '../database/testing.ts';
import { createNotifier } from '../notify/notifier.ts';
import { createPersonalData, type PersonalData } from '../personal-data/personal-data.ts';
import { createIdentity, type Identity } from './identity.ts';

export interface TestIdentity {
  readonly identity: Identity;
  readonly personalData: PersonalData;
  readonly clock: () => Date;
  setNow(now: Date): void;
  pass(seconds: number): void;
}

/** Identity on a real database, with a clock that the test moves. */
export function testIdentity(
  { sql }: Pick<TestDatabase, 'sql'>,
  {
    demo = true,
    start = new Date('2026-11-24T02:00:00Z'),
  }: { readonly demo?: boolean; readonly start?: Date } = {},
): TestIdentity {
  let now = start;
  const clock = () => now;
  const key = Buffer.alloc(32, 7);
  const personalData = createPersonalData({ key });
  const config = { CHANGTONG_DEMO: demo, keys: { personalData: key, session: Buffer.alloc(32, 9) } };
  const notify = createNotifier({ personalData, clock });
  return {
    identity: createIdentity({ sql, config, personalData, audit: createAuditLog(), notify, clock }),
    personalData,
    clock,
    setNow: (at) => {
      now = at;
    },
    pass: (seconds) => {
      now = new Date(now.getTime() + seconds * 1000);
    },
  };
}
