import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CategoryId, categories, sectors } from '../domain/categories.ts';
import { classify, classifySectors } from './classify.ts';
import { learn } from './model.ts';
import { seedCorpus } from './seed-corpus.ts';
import { segment } from './segment.ts';
import { startingModel } from './starting-model.ts';
import { deserialise, serialise } from './stored-model.ts';

const model = startingModel();
const anyText = fc.string({ unit: 'binary', maxLength: 400 });
const anyCategory = fc.constantFrom(...categories.map(({ id }) => id));
const anySentence = fc.constantFrom(...Object.values(seedCorpus).flat());

describe('a city that has only just been set up', () => {
  test.each<[string, CategoryId]>([
    ['桥头的路灯连着三盏不亮，晚上看不见路', 'lighting.street-lamp'],
    ['出租车司机不打表，开口就要一百', 'transport.taxi'],
    ['老板欠了我们四个月工资，躲着不见人', 'labour.unpaid-wages'],
    ['楼下烧烤店油烟直往家里灌', 'pollution.air'],
    ['公司不肯给我们缴住房公积金', 'fund.contribution'],
    ['孩子户口不在本地，能在这里上小学吗，学位怎么申请', 'education.enrolment'],
    ['下水道堵了，一下雨整条街都积水', 'drainage.flooding'],
  ])('knows that “%s” is %s', (text, expected) => {
    expect(classify(model, text, 1)[0]?.category).toBe(expected);
  });

  test('says which words made it think so', () => {
    const [first] = classify(model, '小区门口的路灯坏了，请尽快维修', 3);
    expect(first?.reasons[0]?.term).toContain('路灯');
  });

  test('is sure of nothing when a message says nothing', () => {
    const [first] = classify(model, '……', 3);
    expect(first?.confidence).toBeLessThan(0.1);
    expect(first?.reasons).toEqual([]);
  });

  test('has at least four hundred sentences of its own, some for every category', () => {
    expect(Object.values(seedCorpus).flat().length).toBeGreaterThanOrEqual(400);
    for (const { id } of categories) expect(seedCorpus[id].length, id).toBeGreaterThanOrEqual(4);
  });

  test('never lists a sector twice, and orders sectors by confidence', () => {
    fc.assert(
      fc.property(anySentence, (text) => {
        const suggestions = classifySectors(model, text, 12);
        expect(new Set(suggestions.map(({ sector }) => sector)).size).toBe(12);
        const confidences = suggestions.map(({ confidence }) => confidence);
        expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
        expect(confidences.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 6);
      }),
    );
  });

  test('reads anything that can be typed, and reasons are pieces of what was written', () => {
    fc.assert(
      fc.property(anyText, anyText, (title, text) => {
        for (const { confidence, reasons } of classify(model, { title, text }, 3)) {
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThanOrEqual(1);
          for (const { term } of reasons) expect(title + text).toContain(term);
        }
      }),
    );
  });
});

describe('learning from a confirmed dispatch', () => {
  test('makes the confirmed category likelier for the same message', () => {
    fc.assert(
      fc.property(anySentence, anyCategory, (text, category) => {
        const pupil = startingModel();
        const before = likelihood(pupil, text, category);
        learn(pupil, text, category);
        learn(pupil, text, category);
        expect(likelihood(pupil, text, category)).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: 25 },
    );
  });

  test('teaches a word that the seed corpus does not know', () => {
    const pupil = startingModel();
    for (let times = 0; times < 3; times++) learn(pupil, '鎏櫆坊的鎏櫆又熄了', 'lighting.street-lamp');
    expect(classify(pupil, '鎏櫆坊', 1)[0]?.category).toBe('lighting.street-lamp');
  });

  test('survives being stored and read again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyText, anyCategory), { maxLength: 5 }),
        anySentence,
        (lessons, text) => {
          const taught = startingModel();
          for (const [lesson, category] of lessons) learn(taught, lesson, category);
          const restored = deserialise(serialise(taught));
          expect(classify(restored, text, 5)).toEqual(classify(taught, text, 5));
          learn(taught, text, 'transport.taxi');
          learn(restored, text, 'transport.taxi');
          expect(classify(restored, text, 5)).toEqual(classify(taught, text, 5));
        },
      ),
      { numRuns: 15 },
    );
  });

  test('refuses a store that was cut short', () => {
    const stored = serialise(model);
    expect(() => deserialise(stored.subarray(0, stored.length - 8))).toThrow('ends early');
  });
});

test('words of government stay whole', () => {
  expect(segment('请住建局和公积金中心答复')).toEqual(expect.arrayContaining(['住建局', '公积金中心']));
});

const shared =
  process.env.CHANGTONG_SHARED_DATA ?? new URL('../../../../../shared/data', import.meta.url).pathname;
const labelled = `${shared}/messages-labelled.ndjson`;

test.skipIf(!existsSync(labelled))('the model as shipped places real messages of another city', () => {
  const rows = readFileSync(labelled, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { title: string; text: string; category: string });
  const ranks = rows.map((row) =>
    classifySectors(model, row, 3).findIndex(({ sector }) => sectors[sector].zh === row.category),
  );
  expect(ranks.filter((rank) => rank === 0).length / rows.length).toBeGreaterThan(0.84);
  expect(ranks.filter((rank) => rank >= 0).length / rows.length).toBeGreaterThan(0.96);
});

function likelihood(pupil: typeof model, text: string, category: CategoryId): number {
  return classify(pupil, text, categories.length).find((one) => one.category === category)?.confidence ?? 0;
}
