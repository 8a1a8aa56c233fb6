import type { Child } from 'hono/jsx';
import type { Size, Theme, View } from './view.ts';

/** One way a component is used. The gallery, the HTML test and the accessibility test all read these. */
export interface Example {
  readonly name: string;
  /** When to use it, in one sentence. */
  readonly note?: string;
  /** `key` is unique among the examples on one page: use it in names and ids. */
  render(view: View, key: string): Child;
}

export interface ComponentExamples {
  /** Its address under /ui. */
  readonly slug: string;
  readonly title: string;
  readonly about: string;
  readonly examples: readonly Example[];
}

export interface Mode {
  readonly slug: 'standard' | 'elder' | 'contrast' | 'dark';
  readonly title: string;
  readonly theme: Theme;
  readonly size: Size;
}

export const modes: readonly Mode[] = [
  { slug: 'standard', title: '标准', theme: 'light', size: 'standard' },
  { slug: 'elder', title: '长辈版', theme: 'light', size: 'elder' },
  { slug: 'contrast', title: '高对比', theme: 'contrast', size: 'standard' },
  { slug: 'dark', title: '深色', theme: 'dark', size: 'standard' },
];

/** A reader who looks at the gallery: nobody signed in, 11 March 2025, 09:40 in China. */
export function exampleView(change: Partial<View> = {}): View {
  const lang = change.lang ?? 'zh';
  return {
    lang,
    theme: 'light',
    size: 'standard',
    path: '/ui',
    now: new Date('2025-03-11T09:40:00+08:00'),
    actor: null,
    csrf: 'example',
    demo: true,
    t: (zh, en) => (lang === 'zh' ? zh : en),
    say: (pair) => pair[lang],
    ...change,
  };
}
