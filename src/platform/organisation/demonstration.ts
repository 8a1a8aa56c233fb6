import type { Sql } from '../database/connect.ts';
import { DEMONSTRATION_DEPARTMENTS } from './demonstration-departments.ts';
import { DEMONSTRATION_DIVISIONS } from './demonstration-divisions.ts';

export { DEMONSTRATION_DEPARTMENTS, DEMONSTRATION_DIVISIONS };

/** Loads the made-up province. Running it again changes nothing. */
export async function seedOrganisation(sql: Sql): Promise<void> {
  await sql`insert into platform.division ${sql(divisionRows)} on conflict (code) do nothing`;
  await sql`insert into platform.department ${sql(departmentRows)} on conflict (id) do nothing`;
}

const divisionRows = DEMONSTRATION_DIVISIONS.map((division) => ({ ...division }));
const departmentRows = DEMONSTRATION_DEPARTMENTS.map((department) => ({ ...department }));
