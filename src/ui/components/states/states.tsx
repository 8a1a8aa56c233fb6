import type { Child } from 'hono/jsx';
import type { View } from '../../view.ts';
import { clock, shanghai } from '../time/format.ts';
import { dateTimeText, durationText } from '../time/time.tsx';

interface EmptyProps {
  /** What would stand here: "这里会列出等您办的诉求". */
  readonly title: string;
  /** Why there is nothing: "现在没有诉求分给您". */
  readonly reason?: Child;
  /** One thing to do. */
  readonly action?: Child;
}

/** Instead of an empty list. Never just "暂无数据". */
export const Empty = ({ title, reason, action }: EmptyProps) => (
  <div class="empty">
    <p class="empty-title">{title}</p>
    {reason !== undefined && <p>{reason}</p>}
    {action !== undefined && <div class="empty-action">{action}</div>}
  </div>
);

interface StaleProps {
  readonly view: View;
  /** When the shown data were taken. */
  readonly at: Date;
  /** How old they may be by promise, in minutes; past it the label turns seal-red. */
  readonly promisedMinutes: number;
}

/** How old the data are: "数据截至 09:40，35 分钟前". */
export function Stale({ view, at, promisedMinutes }: StaleProps) {
  const minutes = Math.max(0, (view.now.getTime() - at.getTime()) / 60_000);
  const age = durationText(view.lang, minutes);
  const late = minutes > promisedMinutes;
  const when = sameDay(at, view.now) ? clock(at) : dateTimeText(view, at);
  return (
    <p class={late ? 'stale late' : 'stale quiet'}>
      {view.t(`数据截至 ${when}，${age}前`, `Data as of ${when}, ${age} ago`)}
      {late &&
        view.t(
          `，超过承诺的 ${durationText('zh', promisedMinutes)}`,
          `; promised every ${durationText('en', promisedMinutes)}`,
        )}
    </p>
  );
}

const sameDay = (a: Date, b: Date): boolean => {
  const [x, y] = [shanghai(a), shanghai(b)];
  return x.day === y.day && x.month === y.month && x.year === y.year;
};

/** The line under a region that refreshes itself; the script keeps it true. */
export const RefreshedAt = ({ view }: { readonly view: View }) => (
  <p class="quiet" data-refreshed data-text={view.t('更新于 {time}', 'Updated at {time}')}>
    {view.t(`更新于 ${clock(view.now)}`, `Updated at ${clock(view.now)}`)}
  </p>
);
