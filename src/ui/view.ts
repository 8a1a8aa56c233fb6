import type { Bilingual, Language } from '../kernel/bilingual.ts';

export type Theme = 'auto' | 'light' | 'dark' | 'contrast';
export type Size = 'standard' | 'elder';
export type Area = 'portal' | 'desk' | 'supervision' | 'account' | 'operator';

/** Everything a page knows about who is looking and how; built once per request by the HTTP floor. */
export interface View {
  readonly lang: Language;
  readonly theme: Theme;
  readonly size: Size;
  /** Path and query of this page, so that switching a mode or the language stays here. */
  readonly path: string;
  readonly now: Date;
  readonly actor: { readonly name: string; readonly roleLabel: Bilingual; readonly official: boolean } | null;
  readonly csrf: string;
  /** The demonstration province is loaded: say so in the footer and offer its log-ins. */
  readonly demo: boolean;
  t(zh: string, en: string): string;
  /** The same for a pair that lives in a map. */
  say(pair: Bilingual): string;
}
