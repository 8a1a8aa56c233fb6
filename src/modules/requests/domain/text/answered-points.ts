import { type Bilingual, both } from '../../../../kernel/bilingual.ts';
import { characterPairs } from './bigrams.ts';
import { withoutFiller } from './filler.ts';

/** Something the citizen asked or demanded, in their words, and whether the reply speaks to it. */
export interface AskedPoint {
  readonly text: string;
  /** `unknown` is for a person to decide; it never passes or fails a reply by itself. */
  readonly answered: 'yes' | 'no' | 'unknown';
  readonly reason: Bilingual;
}

export interface ReplyCheck {
  readonly points: readonly AskedPoint[];
  /** Nothing is left of the reply once courtesies and forwarding notices are taken away. */
  readonly emptyReply: boolean;
  readonly reasons: readonly Bilingual[];
}

/** Share of a point's words found in the reply from which, and below which, the words alone decide; our assumption. */
const SPOKEN_TO = 0.3;
const NOT_SPOKEN_TO = 0.03;

/** A reply with fewer Han characters of substance than this says nothing; “不予受理” style answers are longer. */
const LEAST_SUBSTANCE = 6;

const POINTS_AT_MOST = 20;

/**
 * Checks a reply against the request by its words alone: which asked points it speaks to, and whether it says anything
 * at all. It reads words, not meaning: a `yes` says that the reply talks about the point, not that it is right.
 */
export function answeredPoints(requestText: string, replyText: string): ReplyCheck {
  const substance = substanceOf(replyText);
  const emptyReply = hanCount(substance.join('')) < LEAST_SUBSTANCE;
  const points = askedPoints(requestText).map((point) =>
    judged(point, emptyReply ? '' : substance.join('\n')),
  );
  return { points, emptyReply, reasons: emptyReply ? emptyReasons(replyText) : openReasons(points) };
}

const ASKS =
  /[?？]|吗|呢$|什么|为何|何时|何日|几时|多久|是否|能否|可否|能不能|可不可以|是不是|有没有|会不会|怎么|怎样|如何|多少|哪里|哪个|哪些|(?<![近这好前十过])几[个天年月]|咨询|请教/u;
const DEMANDS =
  /(?:^|,)(?:请|求)|望(?:能|有关|相关|领导|政府|尽快|早日|给予|予以)|请求|希望|要求|恳请|建议|盼望|务必/u;

/** The questions and demands of a request, in order, at most twenty. Pleading that names no matter is left out. */
export function askedPoints(requestText: string): string[] {
  const sentences = sentencesOf(requestText);
  const asked = sentences.filter(
    (sentence) => (ASKS.test(sentence) || DEMANDS.test(sentence)) && namesMatter(sentence),
  );
  return [...new Set(asked)].slice(0, POINTS_AT_MOST);
}

const sentencesOf = (text: string): string[] =>
  (text.normalize('NFKC').match(/[^。!?;\n]+[!?]*/gu) ?? [])
    .map((sentence) => sentence.trim())
    .filter(Boolean);

const namesMatter = (sentence: string): boolean => matterOf(sentence).size >= 2;

const matterOf = (text: string): Set<string> => new Set(characterPairs(withoutFiller(text)));

/**
 * What offices write instead of an answer. Each takes a whole clause, so “已转相关部门处理” goes but “已于 5 月换新灯头”
 * stays.
 */
const HOLLOW: readonly { readonly pattern: RegExp; readonly name: Bilingual }[] = [
  {
    pattern: /已?收悉|已收到(?:您|你|来信|留言)|(?:来信|留言|诉求|工单)已(?:经)?收到/u,
    name: both('只说“已收悉”', 'only says “received”'),
  },
  {
    pattern:
      /(?:已|将|会|现|并|及时|迅速|立即|问题|情况|意见|建议|留言|诉求|信息).{0,20}(?:转交|转办|转送|转至|转给|转达|转|移交|交由|交办|交|批转|派发|反馈|上报).{0,20}(?:部门|单位|局|委|办|街道|镇|乡|区|县|市|公司|中心|学院|学校|科室|政府)(?:.{0,12}(?:调查|核处|核查|核实|处理|处置|办理|研究|答复|回复|反馈|办复|阅处|参考))?$/u,
    name: both('只说“已转相关部门”', 'only says “passed on”'),
  },
  {
    pattern:
      /(?:正在?|已|将|会)(?:积极|抓紧|进一步|加紧|认真|及时|尽快)*(?:调查|核实|处理|办理|研究|协调|核查|落实|跟进|推进|处置|解决)+(?:之中|当中|中|过程中)?$/u,
    name: both('只说“正在处理”', 'only says “in progress”'),
  },
  {
    pattern:
      /(?:请|可|建议)(?:您|你)?(?:直接|自行|及时)?(?:向|到|去|拨打|咨询|联系|致电|与).{0,24}(?:咨询|联系|反映|询问|了解|电话|部门|单位|核实)/u,
    name: both('只请您另行咨询', 'only sends the citizen elsewhere'),
  },
  {
    pattern:
      /(?:尽快|及时|第一时间)(?:向您|给您|给予|予以)?(?:处理|答复|回复|反馈|解决|办理|落实|告知)|在网上告知|(?:耐心|敬请)(?:等待|等候|关注|留意)|(?:会|将)向您反馈$|待.{0,12}后.{0,6}(?:回复|答复)|(?:已经?|已?有.{0,8})(?:作出|做出)?(?:答复|回复)$|^(?:链接|详见)|(?:高度|十分|非常)重视|(?:将|会).{0,8}(?:关注|努力|加强|加大).{0,12}$|认真(?:研究|听取|对待)/u,
    name: both('只作表态', 'only promises attention'),
  },
];

const COURTESY =
  /^(?:网友|市民|尊敬|亲爱|感谢|谢谢|您好|你好|此复|特此|祝|敬请|欢迎|如有(?:疑问|不明)|再次|来信人)|感谢(?:您|你)|(?:支持|理解|关注|监督)(?:与|和|、)?(?:支持|理解|关注|监督|关心)?$|(?:答复|回复|情况)如下$|^.{0,30}(?:反映|咨询|提出|关于).{0,60}(?:问题|情况|事项|建议|诉求)$/u;
const DATE_ONLY = /^[^\p{Script=Han}]*\d{4}年\d{1,2}月\d{1,2}日[^\p{Script=Han}]*$/u;
const SIGNATURE =
  /^.{2,16}(?:局|委|办|办公室|政府|街道|中心|公司|镇|乡)(?:(?:调查|核处|核查|核实|办复|办理|处理)+)?(?:\s*\d{4}年\d{1,2}月\d{1,2}日)?$/u;

/** Single spaces go, because “3 月 12 日” is one date; wider gaps end a clause as punctuation does. */
const clausesOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .split(/[。!?;,:、\n]|\s{2,}/u)
    .map((clause) => clause.replace(/\s+/gu, ''))
    .filter(Boolean);

/** The clauses of a reply that are neither courtesy nor hollow. */
const substanceOf = (reply: string): string[] =>
  clausesOf(reply).filter(
    (clause) => !isCourtesy(clause) && !HOLLOW.some(({ pattern }) => pattern.test(clause)),
  );

const isCourtesy = (clause: string): boolean =>
  hanCount(clause) < 2 || COURTESY.test(clause) || DATE_ONLY.test(clause) || SIGNATURE.test(clause);

const hanCount = (text: string): number => text.match(/\p{Script=Han}/gu)?.length ?? 0;

function emptyReasons(reply: string): Bilingual[] {
  const found = HOLLOW.filter(({ pattern }) => clausesOf(reply).some((clause) => pattern.test(clause)));
  return found.length > 0
    ? found.map(({ name }) => name)
    : [both('没有办理结果，也没有说明', 'gives neither a result nor an explanation')];
}

const openReasons = (points: readonly AskedPoint[]): Bilingual[] =>
  points.filter(({ answered }) => answered !== 'yes').map(({ reason }) => reason);

/** A question that wants a certain kind of fact, and what such a fact looks like. */
const WANTED: readonly { readonly asks: RegExp; readonly given: RegExp; readonly name: Bilingual }[] = [
  {
    asks: /什么时候|何时|何日|几时|多久|哪天|哪一?年|几月/u,
    given:
      /\d+\s*(?:年|月|日|号|天|个工作日|周|小时)|(?:今|明|本|下|次)(?:年|月|周)|月底|年底|季度|暂(?:无|未)|已(?:经)?(?:完成|完工|开通|恢复|修复|到位|发放|修好|办结|解决|更换|完毕)/u,
    name: both('时间', 'a time'),
  },
  {
    asks: /多少|几个|标准是|费用/u,
    given: /\d|[一二三四五六七八九十百千万]+(?:元|个|万|平方)/u,
    name: both('数目', 'a number'),
  },
  {
    asks: /哪里|哪个部门|在哪|什么地方|找谁|电话/u,
    given: /\d{5,}|[路街号楼室厅]|窗口|中心|局|大厅/u,
    name: both('地点或联系方式', 'a place or contact'),
  },
];

function judged(point: string, substance: string): AskedPoint {
  const text = punctuated(point);
  const covered = coverage(matterAsked(point), new Set(characterPairs(substance)));
  const percent = Math.round(covered * 100);
  if (covered < NOT_SPOKEN_TO) {
    return {
      text,
      answered: 'no',
      reason: both(`没有回应“${text}”`, `does not speak to “${text}”`),
    };
  }
  const missing = WANTED.find(({ asks, given }) => asks.test(point) && !given.test(substance));
  if (missing !== undefined) {
    const reason = both(
      `“${text}”问的是${missing.name.zh}，答复里没有`,
      `“${text}” asks for ${missing.name.en}; none is given`,
    );
    return { text, answered: 'unknown', reason };
  }
  if (covered >= SPOKEN_TO) {
    return {
      text,
      answered: 'yes',
      reason: both(`答复谈到了其中 ${percent}% 的用词`, `shares ${percent} % of its words`),
    };
  }
  const reason = both(`只谈到“${text}”的一部分，请核对`, `speaks to “${text}” in part; please check`);
  return { text, answered: 'unknown', reason };
}

/** NFKC made the marks narrow; between Chinese words they are printed wide again. */
const punctuated = (point: string): string =>
  point.replaceAll(/(?<=\p{Script=Han})[,?!:]/gu, (mark) => WIDE[mark]!);

const WIDE: Readonly<Record<string, string>> = { ',': '，', '?': '？', '!': '！', ':': '：' };

/** What the asking clauses name; the whole sentence where they name nothing, as in “灯坏了,怎么办”. */
function matterAsked(point: string): Set<string> {
  const asking = point.split(',').filter((clause) => ASKS.test(clause) || DEMANDS.test(clause));
  const matter = matterOf(asking.join(','));
  return matter.size >= 2 ? matter : matterOf(point);
}

function coverage(asked: ReadonlySet<string>, said: ReadonlySet<string>): number {
  let found = 0;
  for (const pair of asked) if (said.has(pair)) found++;
  return asked.size === 0 ? 0 : found / asked.size;
}
