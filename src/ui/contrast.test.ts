import { describe, expect, test } from 'vitest';
import { type ColourName, type Palette, palettes } from './tokens.ts';

const channel = (value: number): number => {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
};
const luminance = (hex: string): number => {
  const [r, g, b] = [1, 3, 5].map((at) => channel(Number.parseInt(hex.slice(at, at + 2), 16)));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
};
const contrast = (a: string, b: string): number => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
};

type Pair = readonly [ColourName, ColourName];
const onPaper = (name: ColourName): readonly Pair[] => [
  [name, 'page'],
  [name, 'surface'],
];

// ux.md §4: text at least 5.6 : 1, controls at least 3 : 1, in every theme.
const text: readonly Pair[] = [
  ...(['text', 'text-2', 'link', 'visited', 'brand', 'seal', 'ok', 'warn'] as const).flatMap(onPaper),
  ...(['brand-tint', 'seal-tint', 'ok-tint', 'warn-tint'] as const).flatMap((tint): readonly Pair[] => [
    ['text', tint],
    ['text-2', tint],
    ['link', tint],
    ['visited', tint],
  ]),
  ['brand', 'brand-tint'],
  ['seal', 'seal-tint'],
  ['ok', 'ok-tint'],
  ['warn', 'warn-tint'],
  ['on-brand', 'brand'],
  ['on-brand', 'brand-strong'],
  ...([1, 2, 3, 4, 5] as const).map((step): Pair => ['on-heat', `heat-${step}`]),
];
const controls: readonly Pair[] = [...onPaper('line-strong'), ['focus', 'focus-ink']];

const tooWeak = (palette: Palette, pairs: readonly Pair[], least: number) =>
  pairs
    .map(([a, b]) => `${a} on ${b}: ${contrast(palette[a], palette[b]).toFixed(2)}`)
    .filter((line) => Number(line.split(': ')[1]) < least);

describe.each(Object.entries(palettes))('%s', (_, palette) => {
  test('every text can be read: 5.6 to 1 or more', () => {
    expect(tooWeak(palette, text, 5.6)).toEqual([]);
  });
  test('every control edge and the focus ring can be seen: 3 to 1 or more', () => {
    expect(tooWeak(palette, controls, 3)).toEqual([]);
  });
});

test('the measured pairs of the paper are what it says', () => {
  const { light } = palettes;
  expect(contrast(light.text, light.surface)).toBeCloseTo(15.7, 0);
  expect(contrast(light.brand, light.surface)).toBeCloseTo(8.6, 0);
  expect(contrast(light['line-strong'], light.surface)).toBeCloseTo(3.7, 1);
});
