import type { View } from '../../view.ts';

interface StepsProps {
  readonly view: View;
  /** Counted from 1. */
  readonly current: number;
  readonly total: number;
  /** The name of this step, when the heading below does not say it. */
  readonly name?: string | undefined;
}

/** How far one is in a form of one question a page. */
export const Steps = ({ view, current, total, name }: StepsProps) => (
  <div class="steps">
    <p>
      {view.t(`第 ${current} 步，共 ${total} 步`, `Step ${current} of ${total}`)}
      {name !== undefined && ` · ${name}`}
    </p>
    <svg width="100%" height="6" aria-hidden="true">
      {Array.from({ length: total }, (_, index) => (
        <rect
          class={index < current ? 'step-done' : 'step-open'}
          x={`${((index * 100) / total).toFixed(2)}%`}
          width={`${(100 / total - 1).toFixed(2)}%`}
          y={index < current ? 0 : 2}
          height={index < current ? 6 : 2}
        />
      ))}
    </svg>
  </div>
);
