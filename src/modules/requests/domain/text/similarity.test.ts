import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostSimilar, NEAR_DUPLICATE, similarity } from './similarity.ts';

const anyMessage = fc.record(
  {
    title: fc.string({ unit: 'grapheme' }),
    text: fc.string({ unit: 'grapheme' }),
    place: fc.string({ unit: 'grapheme' }),
  },
  { requiredKeys: ['text'] },
);

test('two neighbours reporting one lamp are near duplicates, a lamp and a taxi are not', () => {
  const lamp = { text: '望江巷口的路灯坏了半个月，晚上一片漆黑', place: '望江巷' };
  const sameLamp = { text: '望江巷口路灯坏了，晚上漆黑一片不安全', place: '望江巷口' };
  const taxi = { text: '出租车司机在火车站拒载', place: '火车站' };
  expect(similarity(lamp, sameLamp)).toBeGreaterThan(NEAR_DUPLICATE);
  expect(similarity(lamp, taxi)).toBeLessThan(0.1);
  expect(mostSimilar(lamp, [taxi, sameLamp]).map(({ candidate }) => candidate)).toEqual([sameLamp]);
});

test('the same words about another place are less alike', () => {
  const words = { text: '门口井盖丢了，走路要小心' };
  const here = similarity({ ...words, place: '云岭大道一号' }, { ...words, place: '云岭大道一号' });
  const elsewhere = similarity({ ...words, place: '云岭大道一号' }, { ...words, place: '北门菜场' });
  expect(elsewhere).toBeLessThan(here);
});

test('likeness is the same both ways and between nought and one', () => {
  fc.assert(
    fc.property(anyMessage, anyMessage, (a, b) => {
      const likeness = similarity(a, b);
      expect(likeness).toBe(similarity(b, a));
      expect(likeness).toBeGreaterThanOrEqual(0);
      expect(likeness).toBeLessThanOrEqual(1);
    }),
  );
});
