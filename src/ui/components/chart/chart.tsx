import type { Child } from 'hono/jsx';
import { safeHref } from '../../safe-href.ts';
import type { View } from '../../view.ts';

export interface Bar {
  readonly label: string;
  /** Not negative. */
  readonly value: number;
  /** Printed for people: "92.4%（134/145）". */
  readonly text: string;
  readonly href?: string | undefined;
  /** Drawn in seal-red with a hatch: late, failing. */
  readonly late?: boolean | undefined;
}

interface BarChartProps {
  /** The finding: "市城管局超期最多，占全部的三分之一". */
  readonly title: string;
  readonly bars: readonly Bar[];
  /** Names of the two columns. */
  readonly headings: readonly [string, string];
  /** The full width; the largest value when left out. For rates give 100. */
  readonly max?: number | undefined;
  /** Unique on the page. */
  readonly id: string;
}

/** Bars in a table: the figures are the table, the bars stand in its rows. */
export function BarChart({ title, bars, headings, max, id }: BarChartProps) {
  const full = Math.max(max ?? 0, ...bars.map(({ value }) => value), Number.MIN_VALUE);
  return (
    <figure class="chart">
      <figcaption id={`${id}-title`}>{title}</figcaption>
      <svg width="0" height="0" aria-hidden="true" class="chart-patterns">
        <pattern
          id={`${id}-hatch`}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect class="hatch-ground" width="6" height="6" />
          <rect class="hatch-line" width="3" height="6" />
        </pattern>
      </svg>
      <table class="bars" aria-labelledby={`${id}-title`}>
        <thead>
          <tr>
            <th scope="col">{headings[0]}</th>
            <th scope="col">{headings[1]}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr>
              <th scope="row">
                {bar.href === undefined ? bar.label : <a href={safeHref(bar.href)}>{bar.label}</a>}
              </th>
              <td class="number">
                <svg width="100%" height="20" aria-hidden="true">
                  <rect class="bar-track" width="100%" height="20" />
                  <rect
                    class="bar-fill"
                    width={`${((bar.value / full) * 100).toFixed(2)}%`}
                    height="20"
                    fill={bar.late ? `url(#${id}-hatch)` : undefined}
                  />
                </svg>
                <span>{bar.text}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

export interface TrendPoint {
  readonly label: string;
  /** null where nothing was measured: the line breaks and the table says so. */
  readonly value: number | null;
  /** Printed for people. */
  readonly text: string;
}

interface TrendChartProps {
  readonly view: View;
  /** The finding: "按期办结率连升 4 个月". */
  readonly title: string;
  readonly points: readonly TrendPoint[];
  readonly headings: readonly [string, string];
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** A promised value as a dashed line. */
  readonly goal?: { readonly value: number; readonly label: string } | undefined;
  readonly note?: Child;
}

const PLOT = { top: 12, bottom: 88 };

/** A line over time. Positions are percentages, so text keeps its size in every mode and on every screen. */
export function TrendChart(props: TrendChartProps) {
  const { view, title, points, headings, note } = props;
  const place = placing(props);
  const last = points.findLast(({ value }) => value !== null);
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <svg class="trend" width="100%" height="180" aria-hidden="true">
        <line class="axis" x1="0" x2="100%" y1={`${PLOT.bottom}%`} y2={`${PLOT.bottom}%`} />
        {props.goal && <Goal goal={props.goal} y={place.y(props.goal.value)} />}
        {segments(points).map(([from, to]) => (
          <line
            class="trend-line"
            x1={place.x(from)}
            y1={place.y(valueAt(points, from))}
            x2={place.x(to)}
            y2={place.y(valueAt(points, to))}
          />
        ))}
        {points.map(({ value }, index) =>
          value === null ? null : <circle class="trend-dot" cx={place.x(index)} cy={place.y(value)} r="4" />,
        )}
      </svg>
      <p class="trend-ends number" aria-hidden="true">
        <span>
          {points[0]?.label} {points[0]?.text}
        </span>
        <strong>
          {last?.label} {last?.text}
        </strong>
      </p>
      <details class="chart-data">
        <summary>{view.t('看每一个数', 'See every figure')}</summary>
        <PointTable title={title} points={points} headings={headings} />
      </details>
      {note !== undefined && <p class="quiet">{note}</p>}
    </figure>
  );
}

const Goal = ({ goal, y }: { readonly goal: { readonly label: string }; readonly y: string }) => (
  <>
    <line class="goal" x1="0" x2="100%" y1={y} y2={y} />
    <text x="0" y={y} dy="-6">
      {goal.label}
    </text>
  </>
);

const PointTable = ({ title, points, headings }: Pick<TrendChartProps, 'title' | 'points' | 'headings'>) => (
  <table class="points">
    <caption class="visually-hidden">{title}</caption>
    <thead>
      <tr>
        <th scope="col">{headings[0]}</th>
        <th scope="col" class="number">
          {headings[1]}
        </th>
      </tr>
    </thead>
    <tbody>
      {points.map(({ label, text }) => (
        <tr>
          <th scope="row">{label}</th>
          <td class="number">{text}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

function placing({ points, min, max, goal }: TrendChartProps) {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const extra = goal === undefined ? [] : [goal.value];
  const low = min ?? Math.min(...values, ...extra, 0);
  const high = max ?? Math.max(...values, ...extra, low + 1);
  const span = high - low || 1;
  return {
    x: (index: number) => `${(2 + (96 * index) / Math.max(1, points.length - 1)).toFixed(2)}%`,
    y: (value: number) => `${(PLOT.bottom - ((value - low) / span) * (PLOT.bottom - PLOT.top)).toFixed(2)}%`,
  };
}

const valueAt = (points: readonly TrendPoint[], index: number): number => points[index]?.value ?? 0;

/** Neighbours that were both measured. */
const segments = (points: readonly TrendPoint[]): readonly (readonly [number, number])[] =>
  points.flatMap(({ value }, index) => {
    const next = points[index + 1];
    return value === null || next === undefined || next.value === null ? [] : [[index, index + 1] as const];
  });
