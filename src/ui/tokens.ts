/**
 * Every colour, size and space of the interface, once. The stylesheet is generated from this table and the
 * contrast test reads the same table, so a colour cannot change without being measured.
 * @source ux.md §4 (colour, type, shape) and §5 (elder norm: text at least 18 px, main targets at least 60 px)
 */
export type Palette = Readonly<Record<ColourName, string>>;

export type ColourName =
  | 'page'
  | 'surface'
  | 'line'
  | 'line-strong'
  | 'text'
  | 'text-2'
  | 'link'
  | 'visited'
  | 'brand'
  | 'brand-strong'
  | 'on-brand'
  | 'brand-tint'
  | 'seal'
  | 'seal-tint'
  | 'ok'
  | 'ok-tint'
  | 'warn'
  | 'warn-tint'
  | 'focus'
  | 'focus-ink'
  | 'heat-1'
  | 'heat-2'
  | 'heat-3'
  | 'heat-4'
  | 'heat-5'
  | 'on-heat';

export const palettes: Readonly<Record<'light' | 'dark' | 'contrast', Palette>> = {
  light: {
    page: '#F4F6F9',
    surface: '#FFFFFF',
    line: '#D3DAE4',
    'line-strong': '#7A8699',
    text: '#1B2430',
    'text-2': '#4A5666',
    link: '#0B4A99',
    visited: '#5A3A86',
    brand: '#0B4A99',
    'brand-strong': '#083975',
    'on-brand': '#FFFFFF',
    'brand-tint': '#E6EEF8',
    seal: '#B4231A',
    'seal-tint': '#FCEBE9',
    ok: '#17693A',
    'ok-tint': '#E5F3EA',
    warn: '#7A4A00',
    'warn-tint': '#FFF1D6',
    focus: '#FFD33D',
    'focus-ink': '#111111',
    'heat-1': '#FFF8EC',
    'heat-2': '#FDE9C9',
    'heat-3': '#F9D3A0',
    'heat-4': '#F3B97A',
    'heat-5': '#EA9C5A',
    'on-heat': '#1B2430',
  },
  dark: {
    page: '#11161D',
    surface: '#1A212B',
    line: '#343F4E',
    'line-strong': '#7F8DA1',
    text: '#E8EDF4',
    'text-2': '#B3BECC',
    link: '#8DBBF5',
    visited: '#C7A8EE',
    brand: '#8DBBF5',
    'brand-strong': '#B4D3FA',
    'on-brand': '#0E1620',
    'brand-tint': '#1B2C43',
    seal: '#FF9C93',
    'seal-tint': '#3B1C1A',
    ok: '#7FD4A0',
    'ok-tint': '#16301F',
    warn: '#F2C063',
    'warn-tint': '#33270F',
    focus: '#FFD33D',
    'focus-ink': '#111111',
    'heat-1': '#221D17',
    'heat-2': '#33281A',
    'heat-3': '#48341C',
    'heat-4': '#5E3F1D',
    'heat-5': '#744A1E',
    'on-heat': '#F3EEE6',
  },
  contrast: {
    page: '#000000',
    surface: '#000000',
    line: '#FFFFFF',
    'line-strong': '#FFFFFF',
    text: '#FFFFFF',
    'text-2': '#FFFFFF',
    link: '#FFFF00',
    visited: '#FFB8FF',
    brand: '#FFFF00',
    'brand-strong': '#FFFFFF',
    'on-brand': '#000000',
    'brand-tint': '#000000',
    seal: '#FF9A9A',
    'seal-tint': '#000000',
    ok: '#7CFF9B',
    'ok-tint': '#000000',
    warn: '#FFD83D',
    'warn-tint': '#000000',
    focus: '#00FFFF',
    'focus-ink': '#000000',
    'heat-1': '#000000',
    'heat-2': '#000000',
    'heat-3': '#000000',
    'heat-4': '#000000',
    'heat-5': '#000000',
    'on-heat': '#FFFFFF',
  },
};

/** One step of type and touch; `rem` follows the reader's own browser setting, so 30 px text stays reachable. */
const sizes = {
  standard: {
    'step--1': '.9375rem',
    'step-0': '1rem',
    'step-1': '1.25rem',
    'step-2': '1.5rem',
    'step-3': 'clamp(1.625rem,1.3rem + 1.6vw,2rem)',
    'step-figure': '2rem',
    target: '44px',
    leading: '1.7',
    paragraph: '.8em',
    measure: '38em',
  },
  elder: {
    'step--1': '1.1875rem',
    'step-0': '1.25rem',
    'step-1': '1.5rem',
    'step-2': '1.75rem',
    'step-3': 'clamp(1.875rem,1.5rem + 1.9vw,2.375rem)',
    'step-figure': '2.375rem',
    target: '60px',
    leading: '1.75',
    // The elder norm: a gap of 1.3 lines between paragraphs, measured from line to line.
    paragraph: '1.4em',
    measure: '30em',
  },
} as const;

const shared = {
  s1: '.25rem',
  s2: '.5rem',
  s3: '.75rem',
  s4: '1rem',
  s5: '1.5rem',
  s6: '2rem',
  s7: '3rem',
  radius: '4px',
  /*
   * The faces of ux.md §4 with the Chinese ones first: digits and Han then come from one design, also on
   * Kylin and UOS desktops where system-ui is often a Latin face with much wider figures.
   */
  sans: '"PingFang SC","HarmonyOS Sans SC","MiSans","Microsoft YaHei UI","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC",system-ui,sans-serif',
};

const declare = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';');

/** The custom properties, valid on any element that carries `data-theme` or `data-size`. */
export function tokensCss(): string {
  const { light, dark, contrast } = palettes;
  return `
:root,[data-theme]{color-scheme:light;${declare(light)}}
:root{${declare(shared)}}
[data-theme=dark]{color-scheme:dark;${declare(dark)}}
[data-theme=contrast]{color-scheme:dark;${declare(contrast)}}
@media (prefers-color-scheme:dark){[data-theme=auto]{color-scheme:dark;${declare(dark)}}}
@media (prefers-contrast:more){[data-theme=auto]{color-scheme:dark;${declare(contrast)}}}
:root,[data-size]{${declare(sizes.standard)}}
[data-size=elder]{${declare(sizes.elder)}}
@media print{:root,[data-theme]{color-scheme:light;${declare({ ...light, page: '#FFFFFF' })}}}`;
}
