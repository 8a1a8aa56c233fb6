import { type Bilingual, both } from '../../kernel/bilingual.ts';
import { AppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Sql, Tx } from '../database/connect.ts';
import type { Accounts } from './accounts.ts';
import { type Actor, hasRole } from './actor.ts';
import type { IdentityParts } from './parts.ts';
import { isMobilePhone } from './people.ts';

/** What a helper may be allowed to do. There is no "everything": each area is given on purpose. */
export const MANDATE_SCOPES = {
  requests: both('反映诉求', 'Report and follow requests'),
  services: both('办事', 'Apply for services'),
  certificates: both('证照', 'Certificates'),
  fund: both('公积金', 'Housing fund'),
} as const satisfies Record<string, Bilingual>;

export type MandateScope = keyof typeof MANDATE_SCOPES;

/** Our assumption: after a year the principal is asked again. */
export const LONGEST_MANDATE_DAYS = 366;
const DAY = 86_400_000;

export interface Mandate {
  readonly id: string;
  readonly principalId: string;
  readonly helperId: string;
  readonly scope: MandateScope;
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly recordedHow: 'online' | 'counter';
  readonly paperReference: string | null;
  readonly revokedAt: Date | null;
}

/** A mandate and whom it names, masked as on any page. */
export interface NamedMandate extends Mandate {
  readonly principalName: string;
  readonly helperName: string;
}

export interface MandateTerms {
  readonly helper: { readonly phone: string; readonly name?: string };
  readonly scope: MandateScope;
  /** Now, when left out. */
  readonly from?: Date;
  readonly until: Date;
}

export interface CounterMandateTerms extends MandateTerms {
  readonly principal: { readonly phone: string; readonly name: string };
  /** Where the signed paper is kept. */
  readonly paperReference: string;
}

export type MandateRefusal = 'phone-not-valid' | 'helper-is-principal' | 'dates-not-valid' | 'paper-missing';

export interface Mandates {
  /** By the principal, for themselves. Both people are told by message. @throws AppError MANDATE_NOT_YOURS (403) */
  grantMandate(principal: Actor, terms: MandateTerms): Promise<Result<Mandate, MandateRefusal>>;
  /** At a counter, by a clerk who has the signed paper. @throws AppError MANDATE_NOT_YOURS (403) */
  grantMandateAtCounter(clerk: Actor, terms: CounterMandateTerms): Promise<Result<Mandate, MandateRefusal>>;
  /** By the principal, the helper, or a clerk at a counter. @throws AppError MANDATE_NOT_YOURS (403) */
  revokeMandate(by: Actor, mandateId: string): Promise<Result<true, 'not-found' | 'already-over'>>;
  /** What the helper may do now and for whom. */
  activeMandates(sql: Sql | Tx, helperId: string): Promise<readonly NamedMandate[]>;
  /** The mandate under which the helper may do this now, to be written beside the act; null: may not. */
  mandateFor(
    sql: Sql | Tx,
    asked: { readonly helperId: string; readonly principalId: string; readonly scope: MandateScope },
  ): Promise<Mandate | null>;
  /** All that this person gave or was given, the ended ones too; newest first, at most 200. */
  mandatesOf(accountId: string): Promise<readonly NamedMandate[]>;
}

const COLUMNS = [
  'id',
  'principal_id',
  'helper_id',
  'scope',
  'valid_from',
  'valid_until',
  'recorded_how',
  'paper_reference',
  'revoked_at',
] as const;

export function createMandates(parts: IdentityParts, accounts: Accounts): Mandates {
  const { sql, clock } = parts;

  async function named(db: Sql | Tx, mandates: readonly Mandate[]): Promise<readonly NamedMandate[]> {
    const people = [...new Set(mandates.flatMap(({ principalId, helperId }) => [principalId, helperId]))];
    const names = await accounts.shownNames(db, people);
    return mandates.map((mandate) => ({
      ...mandate,
      principalName: names.get(mandate.principalId) ?? '',
      helperName: names.get(mandate.helperId) ?? '',
    }));
  }

  return {
    async grantMandate(principal, terms) {
      if (principal.kind !== 'citizen') throw notYours();
      const fault = faultIn(terms, clock());
      if (fault) return err(fault);
      return sql.begin(async (tx) => {
        const helper = await accounts.findOrCreateCitizen(tx, terms.helper);
        if (helper.accountId === principal.id) return err('helper-is-principal');
        const people = { principalId: principal.id, helperId: helper.accountId };
        return ok(await writeMandate(parts, tx, principal, { ...terms, ...people, paperReference: null }));
      });
    },

    async grantMandateAtCounter(clerk, terms) {
      if (!hasRole(clerk, 'clerk')) throw notYours();
      const paperReference = terms.paperReference.trim();
      if (paperReference === '') return err('paper-missing');
      const fault =
        faultIn(terms, clock()) ?? (isMobilePhone(terms.principal.phone) ? null : 'phone-not-valid');
      if (fault) return err(fault);
      return sql.begin(async (tx) => {
        const principal = await accounts.findOrCreateCitizen(tx, terms.principal);
        const helper = await accounts.findOrCreateCitizen(tx, terms.helper);
        if (helper.accountId === principal.accountId) return err('helper-is-principal');
        const people = { principalId: principal.accountId, helperId: helper.accountId };
        return ok(await writeMandate(parts, tx, clerk, { ...terms, ...people, paperReference }));
      });
    },

    revokeMandate: (by, mandateId) => sql.begin((tx) => revoke(parts, tx, by, mandateId)),

    activeMandates: async (db, helperId) =>
      named(
        db,
        await db<Mandate[]>`
          select ${db(COLUMNS)} from platform.mandate
          where helper_id = ${helperId} and revoked_at is null
            and valid_from <= ${clock()} and valid_until > ${clock()}
          order by valid_until, id`,
      ),

    async mandateFor(db, { helperId, principalId, scope }) {
      const [mandate] = await db<Mandate[]>`
        select ${db(COLUMNS)} from platform.mandate
        where principal_id = ${principalId} and helper_id = ${helperId} and scope = ${scope}
          and revoked_at is null and valid_from <= ${clock()} and valid_until > ${clock()}
        order by valid_until desc limit 1`;
      return mandate ?? null;
    },

    mandatesOf: async (accountId) =>
      named(
        sql,
        await sql<Mandate[]>`
          select ${sql(COLUMNS)} from platform.mandate
          where principal_id = ${accountId} or helper_id = ${accountId}
          order by created_at desc, id desc limit 200`,
      ),
  };
}

function faultIn({ helper, from, until }: MandateTerms, now: Date): MandateRefusal | null {
  if (!isMobilePhone(helper.phone)) return 'phone-not-valid';
  const start = from ?? now;
  const days = (until.getTime() - start.getTime()) / DAY;
  return until > now && days > 0 && days <= LONGEST_MANDATE_DAYS ? null : 'dates-not-valid';
}

interface WholeTerms extends MandateTerms {
  readonly principalId: string;
  readonly helperId: string;
  readonly paperReference: string | null;
}

async function writeMandate(parts: IdentityParts, tx: Tx, by: Actor, terms: WholeTerms): Promise<Mandate> {
  const now = parts.clock();
  const { principalId, helperId, scope, until, paperReference } = terms;
  const recordedHow = paperReference === null ? 'online' : 'counter';
  const [mandate] = await tx<Mandate[]>`
    insert into platform.mandate (principal_id, id, helper_id, scope, valid_from, valid_until,
      recorded_how, recorded_by, paper_reference, created_at)
    values (${principalId}, ${newId(now)}, ${helperId}, ${scope}, ${terms.from ?? now}, ${until},
      ${recordedHow}, ${by.id}, ${paperReference}, ${now})
    returning ${tx(COLUMNS)}`;
  await noteMandate(parts, tx, by, mandate!, 'identity.grant-mandate');
  await tell(parts, tx, mandate!, 'identity.mandate-granted', grantedText(scope));
  return mandate!;
}

async function revoke(
  parts: IdentityParts,
  tx: Tx,
  by: Actor,
  mandateId: string,
): Promise<Result<true, 'not-found' | 'already-over'>> {
  const now = parts.clock();
  const [mandate] = await tx<Mandate[]>`
    select ${tx(COLUMNS)} from platform.mandate where id = ${mandateId} for update`;
  if (!mandate) return err('not-found');
  const concerned = [mandate.principalId, mandate.helperId].includes(by.id);
  if (!concerned && !hasRole(by, 'clerk')) throw notYours();
  if (mandate.revokedAt !== null || mandate.validUntil <= now) return err('already-over');
  await tx`
    update platform.mandate set revoked_at = ${now}, revoked_by = ${by.id}
    where principal_id = ${mandate.principalId} and id = ${mandateId}`;
  await noteMandate(parts, tx, by, mandate, 'identity.revoke-mandate');
  await tell(parts, tx, mandate, 'identity.mandate-revoked', revokedText(mandate.scope));
  return ok(true);
}

const noteMandate = (
  { audit, clock }: IdentityParts,
  tx: Tx,
  actor: Actor,
  mandate: Mandate,
  action: string,
) =>
  audit.record(tx, {
    at: clock(),
    actor,
    action,
    subject: mandate.id,
    about: mandate.principalId,
    detail: { scope: mandate.scope, helperId: mandate.helperId, paperReference: mandate.paperReference },
  });

/** Both hear of it: a mandate that somebody else arranged must not stay unnoticed. */
async function tell({ notify }: IdentityParts, tx: Tx, mandate: Mandate, template: string, text: Bilingual) {
  for (const accountId of [mandate.principalId, mandate.helperId]) {
    await notify.send(tx, { to: { accountId }, template, text, about: mandate.id });
  }
}

const grantedText = (scope: MandateScope) =>
  both(
    `代办授权已登记，事项：${MANDATE_SCOPES[scope].zh}。您可以在“我的账号—代办授权”里查看或取消；不是您的意思，请打 12345。`,
    `A mandate was recorded for: ${MANDATE_SCOPES[scope].en}. See or cancel it under "My account – Mandates"; if you did not want this, phone 12345.`,
  );

const revokedText = (scope: MandateScope) =>
  both(
    `代办授权已取消，事项：${MANDATE_SCOPES[scope].zh}。从现在起不能再代办；需要时可以重新授权。`,
    `The mandate for "${MANDATE_SCOPES[scope].en}" has ended. From now on nobody acts under it; it can be granted again.`,
  );

const notYours = () =>
  new AppError('MANDATE_NOT_YOURS', {
    status: 403,
    userMessage: {
      zh: '这份代办授权不归您登记或取消。由本人、代办人，或窗口工作人员凭签字的授权书办理。',
      en: 'This mandate is not yours to record or cancel. The person, the helper, or a counter clerk with the signed paper can do it.',
    },
  });
