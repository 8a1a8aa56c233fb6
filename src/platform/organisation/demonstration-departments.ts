import { DEMONSTRATION_DIVISIONS } from './demonstration-divisions.ts';
import type { Department, Division } from './organisation.ts';

interface Kind {
  readonly kind: string;
  readonly zh: string;
  readonly en: string;
  readonly leader: string;
  /** Districts and counties have an office of their own. */
  readonly district: boolean;
}

const kind = (id: string, zh: string, en: string, district: boolean, leader = '局长'): Kind => ({
  kind: id,
  zh,
  en,
  leader,
  district,
});

const KINDS: readonly Kind[] = [
  kind('urban-management', '城市管理局', 'Urban Management Bureau', true),
  kind('lighting', '路灯管理中心', 'Street Lighting Centre', false, '主任'),
  kind('water', '水务局', 'Water Bureau', false),
  kind('transport', '交通运输局', 'Transport Bureau', true),
  kind('human-resources', '人力资源和社会保障局', 'Human Resources and Social Security Bureau', true),
  kind('education', '教育局', 'Education Bureau', true),
  kind('health', '卫生健康委员会', 'Health Commission', true, '主任'),
  kind('environment', '生态环境局', 'Ecology and Environment Bureau', true),
  kind('housing-fund', '住房公积金管理中心', 'Housing Provident Fund Centre', false, '主任'),
  kind('civil-affairs', '民政局', 'Civil Affairs Bureau', true),
  kind('public-security', '公安局', 'Public Security Bureau', true),
  kind('market', '市场监督管理局', 'Market Regulation Bureau', true),
  kind('agriculture', '农业农村局', 'Agriculture and Rural Affairs Bureau', true),
  kind(
    'discipline',
    '纪律检查和监察委员会',
    'Discipline Inspection and Supervision Commission',
    false,
    '书记',
  ),
  kind('citizen-service-centre', '政务服务中心', 'Citizen Service Centre', true, '主任'),
  kind('housing-construction', '住房和城乡建设局', 'Housing and Construction Bureau', true),
  kind('culture-tourism', '文化和旅游局', 'Culture and Tourism Bureau', true),
  kind('power-liaison', '供电服务协调办公室', 'Power Supply Liaison Office', false, '主任'),
];

const SURNAMES = [...'简凌柏闻岳商游佟祝邬裘管冼盛樊虞'];
const GIVEN = [
  '知远',
  '映溪',
  '守拙',
  '安禾',
  '书屿',
  '怀谷',
  '清越',
  '望舒',
  '明砚',
  '思岑',
  '听澜',
  '若川',
];

/** The same person each time for the same number; 192 names before one returns. */
const inventedName = (number: number) =>
  `${SURNAMES[number % SURNAMES.length]}${GIVEN[Math.floor(number / SURNAMES.length + number * 5) % GIVEN.length]}`;

/** The main city's offices have the short id; all others carry their division's code. */
const departmentId = (office: Kind, division: Division) =>
  division.code === '990100' ? office.kind : `${office.kind}.${division.code}`;

interface Seat {
  readonly office: Kind;
  readonly division: Division;
  readonly parent: Division | null;
}

function department({ office, division, parent }: Seat, number: number): Department {
  return {
    id: departmentId(office, division),
    kind: office.kind,
    name: `${division.name}${office.zh}`,
    nameEn: `${division.nameEn} ${office.en}`,
    level: division.level === 'street' ? 'district' : division.level,
    divisionCode: division.code,
    parentId: parent === null ? null : departmentId(office, parent),
    // 0990 is the made-up province's area code, and no number starts with three zeros.
    phone: `0990-000${String(1000 + number)}`,
    address: `${division.name}政通路 ${number + 1} 号`,
    leaderName: inventedName(number * 2),
    leaderTitle: office.leader,
    deputyName: inventedName(number * 2 + 1),
    deputyTitle: `副${office.leader}`,
  };
}

const byLevel = (level: Division['level']) =>
  DEMONSTRATION_DIVISIONS.filter((division) => division.level === level);

const province = DEMONSTRATION_DIVISIONS.find((division) => division.code === '990000')!;
const serviceCentre = KINDS.find((office) => office.kind === 'citizen-service-centre')!;

const seats: readonly Seat[] = [
  { office: serviceCentre, division: province, parent: null },
  ...byLevel('city').flatMap((division) =>
    KINDS.map((office) => ({ office, division, parent: office === serviceCentre ? province : null })),
  ),
  ...byLevel('district').flatMap((division) =>
    KINDS.filter((office) => office.district).map((office) => ({
      office,
      division,
      parent: byLevel('city').find((city) => city.code === division.parentCode)!,
    })),
  ),
];

export const DEMONSTRATION_DEPARTMENTS: readonly Department[] = seats.map(department);
