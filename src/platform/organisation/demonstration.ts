import type { Sql } from '../database/connect.ts';
import type { Department, Division } from './organisation.ts';

/** The invented province. Codes under 99 and 98 belong to no real place. */
export const PROVINCE = '990000';

const CITIES: readonly { name: string; nameEn: string; districts: readonly [zh: string, en: string][] }[] = [
  {
    name: '云川市',
    nameEn: 'Yunchuan',
    districts: [
      ['临江区', 'Linjiang'],
      ['青屏区', 'Qingping'],
      ['北麓区', 'Beilu'],
      ['望川县', 'Wangchuan'],
    ],
  },
  {
    name: '石桥市',
    nameEn: 'Shiqiao',
    districts: [
      ['东湾区', 'Dongwan'],
      ['石桥区', 'Shiqiao'],
      ['柳荫县', 'Liuyin'],
      ['白沙河县', 'Baishahe'],
    ],
  },
  {
    name: '松岭市',
    nameEn: 'Songling',
    districts: [
      ['听松区', 'Tingsong'],
      ['柏树县', 'Baishu'],
      ['鹤鸣县', 'Heming'],
      ['云脊县', 'Yunji'],
    ],
  },
];

const STREETS: readonly (readonly [string, string])[] = [
  ['城东街道', 'Chengdong'],
  ['河西街道', 'Hexi'],
  ['新桥街道', 'Xinqiao'],
  ['南坪镇', 'Nanping'],
];

const OFFICES: readonly { kind: string; zh: string; en: string; leader: string; deputy: string }[] = [
  {
    kind: 'urban-management',
    zh: '市城市管理局',
    en: 'Urban Management Bureau',
    leader: '方致远',
    deputy: '宋未央',
  },
  { kind: 'lighting', zh: '市路灯管理处', en: 'Street Lighting Office', leader: '贺明川', deputy: '余晓岚' },
  { kind: 'water', zh: '市水务局', en: 'Water Bureau', leader: '水清源', deputy: '孟如汐' },
  { kind: 'transport', zh: '市交通运输局', en: 'Transport Bureau', leader: '路正平', deputy: '桥东升' },
  {
    kind: 'human-resources',
    zh: '市人力资源和社会保障局',
    en: 'Human Resources and Social Security Bureau',
    leader: '任守诚',
    deputy: '劳思勤',
  },
  { kind: 'education', zh: '市教育局', en: 'Education Bureau', leader: '书怀瑾', deputy: '艾子衿' },
  { kind: 'health', zh: '市卫生健康委员会', en: 'Health Commission', leader: '康宁远', deputy: '白芷若' },
  { kind: 'environment', zh: '市生态环境局', en: 'Environment Bureau', leader: '林沐风', deputy: '江碧澄' },
  {
    kind: 'housing-fund',
    zh: '市住房公积金管理中心',
    en: 'Housing Provident Fund Centre',
    leader: '金守恒',
    deputy: '余长积',
  },
  { kind: 'civil-affairs', zh: '市民政局', en: 'Civil Affairs Bureau', leader: '温如故', deputy: '乐安民' },
  {
    kind: 'public-security',
    zh: '市公安局',
    en: 'Public Security Bureau',
    leader: '安靖之',
    deputy: '卫长宁',
  },
  {
    kind: 'market',
    zh: '市市场监督管理局',
    en: 'Market Supervision Bureau',
    leader: '商正衡',
    deputy: '贾信之',
  },
  { kind: 'agriculture', zh: '市农业农村局', en: 'Agriculture Bureau', leader: '田有年', deputy: '禾新雨' },
  {
    kind: 'discipline',
    zh: '市纪检监察受理中心',
    en: 'Discipline Inspection Reception',
    leader: '严守一',
    deputy: '明镜台',
  },
  {
    kind: 'citizen-service-centre',
    zh: '市12345政务服务中心',
    en: 'Citizen Service Centre',
    leader: '应时雨',
    deputy: '闻达之',
  },
  {
    kind: 'housing-construction',
    zh: '市住房和城乡建设局',
    en: 'Housing and Construction Bureau',
    leader: '梁广厦',
    deputy: '柱石坚',
  },
  {
    kind: 'culture-tourism',
    zh: '市文化和旅游局',
    en: 'Culture and Tourism Bureau',
    leader: '游子墨',
    deputy: '文心雕',
  },
  {
    kind: 'power-liaison',
    zh: '市供电服务联络处',
    en: 'Power Supply Liaison',
    leader: '申明亮',
    deputy: '光远照',
  },
];

/** Divisions of the demonstration: the province, 3 cities, 12 districts, 48 streets, and the neighbour. */
export function demonstrationDivisions(): readonly Division[] {
  const cities = CITIES.flatMap((city, index) => cityDivisions(city, `99${index + 1}000`.padEnd(6, '0')));
  return [
    { code: PROVINCE, name: '云岭省', nameEn: 'Yunling Province', parentCode: null, level: 'province' },
    { code: '980000', name: '海陵省', nameEn: 'Hailing Province', parentCode: null, level: 'province' },
    ...cities,
  ];
}

function cityDivisions({ name, nameEn, districts }: (typeof CITIES)[number], cityCode: string): Division[] {
  const code = `${cityCode.slice(0, 2)}0${cityCode[2]}00`;
  return [
    { code, name, nameEn, parentCode: PROVINCE, level: 'city' },
    ...districts.flatMap(([zh, en], index) =>
      districtDivisions(`${code.slice(0, 4)}0${index + 2}`, zh, en, code),
    ),
  ];
}

const districtDivisions = (code: string, name: string, nameEn: string, parentCode: string): Division[] => [
  { code, name, nameEn, parentCode, level: 'district' },
  ...STREETS.map(
    ([zh, en], index): Division => ({
      code: `${code}00${index + 1}`,
      name: zh,
      nameEn: en,
      parentCode: code,
      level: 'street',
    }),
  ),
];

/** One office of each kind answers for the whole province: small enough to follow, real enough to route. */
export const demonstrationDepartments = (): readonly Department[] =>
  OFFICES.map(({ kind, zh, en, leader, deputy }, index) => ({
    id: kind,
    kind,
    name: zh,
    nameEn: en,
    level: 'city',
    divisionCode: PROVINCE,
    parentId: null,
    phone: `0990-${String(100_001 + index)}`,
    address: `云川市临江区政和路 ${index + 1} 号`,
    leaderName: leader,
    leaderTitle:
      kind === 'lighting' ? '处长' : kind.endsWith('centre') || kind === 'housing-fund' ? '主任' : '局长',
    deputyName: deputy,
    deputyTitle:
      kind === 'lighting'
        ? '副处长'
        : kind.endsWith('centre') || kind === 'housing-fund'
          ? '副主任'
          : '副局长',
  }));

export async function seedOrganisation(sql: Sql): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`insert into platform.division ${tx(demonstrationDivisions() as never)} on conflict do nothing`;
    await tx`insert into platform.department ${tx(demonstrationDepartments() as never)} on conflict do nothing`;
  });
}
