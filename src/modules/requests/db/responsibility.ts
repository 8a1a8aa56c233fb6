import type { Sql, Tx } from '../../../platform/database/connect.ts';
import type { ResponsibilityList, ResponsibilityRule } from '../domain/responsibility.ts';

const EMPTY: ResponsibilityList = { version: 0, rules: [] };

/** The list in force; version 0 without rules before the first one is. */
export async function listInForce(sql: Sql | Tx): Promise<ResponsibilityList> {
  const [row] = await sql<{ version: number }[]>`
    select version from requests.responsibility_list where state = 'in-force' order by version desc limit 1`;
  return row ? listOf(sql, row.version) : EMPTY;
}

export async function listOf(sql: Sql | Tx, version: number): Promise<ResponsibilityList> {
  const rules = await sql<ResponsibilityRule[]>`
    select position, category, type, division_code, department_kind, co_department_kinds,
           limit_amount, limit_unit, limit_basis, automatic
    from requests.responsibility_rule where version = ${version} order by position`;
  return { version, rules };
}

export interface ListHead {
  readonly version: number;
  readonly state: 'draft' | 'in-force' | 'retired';
  readonly note: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly inForceFrom: Date | null;
}

export const listHeads = (sql: Sql | Tx): Promise<ListHead[]> =>
  sql<ListHead[]>`select * from requests.responsibility_list order by version desc limit 50`;

export async function saveRules(
  tx: Tx,
  version: number,
  rules: readonly ResponsibilityRule[],
): Promise<void> {
  await tx`delete from requests.responsibility_rule where version = ${version}`;
  if (rules.length === 0) return;
  await tx`insert into requests.responsibility_rule ${tx(rules.map((rule, index) => ({ ...rule, version, position: index + 1 })) as never)}`;
}
