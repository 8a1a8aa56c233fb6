import { createHash, timingSafeEqual } from 'node:crypto';
import { newId } from '../../../kernel/ids.ts';
import { newToken } from '../../../platform/identity/tokens.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Receipt } from '../use-cases/submit-request.ts';

export interface DraftPhoto {
  readonly fileId: string;
  readonly place: { readonly latitude: number; readonly longitude: number } | null;
}

/** A report that is being written: every field as it was typed. Once sent, its receipt is all that is left of it. */
export interface Draft {
  readonly fields: Readonly<Record<string, string>>;
  readonly photos: readonly DraftPhoto[];
  readonly sent?: { readonly receipt: Receipt; readonly at: Date };
}

export const EMPTY_DRAFT: Draft = { fields: {}, photos: [] };

/** How long the receipt, with its query code, opens again in the browser that sent the report. Our assumption. */
const RECEIPT_MINUTES = 30;
const PURPOSE = 'requests.draft';
const hashOf = (token: string) => createHash('sha256').update(token).digest();

/** The draft that this browser's key opens; an empty one for every other key. */
export async function readDraft(
  { sql, personalData, clock }: Platform,
  key: string | undefined,
): Promise<Draft> {
  const [id = '', token = ''] = (key ?? '').split('.');
  if (!/^[0-9a-f-]{36}$/.test(id)) return EMPTY_DRAFT;
  const [row] = await sql<
    { ownerHash: Buffer; content: Buffer }[]
  >`select owner_hash, content from requests.draft where id = ${id}`;
  if (!row || !timingSafeEqual(row.ownerHash, hashOf(token))) return EMPTY_DRAFT;
  const draft = JSON.parse(personalData.open(row.content, PURPOSE), dates) as Draft;
  const age = draft.sent ? clock().getTime() - draft.sent.at.getTime() : 0;
  return age > RECEIPT_MINUTES * 60_000 ? EMPTY_DRAFT : draft;
}

/** What was written at `at` and `dueAt` were moments. */
const dates = (name: string, value: unknown) =>
  (name === 'at' || name === 'dueAt') && typeof value === 'string' ? new Date(value) : value;

/** The draft's name, the same from its first step to its receipt: a report sent twice from it is one report. */
export const draftId = (key: string | undefined): string => (key ?? '').split('.')[0] ?? '';

/** Keeps the draft and returns the key that opens it. */
export async function writeDraft(
  { sql, personalData, clock }: Platform,
  key: string | undefined,
  draft: Draft,
): Promise<string> {
  const now = clock();
  const current = key && /^[0-9a-f-]{36}\..{20,}$/.test(key) ? key : `${newId(now)}.${newToken()}`;
  const [id = '', token = ''] = current.split('.');
  const content = personalData.seal(JSON.stringify(draft), PURPOSE);
  const saved = await sql`
    insert into requests.draft (id, owner_hash, content, updated_at) values (${id}, ${hashOf(token)}, ${content}, ${now})
    on conflict (id) do update set content = excluded.content, updated_at = excluded.updated_at
    where requests.draft.owner_hash = excluded.owner_hash returning id`;
  return saved.length > 0 ? current : writeDraft({ sql, personalData, clock } as Platform, undefined, draft);
}

export async function dropDraft({ sql }: Platform, key: string | undefined): Promise<void> {
  const [id = '', token = ''] = (key ?? '').split('.');
  if (/^[0-9a-f-]{36}$/.test(id))
    await sql`delete from requests.draft where id = ${id} and owner_hash = ${hashOf(token)}`;
}
