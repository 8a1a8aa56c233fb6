import type { Sql } from '../database/connect.ts';

export type DivisionLevel = 'province' | 'city' | 'district' | 'street';

export interface Division {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly parentCode: string | null;
  readonly level: DivisionLevel;
}

export interface Department {
  /** `lighting`; a sub-office in a district is `lighting.990102`. */
  readonly id: string;
  /** What the office does, the same in every district: `lighting`. */
  readonly kind: string;
  readonly name: string;
  readonly nameEn: string;
  readonly level: 'province' | 'city' | 'district';
  readonly divisionCode: string;
  readonly parentId: string | null;
  readonly phone: string;
  readonly address: string;
  /** Who answers for the office when it is late. */
  readonly leaderName: string;
  readonly leaderTitle: string;
  readonly deputyName: string;
  readonly deputyTitle: string;
}

/** Divisions and departments, held in memory: they are few, and read on every page. */
export interface Organisation {
  departments(): readonly Department[];
  department(id: string): Department | undefined;
  /** The office of that kind that is nearest to the division, going up: street, district, city, province. */
  departmentFor(kind: string, divisionCode: string): Department | undefined;
  divisions(): readonly Division[];
  division(code: string): Division | undefined;
  childrenOf(divisionCode: string): readonly Division[];
  /** `云岭省 > 云川市 > 北湖区`; the code itself when it is not known. */
  divisionPath(code: string): string;
  /** Reads both tables again, after the operator changed them. */
  reload(): Promise<void>;
}

interface Snapshot {
  readonly divisions: ReadonlyMap<string, Division>;
  readonly departments: ReadonlyMap<string, Department>;
  readonly children: ReadonlyMap<string, readonly Division[]>;
}

/** @throws when the database does not answer */
export async function createOrganisation(sql: Sql): Promise<Organisation> {
  let current = await readSnapshot(sql);
  return {
    departments: () => [...current.departments.values()],
    department: (id) => current.departments.get(id),
    departmentFor: (kind, divisionCode) => nearestDepartment(current, kind, divisionCode),
    divisions: () => [...current.divisions.values()],
    division: (code) => current.divisions.get(code),
    childrenOf: (code) => current.children.get(code) ?? [],
    divisionPath: (code) =>
      lineage(current, code)
        .map((division) => division.name)
        .join(' > ') || code,
    async reload() {
      current = await readSnapshot(sql);
    },
  };
}

async function readSnapshot(sql: Sql): Promise<Snapshot> {
  const divisions = await sql<Division[]>`select * from platform.division order by code`;
  const departments = await sql<Department[]>`select * from platform.department order by division_code, id`;
  return {
    divisions: new Map(divisions.map((division) => [division.code, division])),
    departments: new Map(departments.map((department) => [department.id, department])),
    children: groupByParent(divisions),
  };
}

function groupByParent(divisions: readonly Division[]): ReadonlyMap<string, readonly Division[]> {
  const children = new Map<string, Division[]>();
  for (const division of divisions) {
    if (division.parentCode === null) continue;
    const siblings = children.get(division.parentCode) ?? [];
    children.set(division.parentCode, [...siblings, division]);
  }
  return children;
}

/** From the province down to the division itself. */
function lineage(snapshot: Snapshot, code: string): readonly Division[] {
  const path: Division[] = [];
  let division = snapshot.divisions.get(code);
  while (division !== undefined && !path.includes(division)) {
    path.unshift(division);
    division = division.parentCode === null ? undefined : snapshot.divisions.get(division.parentCode);
  }
  return path;
}

function nearestDepartment(snapshot: Snapshot, kind: string, divisionCode: string): Department | undefined {
  const offices = [...snapshot.departments.values()].filter((department) => department.kind === kind);
  for (const division of lineage(snapshot, divisionCode).toReversed()) {
    const office = offices.find((department) => department.divisionCode === division.code);
    if (office !== undefined) return office;
  }
  return undefined;
}
