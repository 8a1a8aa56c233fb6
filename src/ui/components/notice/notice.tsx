import type { PropsWithChildren } from 'hono/jsx';
import type { Tone } from '../tag/tag.tsx';

interface NoticeProps {
  readonly tone?: Exclude<Tone, 'neutral'> | undefined;
  /** The result or the next step, in one sentence. */
  readonly title?: string | undefined;
  /** The answer to what was just done: read out at once by a screen reader. */
  readonly live?: boolean | undefined;
  readonly id?: string | undefined;
}

/** What the reader must know before anything else on the page. At most one or two a page. */
export const Notice = ({
  tone = 'info',
  title,
  live = false,
  id,
  children,
}: PropsWithChildren<NoticeProps>) => (
  <div class={`notice notice-${tone}`} role={live ? 'status' : undefined} id={id}>
    {title !== undefined && <p class="notice-title">{title}</p>}
    {children}
  </div>
);
