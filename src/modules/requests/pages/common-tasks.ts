import { type Bilingual, both } from '../../../kernel/bilingual.ts';

export interface CommonTask {
  readonly href: string;
  readonly title: Bilingual;
  readonly about: Bilingual;
  /** What people call it when they do not know its name. */
  readonly words: string;
}

/** What most people come for, most wanted first. The home page shows them, the search finds them. */
export const COMMON_TASKS: readonly CommonTask[] = [
  {
    href: '/report',
    title: both('反映问题', 'Report a problem'),
    about: both('写一句话、拍张照，不用登录', 'A sentence and a photo; no account needed'),
    words: '投诉 举报 咨询 求助 建议 坏了 没人管 路灯 噪音 垃圾 停水 诉求 complaint broken report help ask',
  },
  {
    href: '/track',
    title: both('查办件进度', 'Follow a report'),
    about: both('凭编号就能查，不用登录', 'By its number, no account needed'),
    words: '编号 查询码 办到哪一步 结果 答复 评价 重办 催办 track status number',
  },
  {
    href: '/requests',
    title: both('看看大家反映了什么', 'What others reported'),
    about: both('公开的问题和答复', 'Public problems and replies'),
    words: '公开 附近 别人 同样的问题 public',
  },
  {
    href: '/kpi',
    title: both('办得怎么样', 'How well it is done'),
    about: both('按期办结率，分子分母都公开', 'On-time rates with what they divide'),
    words: '指标 统计 按期 办结率 满意率 超期 考核 kpi figures rate overdue',
  },
  {
    href: '/account/mandates',
    title: both('请人代办', 'Let somebody act for you'),
    about: both('写明办什么、到哪天，随时收回', 'For what, until when; take it back at any time'),
    words: '家人 子女 老人 授权 委托 替 family mandate',
  },
  {
    href: 'tel:12345',
    title: both('打电话 12345', 'Phone 12345'),
    about: both('全天有人接，和网上效果一样', 'Day and night; it counts the same'),
    words: '热线 人工 客服 不会上网 phone call',
  },
  {
    href: '/help',
    title: both('到窗口', 'At a window'),
    about: both('地址、时间，纸质办理效力相同', 'Where and when; paper counts the same'),
    words: '大厅 地址 上班时间 帮助 纸 window counter',
  },
];

const letters = (text: string) => [
  ...text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, ''),
];
const pairs = (text: string) => {
  const all = letters(text);
  return new Set(all.slice(1).map((letter, index) => `${all[index]}${letter}`));
};

/** Common tasks that share words with what is sought, best first; at most three. */
export function tasksLike(text: string): readonly CommonTask[] {
  const sought = pairs(text);
  const shared = ({ title, about, words }: CommonTask) => {
    const offered = new Set(
      [title.zh, title.en, about.zh, about.en, ...words.split(' ')].flatMap((each) => [...pairs(each)]),
    );
    return [...sought].filter((pair) => offered.has(pair)).length / Math.max(1, sought.size);
  };
  return COMMON_TASKS.map((task) => ({ task, score: shared(task) }))
    .filter(({ score }) => score >= 0.5)
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({ task }) => task);
}
