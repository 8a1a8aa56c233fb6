import { hash, verify } from '@node-rs/argon2';

/**
 * Argon2id with 19 MiB, 2 passes, 1 lane.
 * @source OWASP Password Storage Cheat Sheet, second of its equivalent settings
 */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Longer input is refused unread: hashing a megabyte would be work that a stranger orders from us. */
export const LONGEST_PASSWORD = 200;

/** @source our assumption, after NIST SP 800-63B-4 §3.1.1: length, and no rules about kinds of characters */
export const SHORTEST_PASSWORD = 12;

export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2ID);

let decoy: Promise<string> | undefined;

/** A hash that no password is meant to open, made with the settings of all others. */
export function decoyHash(): Promise<string> {
  decoy ??= hashPassword('nobody has this password');
  return decoy;
}

/**
 * Whether the password belongs to the hash. For an unknown login (`null`) the same work is done on a decoy,
 * so the time of the answer does not tell which logins exist.
 */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  const real = passwordHash ?? (await decoyHash());
  const tried = password.length > LONGEST_PASSWORD ? '' : password;
  const matches = await verify(real, tried);
  return matches && passwordHash !== null && tried === password;
}
