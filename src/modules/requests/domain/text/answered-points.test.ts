import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answeredPoints, askedPoints } from './answered-points.ts';

const request = '望江巷三盏路灯坏了半个月。请问路灯什么时候修好？另外井盖也松了，请派人更换井盖。谢谢领导！';

describe('the reply gate', () => {
  test('finds what was asked and leaves greetings and thanks out', () => {
    expect(askedPoints(request)).toEqual(['请问路灯什么时候修好?', '另外井盖也松了,请派人更换井盖']);
  });

  test.each([
    '您好，您的留言已收悉。',
    '您好！您反映的问题已转相关部门处理，感谢您的支持。2025年3月10日',
    '您好，您反映的情况正在调查处理中。',
    '您反映的问题请咨询城管局，电话 0990-1234567。',
    '我们高度重视，将尽快给予答复。',
    '',
  ])('an answer that says nothing is empty: %s', (reply) => {
    const check = answeredPoints(request, reply);
    expect(check.emptyReply).toBe(true);
    expect(check.reasons.length).toBeGreaterThan(0);
    expect(check.points.every(({ answered }) => answered === 'no')).toBe(true);
  });

  test('a reply that forwards and also tells the result is not empty', () => {
    const reply = '您好，您的留言已收悉。经现场查看，三盏路灯因电缆老化熄灭，3 月 12 日已修好。井盖已更换。';
    expect(answeredPoints(request, reply)).toMatchObject({
      emptyReply: false,
      points: [{ answered: 'yes' }, { answered: 'yes' }],
    });
  });

  test('the point that was passed over is named', () => {
    const check = answeredPoints(request, '您好，望江巷路灯 3 月 12 日已经修好，请放心出行。');
    expect(check.points.map(({ answered }) => answered)).toEqual(['yes', 'no']);
    expect(check.reasons[0]?.zh).toContain('井盖');
  });

  test('a question of when that gets no time goes to a person', () => {
    const [when] = answeredPoints(
      '请问路灯什么时候修好？',
      '望江巷路灯由市政所负责修好，材料采购手续齐全。',
    ).points;
    expect(when?.answered).toBe('unknown');
    expect(when?.reason.zh).toContain('时间');
  });

  test('any two texts can be compared', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (asked, reply) => {
        expect(answeredPoints(asked, reply).points.length).toBeLessThanOrEqual(20);
      }),
    );
  });
});
