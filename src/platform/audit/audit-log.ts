import type { JSONValue } from 'postgres';
import { newId } from '../../kernel/ids.ts';
import type { SqlOrTx, Tx } from '../database/connect.ts';
import type { Actor } from '../identity/actor.ts';

export interface AuditEntry {
  readonly at: Date;
  readonly actor: Actor;
  /** Room and verb: 'requests.reveal-reporter'. */
  readonly action: string;
  /** The thing acted on. */
  readonly subject: string;
  /** Account id of the person whose data it is; this person can read the entry. */
  readonly about?: string;
  /** Why, in the words of the one who looked. */
  readonly purpose?: string;
  /** Must survive JSON. Never a whole number of identity or telephone. */
  readonly detail?: unknown;
}

export interface AuditLog {
  /** Adds the entries in the caller's transaction: no change without its entry, no entry without its change. */
  record(tx: Tx, ...entries: readonly AuditEntry[]): Promise<void>;
}

/** The columns of `platform.audit_entry`, for a hot path that inserts them inside its own statement. */
export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly actorKind: Actor['kind'];
  readonly actorId: string;
  readonly actorName: string;
  readonly action: string;
  readonly subject: string;
  readonly about: string | null;
  readonly purpose: string | null;
  readonly detail: JSONValue;
}

export function createAuditLog(): AuditLog {
  return {
    async record(tx, ...entries) {
      if (entries.length > 0) await auditInsert(tx, entries);
    },
  };
}

export function auditRow(entry: AuditEntry): AuditRow {
  const { at, actor, action, subject } = entry;
  return {
    id: newId(at),
    at,
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    action,
    subject,
    about: entry.about ?? null,
    purpose: entry.purpose ?? null,
    detail: (entry.detail ?? null) as JSONValue,
  };
}

/** The insert as a piece of SQL, to run alone or as part of one bigger statement: `with noted as (${auditInsert(tx, [entry])}) …`. */
export function auditInsert(sql: SqlOrTx, entries: readonly AuditEntry[]) {
  const rows = entries.map(auditRow);
  const column = (name: keyof AuditRow) => rows.map((row) => row[name] as string | null);
  return sql`
    insert into platform.audit_entry
      (id, at, actor_kind, actor_id, actor_name, action, subject, about, purpose, detail)
    select id, at, actor_kind, actor_id, actor_name, action, subject, about, purpose, detail::jsonb
    from unnest(
      ${column('id')}::uuid[], ${rows.map((row) => row.at.toISOString())}::timestamptz[],
      ${column('actorKind')}::text[], ${column('actorId')}::text[], ${column('actorName')}::text[],
      ${column('action')}::text[], ${column('subject')}::text[], ${column('about')}::text[],
      ${column('purpose')}::text[],
      ${rows.map((row) => (row.detail === null ? null : JSON.stringify(row.detail)))}::text[]
    ) with ordinality as noted
      (id, at, actor_kind, actor_id, actor_name, action, subject, about, purpose, detail, nth)
    order by nth`;
}
