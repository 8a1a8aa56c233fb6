import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { proposeTopics, type TopicItem } from './hot-topics.ts';

const now = new Date('2025-06-30T00:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

const quarry: TopicItem[] = [
  '青岩村采石场夜里放炮，震裂了青岩村的房屋',
  '青岩采石场每天放炮，青岩村民的墙都裂了',
  '请管管青岩村采石场，放炮震得房屋开裂',
  '青岩村采石场放炮扬尘，房屋开裂没人赔',
].map((text, n) => ({ id: `quarry-${n}`, text, at: daysAgo(n * 3) }));
const others: TopicItem[] = [
  '请问灵活就业人员养老保险怎么补缴',
  '请问居住证几天能办好',
  '咨询一下公租房的申请材料',
  '建议滨河公园增加健身器材',
  '请问幼儿园什么时候报名',
  '公交末班车太早了，希望延长',
  '自来水发黄，烧开有沙子',
  '望江巷的路灯坏了很久',
].map((text, n) => ({ id: `other-${n}`, text, at: daysAgo(n) }));

test('four reports of one quarry are proposed as a topic, eight unrelated questions are not', () => {
  const topics = proposeTopics([...others, ...quarry], { now });
  expect(topics.map(({ memberIds }) => memberIds.toSorted())).toEqual([quarry.map(({ id }) => id)]);
  expect(topics[0]?.terms.join()).toContain('采石场');
  expect(topics[0]?.reason.zh).toContain('4 件诉求');
  expect(topics[0]?.span).toEqual({ from: daysAgo(9), to: now });
});

test('reports of a year apart are not one topic, and old ones are not read', () => {
  const spread = quarry.map((item, n) => ({ ...item, at: daysAgo(n * 400) }));
  expect(proposeTopics([...others, ...spread], { now })).toEqual([]);
});

test('people who said “me too” heat a topic up', () => {
  const score = (votes: number) =>
    proposeTopics([...others, ...quarry.map((item) => ({ ...item, votes }))], { now })[0]!.score;
  expect(score(20)).toBeGreaterThan(score(0));
});

const shared =
  process.env.CHANGTONG_SHARED_DATA ?? new URL('../../../../../../shared/data', import.meta.url).pathname;
const file = `${shared}/messages-hot-topics.ndjson`;

test.skipIf(!existsSync(file))('the two hottest topics of a real city come out pure', () => {
  const items = readFileSync(file, 'utf8').split('\n').filter(Boolean).map(realItem);
  const latest = new Date(Math.max(...items.map(({ at }) => at.getTime())));
  const [first, second] = proposeTopics(items, { now: latest, days: 500 });
  const texts = new Map(items.map(({ id, title, text }) => [id, `${title}${text}`]));
  const shareAbout = (ids: readonly string[], word: string) =>
    ids.filter((id) => texts.get(id)!.includes(word)).length / ids.length;
  expect(first!.memberIds.length).toBeGreaterThanOrEqual(15);
  expect(shareAbout(first!.memberIds, '搅拌')).toBeGreaterThan(0.9);
  expect(second!.memberIds.length).toBeGreaterThanOrEqual(15);
  expect(shareAbout(second!.memberIds, '车位')).toBeGreaterThan(0.8);
});

/** Some dates in the real file are day numbers of a spreadsheet, counted from 1899-12-30. */
function realItem(line: string): TopicItem {
  const row = JSON.parse(line) as { id: string; title: string; text: string; at: string; for: string };
  const at = /^[\d.]+$/.test(row.at) ? new Date((Number(row.at) - 25_569) * 86_400_000) : new Date(row.at);
  return { id: row.id, title: row.title, text: row.text, at, votes: Number(row.for) };
}
