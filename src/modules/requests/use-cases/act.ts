import type { Bilingual } from '../../../kernel/bilingual.ts';
import type { AppError } from '../../../kernel/errors.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import type { Tx } from '../../../platform/database/connect.ts';
import type { Actor } from '../../../platform/identity/actor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { lockRequest, saveRequest, saveStep } from '../db/requests.ts';
import type { CitizenRequest, RequestPatch } from '../domain/request.ts';
import { standingsOf } from '../domain/standing.ts';
import type { State } from '../domain/states.ts';
import { type Action, actionsFor, type Standing, transition } from '../domain/transitions.ts';
import { requestMoved } from '../events.ts';
import { type Credential, loadBonds } from './bonds.ts';
import { clockPatch } from './clock-patch.ts';
import { notYours, wrongState } from './refusals.ts';
import { tellReporter } from './tell-reporter.ts';

/** What a rule sees: one locked request, who acts and when. */
export interface Scene {
  readonly platform: Platform;
  readonly tx: Tx;
  readonly request: CitizenRequest;
  readonly actor: Actor;
  readonly standings: readonly Standing[];
  readonly now: Date;
  /** The version the request will have after this step; children's `seq`. */
  readonly seq: number;
}

/** What a rule wants: the engine does the state, the clock, the history, the audit and the telling. */
export interface Effect {
  readonly patch?: RequestPatch;
  /** What the history shows, in the words of the person who acted. */
  readonly text?: string;
  readonly detail?: Record<string, unknown>;
  /** Said to the reporter through the channel they chose. */
  readonly tell?: Bilingual;
}

export type Rule<Input> = (scene: Scene, input: Input) => Promise<Result<Effect, AppError>>;

export interface Acting {
  readonly actor: Actor;
  readonly requestId: string;
  readonly now: Date;
  readonly credential?: Credential;
}

export interface Acted {
  readonly request: CitizenRequest;
  readonly from: State;
}

/**
 * Takes one action of the transition table on one request: lock, standing, state, rule, clock, then row, history,
 * audit entry, event and message in the same transaction. Whoever loses a race is told the state that they met.
 */
export function act<Input>(
  platform: Platform,
  acting: Acting,
  action: Action,
  rule: Rule<Input>,
  input: Input,
): Promise<Result<Acted, AppError>> {
  return platform.sql.begin((tx) => actInside(platform, tx, acting, action, rule, input)) as Promise<
    Result<Acted, AppError>
  >;
}

/** The same inside a transaction that is already open, for actions that move several requests together. */
export async function actInside<Input>(
  platform: Platform,
  tx: Tx,
  { actor, requestId, now, credential }: Acting,
  action: Action,
  rule: Rule<Input>,
  input: Input,
): Promise<Result<Acted, AppError>> {
  const request = await lockRequest(tx, requestId);
  if (!request) return err(notYours());
  const standings = standingsOf(actor, request, await loadBonds(tx, platform, actor, request, credential));
  const refused = refusal(request, standings, action);
  if (refused) return err(refused);
  const scene: Scene = { platform, tx, request, actor, standings, now, seq: request.version + 1 };
  const effect = await rule(scene, input);
  return effect.ok ? ok(await commit(scene, action, effect.value)) : effect;
}

function refusal(request: CitizenRequest, standings: readonly Standing[], action: Action): AppError | null {
  const { by, from } = transition(action);
  if (!standings.some((standing) => by.includes(standing))) return notYours();
  return from.includes(request.state)
    ? null
    : wrongState(request.state, action, actionsFor(request.state, standings));
}

async function commit(scene: Scene, action: Action, effect: Effect): Promise<Acted> {
  const { platform, tx, request, actor, now, seq } = scene;
  const { to: target, shown } = transition(action);
  const to = target === 'same' ? request.state : target === 'resume' ? request.resumeState! : target;
  const patch: RequestPatch = {
    ...(await clockPatch(scene, action, effect.patch ?? {})),
    ...effect.patch,
    ...(to === request.state ? {} : { state: to, stateSince: now }),
    version: seq,
  };
  const moved = await saveRequest(tx, request, patch);
  const text = effect.text ?? null;
  const detail = effect.detail ?? {};
  await saveStep(tx, {
    requestId: request.id,
    seq,
    at: now,
    action,
    from: request.state,
    to,
    actor,
    shown,
    text,
    detail,
  });
  await platform.audit.record(tx, {
    at: now,
    actor,
    action: `requests.${action}`,
    subject: request.id,
    ...(request.reporterId ? { about: request.reporterId } : {}),
    detail,
  });
  await platform.outbox.append(
    tx,
    requestMoved(moved, { action, from: request.state, actor, at: now, text }),
  );
  if (effect.tell) await tellReporter(scene, action, effect.tell);
  return { request: moved, from: request.state };
}
