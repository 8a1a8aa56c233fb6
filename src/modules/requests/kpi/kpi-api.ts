import { createRoute, z } from '@hono/zod-openapi';
import type { View } from '../../../ui/view.ts';
import { INDICATOR_IDS, indicator } from './definitions.ts';
import { type FigureSet, type Figures, ratio } from './figures.ts';
import type { Period } from './period.ts';

const figure = z
  .object({
    id: z.enum(INDICATOR_IDS as [string, ...string[]]).describe('The indicator; stable.'),
    name: z.string().describe('Its name in the language asked for.'),
    kind: z
      .enum(['rate', 'count', 'mean'])
      .describe('rate: numerator ÷ denominator; count: the numerator; mean: working days ÷ cases.'),
    value: z.number().nullable().describe('The figure; null when the denominator is 0.'),
    numerator: z.number().int().describe('Cases in the numerator; for a mean the sum of working days.'),
    denominator: z.number().int().describe('Cases in the denominator.'),
    casesUrl: z
      .string()
      .describe('Page that lists the cases of the numerator (for a mean: the denominator).'),
  })
  .openapi('KpiFigure');

const set = z
  .object({
    key: z.string().describe('Office id, six-digit division code or category id; empty: sent to no office.'),
    figures: z.array(figure).describe('Every indicator of this part.'),
  })
  .openapi('KpiPart');

const answer = z
  .object({
    period: z.string().describe('The period as asked: 2026-11, 2026-Q4 or 2026.'),
    from: z.string().describe('First day, YYYY-MM-DD, in Asia/Shanghai.'),
    to: z.string().describe('Last day, YYYY-MM-DD, in Asia/Shanghai.'),
    asOf: z.string().describe('The moment of counting; a running period ends here. RFC 3339.'),
    total: z.array(figure).describe('Every indicator of the whole.'),
    medianWorkDays: z
      .number()
      .int()
      .nullable()
      .describe('Median working days of the requests closed in the period; null when none was.'),
    p90WorkDays: z
      .number()
      .int()
      .nullable()
      .describe('Working days within which 90 % of them were closed; null when none was.'),
    longestLateWorkDays: z
      .number()
      .int()
      .nullable()
      .describe('Working days of the longest delay; null when nothing was late.'),
    departments: z.array(set).describe('By office; empty when a filter is set.'),
    districts: z.array(set).describe('By district; empty when a filter is set.'),
    categories: z.array(set).describe('By category; empty when a filter is set.'),
    definitions: z
      .array(
        z.object({
          id: z.string().describe('The indicator.'),
          definition: z.string().describe('How it is counted, in the language asked for.'),
        }),
      )
      .describe('What each indicator means.'),
  })
  .openapi('Kpi');

const text = (about: string, example: string) =>
  z.string().optional().openapi({ description: about, example });

export const kpiApiRoute = createRoute({
  method: 'get',
  path: '/api/v1/kpi',
  operationId: 'kpi',
  summary: 'Indicators of a period with their numerators and denominators',
  tags: ['requests'],
  request: {
    query: z.object({
      period: text('A month, quarter or year; the running quarter when left out.', '2026-Q4'),
      department: text('Office id.', 'lighting'),
      division: text('Six-digit code of a district, city or the province.', '990102'),
      category: text('Category id.', 'lighting.street-lamp'),
      type: text('consult, help, suggest, complain or report.', 'help'),
    }),
  },
  responses: {
    200: { description: 'The indicators', content: { 'application/json': { schema: answer } } },
    400: {
      description: 'A parameter is not valid',
      content: {
        'application/problem+json': {
          schema: z.object({
            title: z.string().describe('Code of the refusal.'),
            detail: z.string().describe('What is wrong, for people.'),
          }),
        },
      },
    },
  },
});

export function kpiAnswer(
  view: View,
  period: Period,
  { total, by, median, p90, longestLate }: Figures,
  casesUrl: (id: (typeof INDICATOR_IDS)[number]) => string,
): z.infer<typeof answer> {
  const list = (figures: FigureSet) =>
    INDICATOR_IDS.map((id) => ({
      id,
      name: view.say(indicator(id).name),
      kind: indicator(id).kind,
      value: indicator(id).kind === 'count' ? figures[id].numerator : ratio(figures[id]),
      ...figures[id],
      casesUrl: casesUrl(id),
    }));
  const parts = (sets: ReadonlyMap<string, FigureSet>) =>
    [...sets].map(([key, figures]) => ({ key, figures: list(figures) }));
  return {
    period: period.id,
    from: period.from,
    to: period.to,
    asOf: view.now.toISOString(),
    total: list(total),
    medianWorkDays: median,
    p90WorkDays: p90,
    longestLateWorkDays: longestLate,
    departments: parts(by.department),
    districts: parts(by.district),
    categories: parts(by.category),
    definitions: INDICATOR_IDS.map((id) => ({ id, definition: view.say(indicator(id).definition) })),
  };
}
