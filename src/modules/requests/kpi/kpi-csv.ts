import { csvLine } from '../../../kernel/text/index.ts';
import type { View } from '../../../ui/view.ts';
import type { Names } from '../pages/desk-pages.tsx';
import { INDICATOR_IDS, indicator } from './definitions.ts';
import { type FigureSet, type Figures, ratio } from './figures.ts';
import type { Period } from './period.ts';

/** Every figure in one long table, the way spreadsheets pivot: who, indicator, value, numerator, denominator. */
export function kpiCsv(view: View, period: Period, figures: Figures, names: Names): string {
  const header = [
    view.t('统计期', 'Period'),
    view.t('口径', 'By'),
    view.t('名称', 'Name'),
    view.t('指标', 'Indicator'),
    view.t('数值', 'Value'),
    view.t('分子', 'Numerator'),
    view.t('分母', 'Denominator'),
  ];
  const office = (key: string) =>
    key === '' ? view.t('没有派给单位', 'Sent to no office') : view.say(names.department(key));
  const groups: readonly (readonly [string, ReadonlyMap<string, FigureSet>, (key: string) => string])[] = [
    [view.t('合计', 'Total'), new Map([['', figures.total]]), () => view.t('合计', 'Total')],
    [view.t('承办单位', 'Office'), figures.by.department, office],
    [view.t('地区', 'District'), figures.by.district, names.division],
    [view.t('分类', 'Category'), figures.by.category, (key) => view.say(names.category(key))],
  ];
  const lines = groups.flatMap(([by, sets, name]) =>
    [...sets].flatMap(([key, set]) =>
      INDICATOR_IDS.map((id) =>
        csvLine([
          period.id,
          by,
          name(key),
          view.say(indicator(id).name),
          rounded(indicator(id).kind === 'count' ? set[id].numerator : ratio(set[id])),
          set[id].numerator,
          set[id].denominator,
        ]),
      ),
    ),
  );
  // The mark lets spreadsheets read Chinese as UTF-8.
  return `\uFEFF${csvLine(header)}${lines.join('')}`;
}

const rounded = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 10_000) / 10_000;
