import { type Bilingual, both } from '../../../kernel/bilingual.ts';
import type { RequestType } from './states.ts';

/**
 * The first level, as citizens and other systems know it. Seven names are the usual public ones; they follow the
 * usual public split, in which buses and the metro belong to 城乡建设. Five more cover the rest of a city's work.
 */
export const sectors = {
  urban: both('城乡建设', 'Urban and rural construction'),
  environment: both('环境保护', 'Environmental protection'),
  transport: both('交通运输', 'Transport'),
  education: both('教育文体', 'Education, culture and sport'),
  labour: both('劳动和社会保障', 'Labour and social security'),
  commerce: both('商贸旅游', 'Commerce and tourism'),
  health: both('卫生计生', 'Health and family planning'),
  safety: both('公共安全', 'Public safety'),
  welfare: both('民政与养老', 'Welfare and elder care'),
  agriculture: both('农业农村', 'Agriculture and villages'),
  services: both('政务服务', 'Government services'),
  fund: both('住房公积金', 'Housing provident fund'),
} as const satisfies Record<string, Bilingual>;

export type SectorId = keyof typeof sectors;

interface CategoryFacts {
  readonly sector: SectorId;
  readonly name: Bilingual;
  /** What a citizen writing about it usually wants; the clerk or citizen may say otherwise. */
  readonly handling: RequestType;
  /** Words that point to this category; the classifier reads them as one more sentence of the seed corpus. */
  readonly keywords: readonly string[];
}

const leaf = (
  sector: SectorId,
  zh: string,
  en: string,
  handling: RequestType,
  keywords: string,
): CategoryFacts => ({ sector, name: both(zh, en), handling, keywords: keywords.split(' ') });

/** The second level: every request carries exactly one of these, and the responsibility list is keyed by it. */
const leaves = {
  // 城乡建设
  'lighting.street-lamp': leaf(
    'urban',
    '路灯照明',
    'Street lighting',
    'help',
    '路灯 不亮 照明 灯杆 熄灯 亮灯 漆黑 摸黑 灯泡 夜间照明 路灯损坏 景观灯',
  ),
  'roads.surface-damage': leaf(
    'urban',
    '道路破损与井盖',
    'Damaged roads and manhole covers',
    'help',
    '路面 坑洼 破损 井盖 塌陷 人行道 盲道 市政道路 修路 断头路 坑坑洼洼 路牙 地砖 打通 通车 天桥 地下通道 市政设施 护栏 扬尘 便道',
  ),
  'utilities.water-supply': leaf(
    'urban',
    '供水',
    'Water supply',
    'help',
    '停水 供水 自来水 水压 水费 水表 自来水公司 二次供水 水管 爆管 用水 生活用水 通水 一户一表 水质发黄 水厂',
  ),
  'utilities.power-supply': leaf(
    'urban',
    '供电',
    'Power supply',
    'help',
    '停电 供电 电力 电费 电压 电表 变压器 电线 跳闸 供电局 供电所 电网 用电 配电房 高压线 线路改造 合表电 电力公司',
  ),
  'utilities.gas-heating': leaf(
    'urban',
    '燃气与供暖',
    'Gas and heating',
    'help',
    '燃气 天然气 煤气 供暖 暖气 通气 开户费 燃气公司 集中供热 燃气管道 液化气 初装费',
  ),
  'sanitation.street-cleaning': leaf(
    'urban',
    '环卫保洁与垃圾',
    'Street cleaning and refuse',
    'help',
    '垃圾 环卫 清扫 保洁 垃圾桶 垃圾站 垃圾箱 垃圾清运 公厕 公共厕所 渣土 建筑垃圾 垃圾分类 卫生死角 垃圾中转站 脏乱差 环境卫生 洒水车 小广告 牛皮癣',
  ),
  'greening.parks': leaf(
    'urban',
    '园林绿化与公园',
    'Greenery and parks',
    'suggest',
    '绿化 公园 树木 草坪 绿化带 绿地 行道树 修剪 毁绿 园林局 广场 健身步道 风光带 苗木 砍树 遛狗',
  ),
  'urban-order.street-trade': leaf(
    'urban',
    '市容与占道经营',
    'Street trading and city appearance',
    'complain',
    '占道经营 摊贩 流动摊贩 城管 城管局 夜市 市容 门店出摊 违停占道 马路市场 城管执法 乱摆摊 夜宵摊 烧烤摊 摆摊 广告牌 乱停乱放 执法队',
  ),
  'urban-order.illegal-building': leaf(
    'urban',
    '违法建设',
    'Illegal building',
    'report',
    '违建 违章建筑 违章搭建 违法建筑 私搭乱建 加层 超高 强拆 拆违 控违 楼顶搭建 未批先建房 违规建房 违法用地建房 采光 挡光 日照 违章 乱搭乱建 私自加建',
  ),
  'planning.town-planning': leaf(
    'urban',
    '城乡规划与配套',
    'Planning and amenities',
    'suggest',
    '规划 规划局 规划方案 控规 容积率 配套设施 红线 公示 片区规划 变更规划 建设用地 商业配套 总体规划 选址 地块 停车场规划 城市建设 新区 新城 旧城改造 什么时候建设 动工 开工建设 烂尾',
  ),
  'housing.property-management': leaf(
    'urban',
    '物业服务',
    'Property management',
    'complain',
    '物业 物业公司 物业费 业委会 业主委员会 小区 业主 停车费 车位 地下车库 公共收益 门禁 电梯故障 维修基金 维修资金 保安 物管 业主大会 前期物业 公摊 小区管理',
  ),
  'housing.public-rental': leaf(
    'urban',
    '保障性住房',
    'Public rental housing',
    'consult',
    '公租房 廉租房 经济适用房 保障房 限价房 住房保障 申请公租房 租赁补贴 摇号 轮候 住房困难 住房补贴 房屋补贴 人才公寓 购房补贴 房改房 集资房 公房',
  ),
  'housing.sale-certificate': leaf(
    'urban',
    '房产交易与办证',
    'House sales and title deeds',
    'complain',
    '房产证 不动产证 开发商 购房 商品房 预售 交房 延期交房 网签 购房合同 房地产 楼盘 定金 退房 售楼部 预售许可证 限购 捆绑销售 产权证 备案 首付 精装修 两证 房管局 一房多卖 土地证 过户 认购 契税 虚假宣传楼盘 五证 开盘 认筹 不动产登记',
  ),
  'housing.building-quality': leaf(
    'urban',
    '房屋质量与装修',
    'Building quality and renovation',
    'complain',
    '质量问题 漏水 渗水 墙体开裂 裂缝 危房 房屋质量 验收 装修 承重墙 外墙脱落 防水 质监站 偷工减料 墙皮 豆腐渣工程 房屋安全鉴定 地基下沉 群租 隔断',
  ),
  'housing.demolition': leaf(
    'urban',
    '征收拆迁与安置',
    'Demolition and resettlement',
    'help',
    '拆迁 征收 安置 安置房 补偿 拆迁补偿 征拆 征地拆迁 安置费 过渡费 回迁 回迁房 拆迁户 征收办 拆迁办 补偿款 补偿标准 拆迁协议 货币补偿 拆迁指挥部 被征收人 征地',
  ),
  'housing.renewal': leaf(
    'urban',
    '棚改与老旧小区改造',
    'Renewal of old quarters',
    'consult',
    '棚户区 棚改 老旧小区 城中村 危房改造 加装电梯 提质改造 旧改 改造计划 棚户区改造 老旧小区改造 外立面',
  ),
  'construction.site-safety': leaf(
    'urban',
    '施工安全与安全生产',
    'Site and work safety',
    'report',
    '工地 施工 安全隐患 安全生产 安监局 事故 施工单位 围挡 塔吊 脚手架 违规施工 野蛮施工 坍塌 安全事故 应急管理局 矿山 爆破 民工受伤 安全生产许可证 工程质量 施工方',
  ),
  'construction.tenders': leaf(
    'urban',
    '招投标与工程款',
    'Tenders and construction payment',
    'report',
    '招投标 招标 投标 围标 串标 中标 工程款 拖欠工程款 承包商 承建商 建筑公司 资质 项目部 总包 分包 发包 结算 材料款 监理 建造师 挂靠 建筑市场 住建局 甲方 施工合同 包工头',
  ),
  'transit.bus-metro': leaf(
    'urban',
    '公交与地铁',
    'Buses and metro',
    'suggest',
    '公交 公交车 公交站 地铁 线路 地铁站 班次 末班车 公交线 首末站 公交公司 公交卡 候车亭 轨道交通 司机甩站 乘公交 号线 出入口 发车间隔 城铁 轻轨 老年卡',
  ),
  'drainage.flooding': leaf(
    'urban',
    '排水与内涝',
    'Drainage and flooding',
    'help',
    '积水 内涝 下水道 排水 污水管 堵塞 化粪池 雨水 倒灌 窨井 排水管网 下水管道 渍水 雨污分流 管网',
  ),
  'village.construction': leaf(
    'urban',
    '村镇建设',
    'Village and town construction',
    'suggest',
    '村道 硬化 村级公路 通村公路 水泥路 新农村建设 小城镇 集镇 乡镇建设 美丽乡村 村组公路 组级路 农村建房 毛坯路 泥巴路 村镇',
  ),
  // 环境保护
  'pollution.noise': leaf(
    'environment',
    '噪声污染',
    'Noise',
    'complain',
    '噪音 噪声 扰民 夜间施工 广场舞 分贝 通宵作业 睡不着 隔音 轰鸣 机器声 隔音屏 鸣笛 休息 音响 低频 噪音污染 声屏障',
  ),
  'pollution.air': leaf(
    'environment',
    '大气与油烟污染',
    'Air pollution and fumes',
    'complain',
    '油烟 废气 臭味 异味 粉尘 烟囱 黑烟 焚烧 雾霾 刺鼻 气味 恶臭 空气质量 大气污染 灰尘 扬尘污染 排烟 浓烟 空气污染 有毒气体 烧秸秆 化工厂',
  ),
  'pollution.water': leaf(
    'environment',
    '水污染',
    'Water pollution',
    'report',
    '污水 排污 废水 河水 黑臭 水污染 水源 直排 排放 污染河流 鱼死 黑臭水体 饮用水源 污水处理厂 水库污染 偷排 发臭 电镀 造纸厂 印染 井水污染',
  ),
  'pollution.soil-waste': leaf(
    'environment',
    '土壤与固体废物',
    'Soil and solid waste',
    'report',
    '重金属 土壤 镉 固体废物 危险废物 污染田地 尾矿 工业垃圾 填埋场 垃圾焚烧厂 危废 铅中毒 矿渣 冶炼 修复治理 采石场 选矿 开采 生态破坏 挖山 毁林 采砂',
  ),
  'pollution.radiation': leaf(
    'environment',
    '辐射与电磁',
    'Radiation',
    'consult',
    '辐射 电磁 基站 信号塔 变电站 高压电 电磁辐射 放射 放射性 核电 通信基站 微波',
  ),
  'environment.enforcement': leaf(
    'environment',
    '环评与环境执法',
    'Environmental approval and enforcement',
    'report',
    '环保局 环评 环境影响评价 环保 监测 环境监测 砖厂 养猪场 污染 生态环境局 环保部门 环保手续 关停 超标 污染企业 搬迁 环境保护 环保督察 污染环境 未验先投 淘汰落后产能 环境污染 厂房 企业污染 生产线 养殖场 排污许可证',
  ),
  // 交通运输
  'transport.taxi': leaf(
    'transport',
    '出租车',
    'Taxis',
    'complain',
    '出租车 的士 打表 拒载 司机 议价 计价器 拼客 起步价 份子钱 绕路 客运出租 的哥 运价 出租车公司 不打表 经营权 宰客 出租车司机 拼车 加价 出租汽车 乘客 空车',
  ),
  'transport.ride-hailing': leaf(
    'transport',
    '网约车与非法营运',
    'Ride hailing and unlicensed taxis',
    'report',
    '网约车 黑车 非法营运 网约车证 顺风车 私家车拉客 运管 运管所 运管处 运政 摩的 三轮车载客 打车软件 从业资格证 双证 快车',
  ),
  'transport.coach-freight': leaf(
    'transport',
    '客货运输',
    'Coaches and freight',
    'complain',
    '客运 汽车站 班车 大巴 客车 货车 超载 物流 货运 超限 长途车 票价 乘车 车票 客运站 中巴 火车站 高铁 高铁站 机场 航班 轮渡 渡口 城际 物流园 物流公司 货运司机 营运证 驾校 驾培 学车 教练 大货车 城乡客运 路线 营运 农村客运 卖票 座位 挂靠车',
  ),
  'transport.highway-toll': leaf(
    'transport',
    '公路与收费',
    'Highways and tolls',
    'consult',
    '高速公路 收费站 过路费 国道 省道 公路局 高速 互通 匝道 ETC 公路养护 大桥 公路 县道 路政 路桥 通行费 征地修高速 限高 改扩建 连接线 交通局 交通运输局 复线 隧道 铁路 公路建设 治超',
  ),
  'transport.courier': leaf(
    'transport',
    '邮政快递',
    'Post and courier',
    'complain',
    '快递 邮政 包裹 丢件 快递员 派送 邮政局 邮件 信件 快件 驿站 收件 物流信息 快递公司 挂号信 取件 寄件 快递柜 投递 邮递员 邮局 送货上门 代收点 签收 延误',
  ),
  'traffic.congestion-parking': leaf(
    'transport',
    '交通拥堵与停车',
    'Congestion and parking',
    'suggest',
    '堵车 拥堵 红绿灯 信号灯 斑马线 交警 违停 乱停车 停车位 单行道 掉头 电子眼 限行 标志标线 早晚高峰 减速带 交通安全 车流量 左转 路口 交通信号 堵塞交通 礼让行人 逆行',
  ),
  // 教育文体
  'education.enrolment': leaf(
    'education',
    '招生入学',
    'Enrolment',
    'consult',
    '入学 招生 学位 学区 转学 报名 小升初 择校 幼升小 中考 划片 学籍 派位 借读 录取 随迁子女 微机派位 上学 就读 户口入学 学校招生 一年级 新生 配套学校 就近入学 上初中 读书 对口学校 公办 片区',
  ),
  'education.fees-burden': leaf(
    'education',
    '教育收费与学生负担',
    'School fees and pupils’ burden',
    'complain',
    '学费 补课 乱收费 作业 学生负担 补课费 资料费 教辅 校服 伙食费 收费 强制 减负 择校费 赞助费 晚自习 家长 有偿补课 订购 书本费 学杂费 违规补课 周末上课 放假 住宿费 上课时间 班费',
  ),
  'education.teachers': leaf(
    'education',
    '教师与待遇',
    'Teachers and their pay',
    'help',
    '教师 老师 代课教师 民办教师 编制 职称 教师工资 特岗教师 师德 绩效 教师招聘 体罚 班主任 支教 工龄 代课老师 教龄 农村教师 幼师 教师待遇 乡村教师 教师资格证 免费师范生 中小学教师 教育津贴 在编教师 津贴',
  ),
  'education.schools': leaf(
    'education',
    '学校建设与管理',
    'School provision and management',
    'suggest',
    '学校 小学 中学 幼儿园 校长 教育局 大班额 校区 撤并 教学楼 教学质量 食堂 宿舍 操场 教育资源 教学设施 大学 学院 高校 高中 民办学校 公办学校 班级 课堂 教育厅 教育经费 校舍 教育体制 职业学校 中职 职教 辅导员 寝室 学生 教育资助 贫困生 助学金 奖学金 助学贷款 教学',
  ),
  'education.campus-safety': leaf(
    'education',
    '校园安全',
    'Campus safety',
    'help',
    '校园 欺凌 校园暴力 校车 打架 校门口 校园安全 被打 未成年 校园周边 网吧 围墙 学生安全 霸凌 殴打学生 猥亵 学生受伤',
  ),
  'education.training': leaf(
    'education',
    '校外培训',
    'Private tutoring',
    'complain',
    '培训机构 培训班 退费 辅导班 补习班 早教 办学许可证 托管 教育机构 兴趣班 校外培训 卷款跑路 艺考 课时费 退学费 网课 英语培训 考研机构 无证办学',
  ),
  'education.exams-degrees': leaf(
    'education',
    '考试与学历',
    'Exams and degrees',
    'consult',
    '高考 考试 学历 毕业证 学位证 成绩 自考 成人高考 普通话 考点 作弊 学历认证 准考证 考生 四六级 学业水平考试 考场 会考 教育考试院 加分 志愿 分数线 成考 专升本 研究生 电大 报考 函授 学信网 自学考试 毕业生 毕业',
  ),
  'culture.heritage': leaf(
    'education',
    '文物与非遗',
    'Heritage',
    'suggest',
    '文物 古迹 古建筑 非物质文化遗产 文物保护 遗址 古墓 故居 文物局 传承人 古城 祠堂 文保单位 博物馆 盗墓 历史文化 非遗 传承 纪念馆 历史街区 名人 烈士墓 古镇保护',
  ),
  'culture.public': leaf(
    'education',
    '公共文化与文化市场',
    'Public culture',
    'suggest',
    '图书馆 文化馆 电视台 广播 有线电视 网吧 演出 剧团 文化市场 书店 文化局 电影院 农家书屋 文化活动 频道 数字电视 节目 文化站 群众文化 艺术 戏曲 广电 出版 文化产业 ktv 歌舞厅 记者 报社 文化中心 传媒公司 文联 文化广场 游戏厅 机顶盒',
  ),
  'sports.facilities': leaf(
    'education',
    '体育',
    'Sport',
    'suggest',
    '体育 体育馆 篮球 足球 健身 运动员 体育场 体育局 比赛 游泳 运动会 健身器材 羽毛球 教练 裁判 球场 全民健身 马拉松 体育中心 健身房 退役运动员 体育彩票 打球 体校 游泳馆 乒乓球',
  ),
  // 劳动和社会保障
  'labour.unpaid-wages': leaf(
    'labour',
    '拖欠工资',
    'Unpaid wages',
    'help',
    '拖欠工资 农民工 欠薪 工资 劳动监察 讨薪 克扣工资 血汗钱 工钱 薪水 劳动监察大队 民工工资 工资发放 发工资 农民工工资 不发工资 月工资 押工资 工资条 打工',
  ),
  'labour.contracts': leaf(
    'labour',
    '劳动合同与辞退',
    'Contracts and dismissal',
    'help',
    '劳动合同 辞退 经济补偿 仲裁 试用期 劳务派遣 劳动关系 解除劳动合同 裁员 用人单位 开除 劳动局 赔偿金 离职 下岗 买断工龄 劳动法 劳动仲裁 辞职 同工同酬 派遣工 临时工 合同工 员工 单位职工 劳动者 改制 国企改制 企业职工 用工 编外 公司不签',
  ),
  'labour.hours-benefits': leaf(
    'labour',
    '工时、休假与福利',
    'Hours, leave and benefits',
    'complain',
    '加班 加班费 休假 年休假 最低工资 双休 带薪 高温补贴 产假 女职工 福利待遇 工资标准 加班工资 节假日 上班 工资待遇 法定节假日 工作时间 探亲假 绩效工资 职工福利 休息日 工资调整 哺乳期 陪产假 津补贴 值班 工作环境 劳动保护 童工 薪酬 涨工资',
  ),
  'labour.work-injury': leaf(
    'labour',
    '工伤与职业病',
    'Work injury',
    'help',
    '工伤 工伤认定 职业病 伤残 劳动能力鉴定 工伤保险 尘肺病 工亡 伤残等级 工伤赔偿 抚恤金 工伤待遇 矿工 煤矿 工伤科 遗属补助',
  ),
  'insurance.pension': leaf(
    'labour',
    '养老保险',
    'Pensions',
    'consult',
    '养老保险 养老金 缴费年限 补缴 社保 断缴 转移 失地农民 新农保 参保 城乡居民养老保险 社会养老 缴费基数 社保缴费 职工养老保险 视同缴费 养老保险关系 灵活就业 企业养老 社保转移 退休养老 认证 买社保 机关事业单位养老',
  ),
  'insurance.medical': leaf(
    'labour',
    '医疗与生育保险',
    'Medical and maternity insurance',
    'consult',
    '医保 医疗保险 报销 新农合 异地就医 医保卡 报销比例 生育保险 生育津贴 门诊报销 医保局 大病保险 农村合作医疗 居民医保 职工医保 起付线 住院报销 特殊门诊 合作医疗 慢性病 生育险',
  ),
  'insurance.card-unemployment': leaf(
    'labour',
    '社保卡与失业保险',
    'Social security card and unemployment',
    'consult',
    '社保卡 失业 失业保险 失业金 社保局 人社局 社会保障卡 挂失 稳岗补贴 社保基金 制卡 养老保险卡 失业证 骗保 人力资源和社会保障局 套取社保',
  ),
  'retirement.policy': leaf(
    'labour',
    '退休政策',
    'Retirement',
    'consult',
    '退休 退休金 退休年龄 提前退休 病退 内退 退休工资 特殊工种 档案 退休人员 退休待遇 办理退休 工龄 干部退休 离休 退休职工 退休手续 内退人员 出生年月 退休费 养老待遇 企业退休 女干部',
  ),
  'employment.training': leaf(
    'labour',
    '就业与技能',
    'Employment and skills',
    'consult',
    '就业 职业培训 技能鉴定 求职 招聘会 创业补贴 职业资格证 再就业 就业困难 公益性岗位 技能证书 找工作 就业培训 失业人员 技工 大学生就业 技能培训 职业技能 招聘 就业局 创业贷款 就业创业 用工荒 人才市场 上岗证 电工证 人事考试 三支一扶 残疾人就业',
  ),
  // 商贸旅游
  'consumer.quality': leaf(
    'commerce',
    '消费与商品质量',
    'Consumer goods',
    'complain',
    '消费者 假货 假冒伪劣 退货 三包 质量 商家 售后 超市 工商局 消协 维权 缺斤少两 欺诈 产品质量 以次充好 预付卡 退款 商品 购买 霸王条款 商店 山寨 质量不合格 商场 汽车质量 4S店 厂家 购物卡 充值 会员卡 格式条款 化肥 农药种子 劣质 手机 家电 消费 12315 发票 消费者协会 消费者权益',
  ),
  'market.pricing': leaf(
    'commerce',
    '物价与收费',
    'Prices',
    'report',
    '物价 物价局 涨价 价格 乱涨价 哄抬 明码标价 收费标准 价格垄断 垄断 抬高 市场垄断 不正当竞争 价格偏高 恶意竞争 油价 定价 价格欺诈 价格上涨 行业协会 商业 行业垄断 强买强卖 停车收费 猪肉价格 价格联盟 加油站 欺行霸市',
  ),
  'market.advertising': leaf(
    'commerce',
    '广告与商标',
    'Advertising and trade marks',
    'report',
    '虚假广告 广告 商标 虚假宣传 侵权 医药广告 假冒注册商标 误导 广告法 老人讲座 夸大 宣传 冒用商标 电视购物 专利 品牌 违法广告 代言 傍名牌 商标侵权',
  ),
  'market.pyramid-selling': leaf(
    'commerce',
    '传销与直销',
    'Pyramid selling',
    'report',
    '传销 直销 下线 拉人头 洗脑 非法传销 传销窝点 入会费 传销组织 传销人员 打传 发展下线 返利 解救 传销团伙 缴费入会 窝点 资本运作 出局 骗去 非法集资 直销公司 被骗进 上线 会员返利',
  ),
  'market.special-equipment': leaf(
    'commerce',
    '特种设备与检验检疫',
    'Special equipment and inspection',
    'help',
    '电梯 特种设备 质监局 检验 检验检疫 检测 年检 锅炉 困人 检验合格 认证 检疫 资质认定 计量 起重机 质量技术监督 压力容器 出入境 维保 质监 车辆年检 检测站 检测机构 游乐设施 生产许可证 标准 海关 动物检疫 电梯检验 气瓶 检验报告',
  ),
  'tourism.scenic': leaf(
    'commerce',
    '景区管理',
    'Scenic areas',
    'complain',
    '景区 门票 景点 旅游 游客 风景区 索道 旅游局 古镇 旅游资源 旅游开发 5A 风景 景区管理 游玩 旅游景区 旅游业 国家森林公园 山庄 农家乐 漂流 温泉 免票 旅游节 生态旅游 民宿 管理处 讲解 旅游公路 名胜区',
  ),
  'tourism.agencies': leaf(
    'commerce',
    '旅行社与导游',
    'Travel agencies and guides',
    'complain',
    '旅行社 导游 强制购物 跟团 旅游合同 旅游团 退团 出境游 一日游 低价团 旅游市场 黑导游 购物店 报团 酒店 宾馆 自费项目 旅行 旅游购物 团费 行程',
  ),
  'market.intermediaries': leaf(
    'commerce',
    '中介与经营秩序',
    'Agencies and market order',
    'complain',
    '中介 房产中介 中介费 二手房 贷款公司 婚介 无照经营 工商 执照 招商 加盟 劳务中介 黑中介 加盟店 工商所 市场监督管理局 市场监管 合同纠纷 中介公司 保证金 出国劳务 劳务输出 签证 出国 代办 加盟费 租房 工商部门 无证经营 违规经营 租金 商户 个体户 骗局 工商管理 直播 理财公司 投资 赌博机',
  ),
  'commerce.development': leaf(
    'commerce',
    '商贸发展',
    'Trade development',
    'suggest',
    '商圈 农贸市场 批发市场 招商引资 外贸 电子商务 进出口 步行街 商贸 贸易 商务局 菜市场 市场 出口 电商 综合体 商业街 品牌引进 专业市场 反倾销 经济发展 产业 特产 引进 企业 产品 销售 会展 实体店 城市经济 农产品销售 商业综合体 商品市场 物流城 流通 市场搬迁 酒类 烟草',
  ),
  // 卫生计生
  'health.medical-dispute': leaf(
    'health',
    '医疗事故与纠纷',
    'Medical disputes',
    'help',
    '医疗事故 误诊 医患纠纷 手术 病历 患者 死亡 医疗纠纷 抢救 术后 医闹 产妇 医院 医疗鉴定 病人 诊断 家属 治疗 并发症 剖腹产 医方 用药 主治医生 医患关系 医疗过错 尸检 转院 病情 医疗责任',
  ),
  'health.medical-fees': leaf(
    'health',
    '医疗收费',
    'Medical charges',
    'complain',
    '医药费 过度医疗 检查费 住院费 开药 挂号费 药价 收费 过度检查 医院收费 床位费 回扣 收红包 押金 医疗费用 检查项目 费用清单 天价 医疗收费 体检费 药费',
  ),
  'health.illegal-practice': leaf(
    'health',
    '非法行医与卫生执法',
    'Illegal practice',
    'report',
    '非法行医 黑诊所 无证行医 游医 诊所 行医 执业资格证 美容院打针 医疗美容 卫生监督所 胎儿性别鉴定 牙科 执业医师 行医资格 医师资格证 美容整形 假医生 采血 血站 献血 卫生许可证 卫生执法 私人诊所 小诊所 针灸 江湖郎中',
  ),
  'health.hospital-service': leaf(
    'health',
    '医院服务与管理',
    'Hospital services',
    'complain',
    '医院 医生 护士 态度 挂号 门诊 急诊 排队 人民医院 卫生院 中医院 就医 看病 床位 医德医风 乡镇卫生院 妇幼保健院 病房 社区卫生服务中心 就诊 专家号 服务态度 中心医院 卫生局 卫计委 医疗机构 医改 药品采购 卫生室 医疗资源 住院部 救护车 儿科 院长 医疗水平 体检 医疗卫生 医疗服务 附属医院 妇产科',
  ),
  'health.food-safety': leaf(
    'health',
    '食品安全',
    'Food safety',
    'report',
    '食品安全 过期 变质 餐馆 外卖 食药监局 地沟油 食物中毒 卫生许可 小作坊 添加剂 食品药品监督 奶粉 病死猪 吃出 餐饮 饭店 霉变 食品 腹泻 健康证 小餐饮 食堂卫生 三无食品 米粉 网络订餐 槟榔 死猪肉 食药局 桶装水 保质期 有毒食品 注水肉 豆制品 蔬菜 农药残留',
  ),
  'health.drugs-supplements': leaf(
    'health',
    '药品与保健品',
    'Medicines and supplements',
    'report',
    '假药 药店 保健品 药品 疫苗 化妆品 医疗器械 处方药 药监局 特效药 老年人买保健品 药品监督 中药 执业药师 包治百病 批号 理疗仪 药品监督管理局 平价药店 会销 药 隐形眼镜 药械 药材',
  ),
  'health.disease-control': leaf(
    'health',
    '疾病防控与公共卫生',
    'Disease control',
    'consult',
    '疫情 传染病 隔离 接种 疾控中心 核酸 消毒 口罩 防疫 手足口病 艾滋病 禽流感 狂犬 流感 公共卫生 健康档案 肺结核 血吸虫 乙肝 精神病 预防针 打疫苗 病媒 新冠肺炎 灭鼠 禁烟 控烟 吸烟 二手烟 公共场所',
  ),
  'health.family-planning': leaf(
    'health',
    '人口与生育',
    'Family planning',
    'consult',
    '计划生育 二胎 准生证 社会抚养费 独生子女 超生 生育证 失独 计生 计生办 计生委 再生育 结扎 上环 奖励扶助 独生子女费 生育 二孩 流产 计生局 罚款 违反计划生育 生小孩 三胎 计生干部 计生罚款 独生子女父母 孕检 征收社会抚养费 生育政策 小孩上户口 流动人口 生二胎 办准生证 独子 怀孕 晚婚晚育 计生服务站 节育 独生子女证 独生子女家庭',
  ),
  'health.medical-staff': leaf(
    'health',
    '医护人员待遇',
    'Medical staff',
    'help',
    '乡村医生 村医 医护人员 护士待遇 医务人员 规培 医生待遇 卫生院职工 基层医生 村卫生室 赤脚医生 医师 卫生技术人员 护士编制 公卫 补助 公共卫生经费 医院招聘 护理 伤医 药品零差率 全科医生 临床 医院职工 医生工资 防保 医学生',
  ),
  // 公共安全
  'safety.fire': leaf(
    'safety',
    '消防隐患',
    'Fire hazards',
    'report',
    '消防 消防通道 火灾 灭火器 飞线充电 电动车充电 消防栓 起火 消防车 消防大队 堵塞通道',
  ),
  'safety.public-order': leaf(
    'safety',
    '社会治安',
    'Public order',
    'report',
    '派出所 盗窃 打架斗殴 小偷 赌博 公安局 报警 民警 治安 黑社会 吸毒 卖淫嫖娼 入室盗窃 偷电瓶 监控 麻将馆 立案 涉黑 巡逻 恶霸',
  ),
  'safety.fraud': leaf(
    'safety',
    '诈骗与非法集资',
    'Fraud',
    'report',
    '诈骗 电信诈骗 非法集资 刷单 网贷 套路贷 报案 冒充公检法 冻结账户 跑路 P2P 高利贷 经侦 受骗',
  ),
  'safety.animals-fireworks': leaf(
    'safety',
    '犬只与烟花爆竹',
    'Dogs and fireworks',
    'complain',
    '烈犬 狗咬人 流浪狗 不牵绳 犬证 养犬 烟花爆竹 禁放 燃放鞭炮 烟花 爆竹',
  ),
  // 民政与养老
  'welfare.living-allowance': leaf(
    'welfare',
    '低保与救助',
    'Living allowance and relief',
    'help',
    '低保 低保户 五保户 特困供养 临时救助 贫困户 民政局 困难补助 救助站 流浪乞讨 孤儿 最低生活保障 救济',
  ),
  'welfare.elder-care': leaf(
    'welfare',
    '养老服务',
    'Elder care',
    'consult',
    '养老院 敬老院 高龄补贴 老年食堂 助餐点 居家养老 日间照料 高龄津贴 老年公寓 护理床位 孤寡老人 空巢 百岁',
  ),
  'welfare.disability-veterans': leaf(
    'welfare',
    '残疾人与优抚',
    'Disability and veterans',
    'help',
    '残疾证 残联 残疾人补贴 轮椅 无障碍坡道 退役军人 优抚 伤残军人 烈属 退伍安置 参战老兵 重残护理补贴 盲人 手语',
  ),
  'welfare.marriage-funeral': leaf(
    'welfare',
    '婚姻登记与殡葬',
    'Marriage and funerals',
    'consult',
    '结婚登记 离婚登记 婚姻登记处 殡葬 公墓 殡仪馆 火化 墓地 骨灰 收养登记 地名 门牌号 社会组织登记',
  ),
  // 农业农村
  'agriculture.subsidies': leaf(
    'agriculture',
    '惠农补贴',
    'Farm subsidies',
    'consult',
    '粮食直补 种粮补贴 农机补贴 惠农 农业保险 良种补贴 退耕还林 生态公益林 农机 粮补 地力补贴',
  ),
  'agriculture.land': leaf(
    'agriculture',
    '土地承包与宅基地',
    'Farmland and homesteads',
    'help',
    '宅基地 土地承包 土地流转 承包地 耕地 林权 确权 责任田 基本农田 山林纠纷 林地 自留地 承包合同 撂荒',
  ),
  'agriculture.irrigation': leaf(
    'agriculture',
    '农田水利',
    'Irrigation',
    'help',
    '灌溉 水渠 山塘 水库 农田 堤坝 抗旱 河堤 泵站 抽水 塘坝 干旱 清淤 水利局 防汛',
  ),
  'agriculture.livestock-crops': leaf(
    'agriculture',
    '种养殖与动物防疫',
    'Crops and livestock',
    'consult',
    '非洲猪瘟 稻田 病虫害 果树 种植 农技 兽医 畜牧 养鸡 水产养殖 秧苗 农药化肥 绝收 防疫站 茶园 柑橘 农业局',
  ),
  'village.affairs': leaf(
    'agriculture',
    '村务与集体资产',
    'Village affairs',
    'report',
    '村干部 村委会 村务公开 村集体 村支书 集体资产 村主任 征地款 村民小组 账目 分红 换届选举 贿选 扶贫款 村财务',
  ),
  // 政务服务
  'services.counter': leaf(
    'services',
    '办事窗口',
    'Service counters',
    'complain',
    '办事大厅 窗口 工作人员 政务中心 叫号 来回跑 材料 推诿 踢皮球 证明 盖章 政务服务大厅 一次性告知 行政审批 办理时限 排号',
  ),
  'services.online': leaf(
    'services',
    '网上办事与热线',
    'Online services and hotline',
    'complain',
    '网站 系统 登录不上 验证码 12345 热线 小程序 公众号 无法提交 人脸识别 网上办理 政务网 app 页面打不开 闪退 信息公开 打不通 二维码',
  ),
  'services.business': leaf(
    'services',
    '企业开办与涉税',
    'Business and tax',
    'consult',
    '营业执照办理 注册公司 工商登记 税务 税务局 注销 开票 个体工商户登记 变更登记 个税 纳税 企业开办 法人变更 税费减免',
  ),
  'services.household': leaf(
    'services',
    '户籍与证件',
    'Household registration and papers',
    'consult',
    '户口 身份证 居住证 护照 落户 迁户 户籍 户口本 出入境 驾驶证 姓名变更 港澳通行证 暂住证 户口迁移 改名',
  ),
  // 住房公积金
  'fund.withdrawal': leaf(
    'fund',
    '公积金提取',
    'Fund withdrawal',
    'consult',
    '公积金提取 提取公积金 租房提取 销户提取 离职提取 公积金取 购房提取 约定提取',
  ),
  'fund.loan': leaf(
    'fund',
    '公积金贷款',
    'Fund loans',
    'consult',
    '公积金贷款 公积金额度 商转公 异地公积金 贷款额度 公积金还款 组合贷 拒绝公积金贷款 冲还贷 公积金利率',
  ),
  'fund.contribution': leaf(
    'fund',
    '公积金缴存',
    'Fund contributions',
    'complain',
    '缴存 公积金缴存 住房公积金 公积金中心 不缴公积金 缴存比例 公积金基数 补缴公积金 公积金账户 公积金转移 公积金封存',
  ),
} as const satisfies Record<string, CategoryFacts>;

export type CategoryId = keyof typeof leaves;

export interface Category extends CategoryFacts {
  readonly id: CategoryId;
}

/** Every second-level category, in the order in which menus show them. */
export const categories: readonly Category[] = Object.entries(leaves).map(([id, facts]) => ({
  id: id as CategoryId,
  ...facts,
}));

const byId = new Map(categories.map((category) => [category.id, category]));

export const isCategoryId = (text: string): text is CategoryId => Object.hasOwn(leaves, text);

/** The facts of a category; total, because the id is typed. */
export const categoryOf = (id: CategoryId): Category => byId.get(id)!;
