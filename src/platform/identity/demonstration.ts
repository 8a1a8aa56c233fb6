import { type Bilingual, both } from '../../kernel/bilingual.ts';
import type { Size } from '../../ui/view.ts';
import type { Tx } from '../database/connect.ts';
import type { Accounts } from './accounts.ts';
import { type Actor, type Role, SYSTEM } from './actor.ts';
import type { Mandates } from './mandates.ts';
import type { IdentityParts } from './parts.ts';
import type { Sessions, SignedIn } from './sessions.ts';
import type { Origin } from './sign-in.ts';

/** Public on purpose and printed on the sign-in page; refused outside the demonstration. */
export const DEMONSTRATION_PASSWORD = 'changtong-demonstration';

export interface DemonstrationAccount {
  readonly id: string;
  readonly kind: 'citizen' | 'official';
  readonly name: string;
  /** Who this is in the story, for the log-in button. */
  readonly label: Bilingual;
  readonly login: string | null;
  readonly phone: string | null;
  readonly roles: readonly Exclude<Role, 'citizen'>[];
  readonly departmentId: string | null;
  readonly size?: Size;
}

export interface Demonstration {
  /** The log-ins to offer; none outside the demonstration. */
  demonstrationAccounts(): readonly DemonstrationAccount[];
  /** One click and no password; null for every account that is not one of the demonstration's, and outside it. */
  signInToDemonstration(accountId: string, origin: Origin): Promise<SignedIn | null>;
}

/** Ids that never change, so that seeds and links of other rooms can name these people. */
const fixedId = (number: number) => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** Numbers under 154 are given to nobody (our assumption), so no message reaches a stranger. */
const citizen = (
  number: number,
  name: string,
  label: Bilingual,
  size?: Size,
): DemonstrationAccount & { readonly phone: string } => ({
  id: fixedId(number),
  kind: 'citizen',
  name,
  label,
  login: null,
  phone: `154000000${String(number).padStart(2, '0')}`,
  roles: [],
  departmentId: null,
  ...(size && { size }),
});

const official = (
  number: number,
  login: string,
  name: string,
  label: Bilingual,
  departmentId: string | null,
  ...roles: readonly Exclude<Role, 'citizen'>[]
): DemonstrationAccount => ({
  id: fixedId(number),
  kind: 'official',
  name,
  label,
  login,
  phone: null,
  roles,
  departmentId,
});

const CENTRE = 'citizen-service-centre';
const clerk = (number: number, department: string, name: string, zh: string, en: string) =>
  official(number, `clerk-${department}`, name, both(`${zh}承办人员`, `Clerk, ${en}`), department, 'clerk');

/** Everybody is invented. */
export const DEMONSTRATION = {
  lin: citizen(1, '林小满', both('群众', 'Citizen')),
  zhou: citizen(2, '周桂兰', both('长辈，由女儿代办', 'Elder citizen, helped by her daughter'), 'elder'),
  helper: citizen(3, '周小禾', both('代办人（周桂兰的女儿）', 'Helper (daughter of 周桂兰)')),
  hotline: official(11, 'hotline', '何静之', both('热线话务员', 'Hotline clerk'), CENTRE, 'hotline'),
  dispatcher: official(12, 'dispatcher', '沈砚秋', both('派单员', 'Dispatcher'), CENTRE, 'dispatcher'),
  reviewer: official(13, 'reviewer', '宋清和', both('审核回访员', 'Reviewer'), CENTRE, 'reviewer'),
  adjudicator: official(
    14,
    'adjudicator',
    '陆衡远',
    both('争议裁定员', 'Adjudicator'),
    CENTRE,
    'adjudicator',
  ),
  supervisor: official(15, 'supervisor', '秦望舒', both('督查人员', 'Supervisor'), CENTRE, 'supervisor'),
  inspector: official(
    16,
    'inspector',
    '严守正',
    both('纪检受理员', 'Staff-complaints inspector'),
    'discipline',
    'inspector',
  ),
  operator: official(17, 'operator', '苏程安', both('平台运维', 'Operator'), CENTRE, 'operator'),
  leaderUrbanManagement: official(
    21,
    'leader-urban-management',
    '方致远',
    both('市城管局负责人', 'Leader, urban management'),
    'urban-management',
    'leader',
  ),
  leaderLighting: official(
    22,
    'leader-lighting',
    '贺明川',
    both('路灯管理处负责人', 'Leader, street lighting'),
    'lighting',
    'leader',
  ),
  urbanManagement: clerk(31, 'urban-management', '程家树', '市城管局', 'urban management'),
  lighting: clerk(32, 'lighting', '江一鸣', '路灯管理处', 'street lighting'),
  water: clerk(33, 'water', '邵澄波', '水务', 'water'),
  transport: clerk(34, 'transport', '陆桥生', '交通运输', 'transport'),
  humanResources: clerk(
    35,
    'human-resources',
    '文以礼',
    '人力资源社会保障',
    'human resources and social security',
  ),
  education: clerk(36, 'education', '范书怀', '教育', 'education'),
  health: clerk(37, 'health', '白苓安', '卫生健康', 'health'),
  environment: clerk(38, 'environment', '蔚长青', '生态环境', 'environment'),
  housingFund: clerk(39, 'housing-fund', '金穗禾', '住房公积金', 'housing fund'),
  civilAffairs: clerk(40, 'civil-affairs', '温令仪', '民政', 'civil affairs'),
  publicSecurity: clerk(41, 'public-security', '安景行', '公安', 'public security'),
  market: clerk(42, 'market', '商鹿鸣', '市场监管', 'market supervision'),
  agriculture: clerk(43, 'agriculture', '田望岁', '农业农村', 'agriculture'),
  counter: clerk(44, CENTRE, '迎秋实', '政务服务窗口', 'service counter'),
} as const satisfies Record<string, DemonstrationAccount>;

const ALL: readonly DemonstrationAccount[] = Object.values(DEMONSTRATION);

export function createDemonstration(
  { config }: IdentityParts,
  openSession: Sessions['openSession'],
): Demonstration {
  const offered = config.CHANGTONG_DEMO ? ALL : [];
  return {
    demonstrationAccounts: () => offered,
    async signInToDemonstration(accountId, { address, device, previousToken }) {
      const account = offered.find(({ id }) => id === accountId);
      if (!account) return null;
      const { kind } = account;
      return openSession({ accountId, kind, factors: 'demonstration', address, device, previousToken });
    },
  };
}

/** The people of the demonstration province and one mandate; to run once, on an empty database. */
export async function seedDemonstrationAccounts({
  sql,
  identity,
  clock,
}: {
  readonly sql: IdentityParts['sql'];
  readonly identity: Accounts & Mandates;
  readonly clock: () => Date;
}): Promise<void> {
  await sql.begin(async (tx) => {
    for (const account of ALL) await seedAccount(tx, identity, account);
  });
  await identity.savePreferences(DEMONSTRATION.zhou.id, { size: 'elder' });
  for (const scope of ['requests', 'services'] as const) {
    await identity.grantMandate(actorOf(DEMONSTRATION.zhou), {
      helper: { phone: DEMONSTRATION.helper.phone },
      scope,
      until: new Date(clock().getTime() + 300 * 86_400_000),
    });
  }
}

async function seedAccount(tx: Tx, identity: Accounts, account: DemonstrationAccount): Promise<void> {
  const { id, name, login, phone, roles, departmentId } = account;
  if (phone !== null) await identity.findOrCreateCitizen(tx, { id, name, phone, demonstration: true });
  if (login === null) return;
  const password = DEMONSTRATION_PASSWORD;
  await identity.createOfficial(
    tx,
    { id, name, login, password, roles, departmentId, demonstration: true },
    SYSTEM,
  );
}

/** The actor that a demonstration person is after signing in, for seeds of other rooms. */
export const actorOf = ({ kind, id, name, roles, departmentId }: DemonstrationAccount): Actor => ({
  kind,
  id,
  name,
  roles: kind === 'citizen' ? ['citizen'] : roles,
  departmentId,
});
