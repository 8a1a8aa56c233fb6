/** One fact said twice: Chinese first, English second. Both are always present. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

export type Language = 'zh' | 'en';

export const both = (zh: string, en: string): Bilingual => ({ zh, en });
