import { type Bilingual, both } from '../bilingual.ts';

export type LimitUnit = 'work-days' | 'calendar-days' | 'hours';

/** How long an office has. */
export interface Limit {
  /** A whole number from 0 for days; any number from 0 for hours. */
  readonly amount: number;
  readonly unit: LimitUnit;
  /** What sets it: a law and article, or the promise that shortens it. */
  readonly basis: string;
}

/** More time, granted by someone other than the handler, in the unit of the limit that it lengthens. */
export interface Extension {
  readonly amount: number;
  /** The decision that grants it. */
  readonly basis: string;
}

/** The only reasons for which time stops. The list is closed: "waiting for another office" is not on it. */
export type PauseReason =
  | 'supplement'
  | 'hearing'
  | 'tender'
  | 'auction'
  | 'inspection-and-testing'
  | 'quarantine'
  | 'appraisal'
  | 'expert-review';

export interface PauseReasonFacts {
  readonly name: Bilingual;
  /** The article that allows it. */
  readonly basis: string;
}

/** @source 行政许可法 (2019 修正) 第三十二条第一款第四项、第四十五条 */
const ARTICLE_45 = '《行政许可法》第四十五条';

export const pauseReasons: Readonly<Record<PauseReason, PauseReasonFacts>> = {
  supplement: {
    name: both('等您补正材料', 'waiting for you to complete the papers'),
    basis: '《行政许可法》第三十二条第一款第四项',
  },
  hearing: { name: both('听证', 'hearing'), basis: ARTICLE_45 },
  tender: { name: both('招标', 'tender'), basis: ARTICLE_45 },
  auction: { name: both('拍卖', 'auction'), basis: ARTICLE_45 },
  'inspection-and-testing': { name: both('检验检测', 'inspection and testing'), basis: ARTICLE_45 },
  quarantine: { name: both('检疫', 'quarantine'), basis: ARTICLE_45 },
  appraisal: { name: both('鉴定', 'expert appraisal'), basis: ARTICLE_45 },
  'expert-review': { name: both('专家评审', 'expert review'), basis: ARTICLE_45 },
};

export const isPauseReason = (text: string): text is PauseReason => Object.hasOwn(pauseReasons, text);

/** Time that does not count. `to` is null while the pause goes on. */
export interface PauseInterval {
  readonly from: Date;
  readonly to: Date | null;
  readonly reason: PauseReason;
}
