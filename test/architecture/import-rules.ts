/** One import statement of the code: who takes from whom. Paths are from the repository's top, such as `src/app.ts`. */
export interface Import {
  readonly from: string;
  /** A file of the repository, or the name of a package. */
  readonly to: string;
  /** Types only: gone when the program runs. */
  readonly typeOnly: boolean;
}

export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

interface Rule {
  readonly name: string;
  readonly breaks: (one: Import) => boolean;
}

const isOurs = (path: string) => /^(src|test|bench)\//.test(path);
const isTestCode = (path: string) =>
  /\.test\.tsx?$/.test(path) || /^(test|bench)\//.test(path) || /(^|\/)testing(\/|\.ts$)/.test(path);
const roomOf = (path: string) => /^src\/modules\/([^/]+)\//.exec(path)?.[1];
const roomWithDomain = (path: string) => /^src\/modules\/([^/]+)\/domain\//.exec(path)?.[1];
const isDoor = (path: string) => /^src\/modules\/[^/]+\/public\.ts$/.test(path);
const within = (path: string, ...folders: string[]) =>
  folders.some((folder) => path.startsWith(`src/${folder}/`));

/** Packages without input or output, which pure code may use. */
const PURE_PACKAGES = new Set(['zod', 'fast-check', 'vitest', '@node-rs/jieba']);
/** Files of the floor that domain rules may use; they are held to the same purity. */
const PURE_FLOOR = new Set(['src/platform/identity/actor.ts']);
const isPurePackage = (to: string) => !isOurs(to) && PURE_PACKAGES.has(to);

const RULES: readonly Rule[] = [
  {
    name: 'only-through-public: another room is reached through its public.ts',
    breaks: ({ from, to }) =>
      roomOf(from) !== undefined && roomOf(to) !== undefined && roomOf(from) !== roomOf(to) && !isDoor(to),
  },
  {
    name: 'domain-is-pure: domain takes from its own domain, the kernel and public doors only',
    breaks: ({ from, to, typeOnly }) =>
      mustBePure(from) && !isTestCode(from) && !typeOnly && !mayServeDomain(from, to),
  },
  {
    name: 'kernel-stands-alone: the kernel takes from nothing above it',
    breaks: ({ from, to }) => within(from, 'kernel') && isOurs(to) && !within(to, 'kernel'),
  },
  {
    name: 'arrows-point-down: the floor does not know the rooms',
    breaks: ({ from, to }) => within(from, 'platform', 'ui') && !isTestCode(from) && within(to, 'modules'),
  },
  {
    name: 'no-test-code: the running program takes nothing from tests',
    breaks: ({ from, to }) => from.startsWith('src/') && !isTestCode(from) && isTestCode(to),
  },
];

const mustBePure = (path: string) => roomWithDomain(path) !== undefined || PURE_FLOOR.has(path);

const mayServeDomain = (from: string, to: string) =>
  PURE_FLOOR.has(to) ||
  isPurePackage(to) ||
  within(to, 'kernel') ||
  isDoor(to) ||
  (roomWithDomain(to) !== undefined && roomWithDomain(to) === roomWithDomain(from));

export function violations(imports: readonly Import[]): Violation[] {
  return imports.flatMap((one) =>
    RULES.filter((rule) => rule.breaks(one)).map((rule) => ({ rule: rule.name, from: one.from, to: one.to })),
  );
}

/** Rings of files that need each other when the program runs; each ring is told once, as the path round it. */
export function cycles(imports: readonly Import[]): string[][] {
  const needs = new Map<string, string[]>();
  for (const { from, to, typeOnly } of imports) {
    if (!typeOnly) needs.set(from, [...(needs.get(from) ?? []), to]);
  }
  const rings: string[][] = [];
  const finished = new Set<string>();
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      rings.push([...path.slice(path.indexOf(file)), file]);
      return;
    }
    if (finished.has(file)) return;
    for (const to of needs.get(file) ?? []) walk(to, [...path, file]);
    finished.add(file);
  };
  for (const file of needs.keys()) walk(file, []);
  return rings;
}
