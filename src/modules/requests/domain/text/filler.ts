/**
 * What citizens and offices say whatever the matter is: greetings, pleading, connecting words. Longer phrases come
 * first, so that a phrase goes as a whole.
 */
const FILLER = (
  '百忙之中 各位领导 尊敬的领导 有关部门 相关部门 有关单位 相关单位 主管部门 强烈要求 强烈建议 强烈请求 强烈反对 希望政府 ' +
  '刻不容缓 大力倡导 背景下 有何具体行动 进展如何 何年何月 全覆盖 尽快解决 尽快处理 给予答复 予以答复 请求解决 高度重视 严重影响 老百姓 广大市民 广大群众 您好 你好 谢谢 感谢 ' +
  '尊敬的 领导 书记 市长 县长 局长 部门 政府 请问 咨询 投诉 举报 反映 建议 请求 恳请 敬请 希望 盼望 要求 强烈 呼吁 关于 ' +
  '对于 问题 情况 事宜 相关 有关 具体 请加强 请加快 请严查 请尽快 加快 加强 尽快 尽早 早日 及时 解决 处理 落实 督促 监管 ' +
  '管理 重视 关注 关心 答复 回复 是否 能否 能不能 可不可以 可以 可否 何时 什么时候 什么 为什么 为何 如何 怎么 怎样 哪里 多少 ' +
  '我们 我是 他们 你们 大家 自己 这个 那个 这些 那些 这样 一个 一直 已经 现在 目前 至今 多次 没有 不能 不是 就是 还是 因为 ' +
  '所以 但是 而且 如果 以及 或者 进行 造成 导致 影响 存在 附近 周边 本人 力度 步伐 常年 每天 常生活 日常 生活 休息 居民 群众 市民 业主 百姓 网友 留言'
)
  .split(' ')
  .sort((a, b) => b.length - a.length);

const FILLER_PATTERN = new RegExp(FILLER.join('|'), 'gu');

/** The text with a space in place of every filler word, so that no character pair spans the gap. */
export const withoutFiller = (text: string): string => text.replace(FILLER_PATTERN, ' ');
