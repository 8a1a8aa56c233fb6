import { newId } from '../../kernel/ids.ts';
import type { Tx } from '../database/connect.ts';
import type { Actor } from './actor.ts';
import type { IdentityParts } from './parts.ts';
import { newToken, tokenHash } from './tokens.ts';

/** The key that works in the demonstration only; it is never in the table. */
export const DEMONSTRATION_KEY = 'demo';

export interface ApiClient {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly actor: Actor;
}

export interface ApiClients {
  /** The program that holds this key, or null. */
  clientForKey(apiKey: string): Promise<ApiClient | null>;
  /** The key is shown once: only its hash is kept. */
  createApiClient(
    tx: Tx,
    client: { readonly name: string; readonly scopes: readonly string[] },
    by: Actor,
  ): Promise<{ readonly id: string; readonly key: string }>;
  revokeApiClient(tx: Tx, id: string, by: Actor): Promise<void>;
}

export function createApiClients({ sql, config, audit, clock }: IdentityParts): ApiClients {
  return {
    async clientForKey(apiKey) {
      if (config.CHANGTONG_DEMO && apiKey === DEMONSTRATION_KEY) return DEMONSTRATION_CLIENT;
      const [row] = await sql<{ id: string; name: string; scopes: string[] }[]>`
        select id, name, scopes from platform.api_client
        where key_hash = ${tokenHash(apiKey)} and revoked_at is null`;
      return row ? withActor(row) : null;
    },

    async createApiClient(tx, { name, scopes }, by) {
      const key = newToken();
      const id = newId(clock());
      await tx`
        insert into platform.api_client (key_hash, id, name, scopes, created_at)
        values (${tokenHash(key)}, ${id}, ${name}, ${[...scopes]}, ${clock()})`;
      await audit.record(tx, {
        at: clock(),
        actor: by,
        action: 'identity.create-api-client',
        subject: id,
        detail: { name, scopes },
      });
      return { id, key };
    },

    async revokeApiClient(tx, id, by) {
      await tx`update platform.api_client set revoked_at = ${clock()} where id = ${id} and revoked_at is null`;
      await audit.record(tx, { at: clock(), actor: by, action: 'identity.revoke-api-client', subject: id });
    },
  };
}

const withActor = (client: Omit<ApiClient, 'actor'>): ApiClient => ({
  ...client,
  actor: { kind: 'client', id: client.id, name: client.name, roles: [], departmentId: null },
});

const DEMONSTRATION_CLIENT = withActor({ id: 'demo', name: '演示程序', scopes: ['open311'] });
