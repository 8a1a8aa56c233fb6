import type { View } from '../../../ui/view.ts';
import type { Filters } from './counting.ts';
import { type IndicatorId, indicator, type Side } from './definitions.ts';
import { type Figure, ratio } from './figures.ts';

/** "92.4%", "27 件", "3.2 天"; words where nothing was counted. */
export function figureText(view: View, id: IndicatorId, figure: Figure): string {
  const share = ratio(figure);
  if (share === null) return view.t('没有可算的', 'nothing to count');
  const { kind } = indicator(id);
  if (kind === 'count') return view.t(`${figure.numerator} 件`, `${figure.numerator}`);
  return kind === 'mean'
    ? view.t(`${share.toFixed(1)} 个工作日`, `${share.toFixed(1)} working days`)
    : percent(share);
}

/** Rounded down, so that 100% is said only when it is. */
export const percent = (share: number): string => `${(Math.floor(share * 1_000 + 1e-9) / 10).toFixed(1)}%`;

/** "92.4%（134/145）" */
export const figureWithCases = (view: View, id: IndicatorId, figure: Figure): string =>
  figure.denominator === 0
    ? '—'
    : `${figureText(view, id, figure)}${view.t('（', ' (')}${figure.numerator}/${figure.denominator}${view.t('）', ')')}`;

/** In an address: the cases that were sent to no office. */
export const NO_OFFICE = 'none';

export interface Asked extends Filters {
  readonly period: string;
}

const query = (asked: Asked, more: Readonly<Record<string, string | undefined>> = {}): string => {
  const { period, departmentId, divisionCode, category, type } = asked;
  const entries = Object.entries({
    period,
    department: departmentId === '' ? NO_OFFICE : departmentId,
    division: divisionCode,
    category,
    type,
    ...more,
  });
  return new URLSearchParams(
    entries.filter((entry): entry is [string, string] => entry[1] !== undefined),
  ).toString();
};

export const kpiHref = (asked: Asked): string => `/kpi?${query(asked)}`;
export const csvHref = (asked: Asked): string => `/kpi.csv?${query(asked)}`;
export const casesHref = (asked: Asked, id: IndicatorId, side: Side, after?: string): string =>
  `/kpi/cases?${query(asked, { indicator: id, side, after })}`;
