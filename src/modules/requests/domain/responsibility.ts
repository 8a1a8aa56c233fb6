import type { LimitUnit } from '../../../kernel/clock/index.ts';
import type { RequestType } from './states.ts';

/** One line of the responsibility list (职责清单). A null condition matches everything; the first line that matches decides. */
export interface ResponsibilityRule {
  readonly position: number;
  readonly category: string | null;
  readonly type: RequestType | null;
  /** This division and all inside it. */
  readonly divisionCode: string | null;
  /** What the office does ('lighting'); the nearest such office to the place takes the case. */
  readonly departmentKind: string;
  readonly coDepartmentKinds: readonly string[];
  readonly limitAmount: number;
  readonly limitUnit: LimitUnit;
  readonly limitBasis: string;
  /** A sure enough classification may send the case without a person. */
  readonly automatic: boolean;
}

export interface ResponsibilityList {
  readonly version: number;
  readonly rules: readonly ResponsibilityRule[];
}

export interface Matter {
  readonly category: string;
  readonly type: RequestType;
  /** The place's division and those around it, smallest first. */
  readonly divisions: readonly string[];
}

/** The rule that decides for this matter; null: nobody is named, so a person must. */
export const ruleFor = (list: ResponsibilityList, matter: Matter): ResponsibilityRule | null =>
  list.rules.find((rule) => matches(rule, matter)) ?? null;

const matches = (rule: ResponsibilityRule, { category, type, divisions }: Matter) =>
  (rule.category === null || rule.category === category) &&
  (rule.type === null || rule.type === type) &&
  (rule.divisionCode === null || divisions.includes(rule.divisionCode));

/** Confidence from which an automatic rule sends without a person. Our assumption. */
export const SURE_ENOUGH = 0.7;
