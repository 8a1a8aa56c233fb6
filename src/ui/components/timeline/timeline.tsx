import type { Child } from 'hono/jsx';
import type { View } from '../../view.ts';
import { DateTime } from '../time/time.tsx';

export interface TimelineItem {
  readonly at?: Date | undefined;
  readonly title: Child;
  readonly body?: Child;
  /** The office first, then the person if the reader may know. */
  readonly by?: string | undefined;
  /** `now` is where the matter stands; `next` has not happened yet; `late` should have. */
  readonly state?: 'done' | 'now' | 'next' | 'late' | undefined;
}

/** What happened, in order. Every action becomes a line here. */
export const Timeline = ({
  view,
  items,
  label,
}: {
  readonly view: View;
  readonly items: readonly TimelineItem[];
  readonly label?: string | undefined;
}) => (
  <ol class="timeline" role="list" aria-label={label}>
    {items.map((item) => (
      <Entry view={view} item={item} />
    ))}
  </ol>
);

function Entry({ view, item }: { readonly view: View; readonly item: TimelineItem }) {
  const state = item.state ?? 'done';
  return (
    <li class={`timeline-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
      <p class="timeline-title">{item.title}</p>
      {(item.at !== undefined || item.by !== undefined) && (
        <p class="quiet">
          {item.at !== undefined && <DateTime view={view} at={item.at} />}
          {item.at !== undefined && item.by !== undefined && ' · '}
          {item.by}
        </p>
      )}
      {item.body !== undefined && <div class="timeline-body">{item.body}</div>}
    </li>
  );
}
