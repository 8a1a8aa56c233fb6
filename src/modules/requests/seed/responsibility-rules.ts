import { categories } from '../domain/categories.ts';
import type { ResponsibilityRule } from '../domain/responsibility.ts';

/** Which kind of office answers for which part of life, by the first word of the category; the longest match decides. */
const OFFICES: Readonly<Record<string, string>> = {
  lighting: 'lighting',
  roads: 'urban-management',
  sanitation: 'urban-management',
  greening: 'urban-management',
  'urban-order': 'urban-management',
  utilities: 'water',
  'utilities.power-supply': 'power-liaison',
  'utilities.gas-heating': 'housing-construction',
  drainage: 'water',
  planning: 'housing-construction',
  housing: 'housing-construction',
  construction: 'housing-construction',
  village: 'agriculture',
  transit: 'transport',
  transport: 'transport',
  traffic: 'public-security',
  pollution: 'environment',
  environment: 'environment',
  education: 'education',
  culture: 'culture-tourism',
  sports: 'culture-tourism',
  tourism: 'culture-tourism',
  labour: 'human-resources',
  insurance: 'human-resources',
  'insurance.medical': 'health',
  retirement: 'human-resources',
  employment: 'human-resources',
  consumer: 'market',
  market: 'market',
  commerce: 'market',
  health: 'health',
  'health.food-safety': 'market',
  'health.drugs-supplements': 'market',
  safety: 'public-security',
  welfare: 'civil-affairs',
  agriculture: 'agriculture',
  services: 'citizen-service-centre',
  'services.household': 'public-security',
  fund: 'housing-fund',
};

/** @source 潍坊 art. 20 and 济南 art. 24: 5 working days unless the law says longer; questions 1 to 3 (docs/sources.md#request-limits) */
const GENERAL = {
  limitAmount: 5,
  limitUnit: 'work-days',
  limitBasis: '示范：参照《潍坊市12345政务服务便民热线条例》第二十条',
} as const;
const QUESTION = {
  limitAmount: 3,
  limitUnit: 'work-days',
  limitBasis: '示范：咨询类，参照各地通行做法',
} as const;

const officeFor = (category: string): string =>
  OFFICES[category] ?? OFFICES[category.split('.')[0]!] ?? 'citizen-service-centre';

const line = (category: string, type: 'consult' | null): ResponsibilityRule => ({
  position: 0,
  category,
  type,
  divisionCode: null,
  departmentKind: officeFor(category),
  coDepartmentKinds: [],
  ...(type === 'consult' ? QUESTION : GENERAL),
  automatic: true,
});

/** The first responsibility list: every category twice, questions first because they are due sooner. */
export const firstRules: readonly ResponsibilityRule[] = categories.flatMap(({ id }) => [
  line(id, 'consult'),
  line(id, null),
]);
