import type { RequestType } from '../domain/states.ts';

/** How far a story has come, by the last thing that happened in it. */
export type Ending =
  | 'waiting-for-triage'
  | 'waiting-for-signature'
  | 'handling'
  | 'late'
  | 'asked-for-more'
  | 'hand-back'
  | 'extension-asked'
  | 'planned'
  | 'under-review'
  | 'closed-good'
  | 'closed-bad'
  | 'reopened'
  | 'refused'
  | 'answered-at-once';

export interface Story {
  readonly type: RequestType;
  readonly title: string;
  readonly body: string;
  readonly category: string;
  /** Index into the demonstration's districts. */
  readonly district: number;
  readonly address: string;
  readonly daysAgo: number;
  readonly ending: Ending;
  readonly reply?: string;
}

/** Invented from end to end. Replies answer the asked point, so that they pass the same gate as any other. */
export const stories: readonly Story[] = [
  {
    type: 'help',
    title: '菜市场门口路灯连着三盏不亮',
    body: '东菜市场门口的路灯坏了三盏，晚上很黑，老人出门容易摔倒。请尽快派人修好。',
    category: 'lighting.street-lamp',
    district: 0,
    address: '东菜市场北门',
    daysAgo: 2,
    ending: 'handling',
  },
  {
    type: 'help',
    title: '巷子里路灯一周没亮',
    body: '槐花巷的路灯一周没亮，孩子下晚自习要摸黑回家。请问什么时候能修好？',
    category: 'lighting.street-lamp',
    district: 0,
    address: '槐花巷 12 号旁',
    daysAgo: 24,
    ending: 'closed-good',
    reply: '槐花巷路灯已于 3 天内修好：更换灯头 4 个、镇流器 2 个，当晚 19:30 全部亮灯。今后每周巡查一次。',
  },
  {
    type: 'complain',
    title: '人行道隔离带被商铺拆掉',
    body: '水果一条街的隔离带被旁边商铺私自拆了，车直接开上人行道。希望责令恢复原样。',
    category: 'urban-order.street-trade',
    district: 0,
    address: '水果一条街中段',
    daysAgo: 18,
    ending: 'closed-good',
    reply: '已责令拆除隔离带的 2 家商铺恢复原样，隔离带 16 米已于 11 月 12 日重新装好，并增加巡查。',
  },
  {
    type: 'complain',
    title: '小区停车费突然翻倍',
    body: '物业没有公示就把停车费从 150 元涨到 300 元。请查处乱涨价，并要求物业公示收费依据。',
    category: 'housing.property-management',
    district: 1,
    address: '清溪花苑',
    daysAgo: 30,
    ending: 'closed-bad',
    reply: '已约谈物业公司，要求其公示收费依据。关于涨价，物业称依据合同约定，我局将继续核查。',
  },
  {
    type: 'complain',
    title: '工地凌晨还在打桩',
    body: '桥头工地每天凌晨一两点还在打桩，整栋楼睡不着。请制止夜间施工。',
    category: 'pollution.noise',
    district: 2,
    address: '桥头路 88 号工地',
    daysAgo: 12,
    ending: 'late',
  },
  {
    type: 'help',
    title: '自来水发黄有铁锈味',
    body: '我们这栋楼的自来水发黄，有铁锈味，已经三天了。请检测水质并告诉我们能不能喝。',
    category: 'utilities.water-supply',
    district: 1,
    address: '银杏小区 6 栋',
    daysAgo: 1,
    ending: 'waiting-for-signature',
  },
  {
    type: 'suggest',
    title: '建议 12 路公交末班车延后半小时',
    body: '高中生晚自习九点半下课，12 路末班车九点二十就没了。建议末班车延后到十点。',
    category: 'transit.bus-metro',
    district: 3,
    address: '云川三中站',
    daysAgo: 40,
    ending: 'planned',
  },
  {
    type: 'consult',
    title: '异地缴的公积金怎么转过来',
    body: '我以前在外省缴公积金，现在回来工作，请问怎么转移？需要带什么材料？',
    category: 'fund.contribution',
    district: 0,
    address: '',
    daysAgo: 6,
    ending: 'answered-at-once',
    reply:
      '可以在网上办：登录后选“异地转移接续”，填原缴存城市和单位即可，不用交纸质材料，约 10 个工作日到账。',
  },
  {
    type: 'help',
    title: '下水道堵了污水漫到路上',
    body: '饭店一条街的下水道堵了，污水漫到路上，臭得没法走。请马上疏通。',
    category: 'drainage.flooding',
    district: 4,
    address: '饭店一条街 21 号前',
    daysAgo: 9,
    ending: 'late',
  },
  {
    type: 'complain',
    title: '培训机构不退学费',
    body: '孩子上了两次课，培训机构就搬走了，剩下的 6000 元学费不退。请帮忙追回学费。',
    category: 'education.training',
    district: 2,
    address: '文化路 9 号',
    daysAgo: 16,
    ending: 'extension-asked',
  },
  {
    type: 'complain',
    title: '拖欠四个月工资',
    body: '我在石桥工业园一家厂做工，四个月没发工资，一共 2.4 万元。请帮我们要回工资。',
    category: 'labour.unpaid-wages',
    district: 5,
    address: '石桥工业园 3 号厂房',
    daysAgo: 20,
    ending: 'under-review',
    reply: '已查实欠薪 2.4 万元，责令该厂于 11 月 28 日前付清工资；到期不付，将依法申请法院强制执行。',
  },
  {
    type: 'help',
    title: '老人独居申请助餐',
    body: '母亲 82 岁独居，做饭不方便。请问社区能不能送餐？怎么申请？',
    category: 'welfare.elder-care',
    district: 6,
    address: '柳荫社区',
    daysAgo: 3,
    ending: 'handling',
  },
  {
    type: 'complain',
    title: '店里卖过期牛奶',
    body: '我在路口便利店买到过期牛奶，店家不认。要求退款并查处。',
    category: 'health.food-safety',
    district: 1,
    address: '青石路口',
    daysAgo: 8,
    ending: 'hand-back',
  },
  {
    type: 'help',
    title: '路口井盖塌了一半',
    body: '青年路和南环路口的井盖塌了一半，电动车差点掉进去。请马上处理。',
    category: 'roads.surface-damage',
    district: 3,
    address: '青年路与南环路口',
    daysAgo: 0,
    ending: 'waiting-for-signature',
  },
  {
    type: 'suggest',
    title: '公园里想要几张长椅',
    body: '湖滨公园南门到东门没有一张长椅，老人走累了没处坐。建议增加长椅。',
    category: 'greening.parks',
    district: 4,
    address: '湖滨公园',
    daysAgo: 50,
    ending: 'closed-good',
    reply: '湖滨公园南门至东门已增设长椅 12 张，间隔约 80 米，于 10 月 20 日装好。',
  },
  {
    type: 'complain',
    title: '网约车司机临时加价',
    body: '昨晚从车站打车，司机上车后要加 30 元，不给就让下车。请查处加价行为。',
    category: 'transport.ride-hailing',
    district: 0,
    address: '云川站出站口',
    daysAgo: 26,
    ending: 'reopened',
    reply: '经联系平台，已对该司机的加价行为作出处理，并退还多收的 30 元。',
  },
  {
    type: 'report',
    title: '化工厂夜里偷排废水',
    body: '河边的厂每天夜里往河里排黑水，鱼都死了。请查处偷排废水。',
    category: 'pollution.water',
    district: 7,
    address: '白沙河下游',
    daysAgo: 5,
    ending: 'waiting-for-triage',
  },
  {
    type: 'consult',
    title: '新生儿上户口要什么材料',
    body: '孩子在外省出生，请问上户口要带什么材料？',
    category: 'services.household',
    district: 8,
    address: '',
    daysAgo: 2,
    ending: 'answered-at-once',
    reply:
      '需要出生医学证明、父母身份证和户口簿；父母一方是外省户籍的，外省户籍信息由我们网上核对，不用回去开证明。',
  },
  {
    type: 'help',
    title: '小区电梯困人两次',
    body: '我们楼电梯一个月困人两次，物业只说在等配件。请检验电梯，督促维修。',
    category: 'market.special-equipment',
    district: 2,
    address: '锦绣里 2 栋',
    daysAgo: 4,
    ending: 'asked-for-more',
  },
  {
    type: 'complain',
    title: '和邻居借款官司判完不执行',
    body: '邻居借我三万元，法院判了他不还。请帮我要回欠款。',
    category: 'services.counter',
    district: 5,
    address: '石桥镇',
    daysAgo: 14,
    ending: 'refused',
  },
  {
    type: 'help',
    title: '村口水渠塌方浇不上地',
    body: '村口水渠塌了二十多米，三个组的地浇不上水。请尽快修复水渠。',
    category: 'agriculture.irrigation',
    district: 9,
    address: '柏树村村口',
    daysAgo: 33,
    ending: 'closed-good',
    reply: '塌方的 24 米水渠已修复，11 月 2 日通水，三个组约 300 亩地可以正常灌溉。',
  },
  {
    type: 'complain',
    title: '医院多收检查费',
    body: '同一项检查收了两次费，找收费处说系统这样。请核查并退还多收的钱。',
    category: 'health.medical-fees',
    district: 0,
    address: '云川市第二医院',
    daysAgo: 21,
    ending: 'closed-bad',
    reply: '已核查，检查费系两个部位分别收费。',
  },
  {
    type: 'suggest',
    title: '学校门口缺一条斑马线',
    body: '第五小学门口没有斑马线，放学时车多。建议画斑马线并设减速带。',
    category: 'traffic.congestion-parking',
    district: 3,
    address: '第五小学门口',
    daysAgo: 11,
    ending: 'handling',
  },
  {
    type: 'help',
    title: '楼上装修把承重墙砸了',
    body: '楼上装修砸了承重墙，我家墙裂了一条缝。请制止施工并鉴定房屋安全。',
    category: 'housing.building-quality',
    district: 1,
    address: '松涛苑 3 栋',
    daysAgo: 0,
    ending: 'waiting-for-triage',
  },
];
