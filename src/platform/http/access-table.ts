import type { Actor, Role } from '../identity/actor.ts';

/** Who may use a route. `signed-in` is any account; roles are listed otherwise. */
export type Audience = 'anyone' | 'signed-in' | readonly Role[];

/** One line of the table: a route exactly as it is registered, and who may use it. */
export interface AccessRule {
  readonly method: string;
  /** Hono's pattern, `/requests/:id`. */
  readonly path: string;
  readonly audience: Audience;
}

/** `allow('GET', '/help', 'anyone')`, `allow('POST', '/desk/:id/sign', 'clerk', 'leader')`. */
export function allow(
  method: string,
  path: string,
  ...who: readonly ['anyone'] | readonly ['signed-in'] | readonly Role[]
): AccessRule {
  const audience = who[0] === 'anyone' || who[0] === 'signed-in' ? who[0] : (who as readonly Role[]);
  return { method, path, audience };
}

/** The whole house's table. What has no line is refused. */
export class AccessTable {
  readonly #audiences = new Map<string, Audience>();

  constructor(rules: readonly AccessRule[]) {
    for (const rule of rules) this.#add(rule);
  }

  /** @throws Error when a route has two lines: one of them would silently lose. */
  #add(rule: AccessRule) {
    const key = `${rule.method} ${rule.path}`;
    if (this.#audiences.has(key)) throw new Error(`Access to ${key} is stated twice`);
    this.#audiences.set(key, rule.audience);
  }

  /** undefined: no line, so nobody. */
  audience(method: string, path: string): Audience | undefined {
    return this.#audiences.get(`${method} ${path}`);
  }

  get lines(): readonly (readonly [route: string, audience: Audience])[] {
    return [...this.#audiences];
  }
}

/** The answer for one actor before the use case looks: it may still refuse this very record. */
export function decideAccess(audience: Audience | undefined, actor: Actor): 'pass' | 'sign-in' | 'refuse' {
  if (audience === 'anyone') return 'pass';
  if (audience === undefined) return 'refuse';
  if (actor.kind === 'anonymous') return 'sign-in';
  if (audience === 'signed-in') return 'pass';
  return actor.roles.some((role) => audience.includes(role)) ? 'pass' : 'refuse';
}
