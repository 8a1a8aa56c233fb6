const hide = (length: number): string => '*'.repeat(Math.max(0, length));

/** Shows both ends only when more is hidden than shown; otherwise nothing is shown. */
function showEnds(text: string, head: number, tail: number): string {
  const characters = [...text];
  const hidden = characters.length - head - tail;
  if (hidden < 4) return hide(characters.length);
  return characters.slice(0, head).join('') + hide(hidden) + characters.slice(-tail).join('');
}

/** 138****5678 */
export const maskPhone = (phone: string): string => showEnds(phone, 3, 4);

/** 350***********1234: province and place in the register, neither birth date nor district. */
export const maskResidentId = (number: string): string => showEnds(number, 3, 4);

/** Family names of two characters that are common enough to be kept whole. */
const DOUBLE_FAMILY_NAMES = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 司空 夏侯 端木 轩辕 独孤 南宫 百里 呼延 闻人 东郭 西门 完颜 申屠 太史 公羊 澹台 赫连 钟离 濮阳 淳于 单于 宗政 拓跋 鲜于 闾丘 第五'.split(
    ' ',
  ),
);

/** A character with the marks and variation selectors that belong to it. */
const CHARACTER = /\P{M}\p{M}*/gu;

const separates = (character: string): boolean => /^[\s·•‧．.]/u.test(character);

/**
 * The family name and a star for each other character: 张** , 欧阳*, 阿**·***. A name of one
 * character is a star. Rare characters beyond the basic plane count as one.
 */
export function maskName(name: string): string {
  const characters = name.trim().match(CHARACTER) ?? [];
  const double = characters.length >= 3 && DOUBLE_FAMILY_NAMES.has(`${characters[0]}${characters[1]}`);
  const shown = characters.length === 1 ? 0 : double ? 2 : 1;
  return characters.map((character, i) => (i < shown || separates(character) ? character : '*')).join('');
}
