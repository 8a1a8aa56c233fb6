import type { Sql, Tx } from '../../../platform/database/connect.ts';
import type { Actor } from '../../../platform/identity/actor.ts';
import type { CitizenRequest, RequestPatch } from '../domain/request.ts';

/** The request, held until the transaction ends: steps of one request happen one after another. */
export async function lockRequest(tx: Tx, id: string): Promise<CitizenRequest | null> {
  const [request] = await tx<CitizenRequest[]>`select * from requests.request where id = ${id} for update`;
  return request ?? null;
}

export async function findRequest(sql: Sql | Tx, id: string): Promise<CitizenRequest | null> {
  const [request] = await sql<CitizenRequest[]>`select * from requests.request where id = ${id}`;
  return request ?? null;
}

export async function findRequestByNumber(sql: Sql | Tx, number: string): Promise<CitizenRequest | null> {
  const [request] = await sql<CitizenRequest[]>`select * from requests.request where number = ${number}`;
  return request ?? null;
}

/** Writes the changed columns of a locked request. */
export async function saveRequest(
  tx: Tx,
  request: CitizenRequest,
  patch: RequestPatch,
): Promise<CitizenRequest> {
  const [saved] = await tx<CitizenRequest[]>`
    update requests.request set ${tx(patch as Record<string, never>)} where id = ${request.id} returning *`;
  return saved!;
}

export interface Step {
  readonly requestId: string;
  readonly seq: number;
  readonly at: Date;
  readonly action: string;
  readonly from: string | null;
  readonly to: string;
  readonly actor: Actor;
  readonly shown: boolean;
  readonly text: string | null;
  readonly detail: Record<string, unknown>;
}

export async function saveStep(tx: Tx, step: Step): Promise<void> {
  await tx`
    insert into requests.step
      (request_id, seq, at, action, from_state, to_state, actor_id, actor_name, actor_department_id, shown, text, detail)
    values
      (${step.requestId}, ${step.seq}, ${step.at}, ${step.action}, ${step.from}, ${step.to}, ${step.actor.id},
       ${stepName(step.actor)}, ${step.actor.departmentId}, ${step.shown}, ${step.text}, ${tx.json(step.detail as never)})`;
}

/** The history is read by many: officials appear with their name, citizens only as what they are. */
const stepName = (actor: Actor): string =>
  actor.kind === 'official' || actor.kind === 'system' ? actor.name : '群众';
