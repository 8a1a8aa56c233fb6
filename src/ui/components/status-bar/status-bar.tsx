import type { View } from '../../view.ts';

/** `unknown` means nobody looked: it is never drawn as good. */
export type CellState = 'up' | 'slow' | 'down' | 'maintenance' | 'unknown';

interface StatusBarProps {
  readonly view: View;
  readonly name: string;
  /** Oldest first; the last 90 are shown, and missing ones stand on the left as unknown. */
  readonly cells: readonly CellState[];
  /** What a person would say: "昨天 14:05 起打不开，已 19 小时，市局已收到通知". */
  readonly sentence: string;
  /** What one cell covers: "每格 1 天". */
  readonly scale?: string | undefined;
}

const CELLS = 90;
const STEP = 100 / CELLS;

// Each state has its own height and place, so the bar can be read in grey: y and height in a box of 32.
const shapes: Readonly<Record<CellState, readonly (readonly [number, number])[]>> = {
  up: [[8, 16]],
  slow: [
    [8, 6],
    [18, 6],
  ],
  down: [[0, 32]],
  maintenance: [[13, 6]],
  unknown: [[15, 2]],
};

/** 90 thin cells, newest on the right, and the sentence they amount to. */
export function StatusBar({ view, name, cells, sentence, scale }: StatusBarProps) {
  const shown = padded(cells);
  return (
    <figure class="status-bar">
      <figcaption>
        <strong>{name}</strong> <span>{sentence}</span>
      </figcaption>
      <svg width="100%" height="32" role="img" aria-label={`${name}：${sentence}`}>
        {shown.flatMap((state, index) =>
          shapes[state].map(([y, height]) => (
            <rect
              class={`cell-${state}`}
              x={`${(index * STEP).toFixed(2)}%`}
              width={`${(STEP * 0.72).toFixed(2)}%`}
              y={y}
              height={height}
            />
          )),
        )}
      </svg>
      <p class="status-scale" aria-hidden="true">
        <span>{scale}</span>
        <span>{view.t('现在', 'Now')}</span>
      </p>
    </figure>
  );
}

const padded = (cells: readonly CellState[]): readonly CellState[] => {
  const last = cells.slice(-CELLS);
  return [...Array.from({ length: CELLS - last.length }, (): CellState => 'unknown'), ...last];
};

const names: readonly (readonly [CellState, string, string])[] = [
  ['up', '正常', 'Working'],
  ['slow', '变慢', 'Slow'],
  ['down', '打不开', 'Down'],
  ['maintenance', '计划维护', 'Planned maintenance'],
  ['unknown', '没有检查', 'Not checked'],
];

/** What the shapes mean; once a page. */
export const StatusLegend = ({ view }: { readonly view: View }) => (
  <ul class="status-legend" role="list">
    {names.map(([state, zh, en]) => (
      <li>
        <svg width="8" height="32" aria-hidden="true">
          {shapes[state].map(([y, height]) => (
            <rect class={`cell-${state}`} width="5" y={y} height={height} />
          ))}
        </svg>
        {view.t(zh, en)}
      </li>
    ))}
  </ul>
);
