import type { PropsWithChildren } from 'hono/jsx';

export type Tone = 'neutral' | 'info' | 'ok' | 'warn' | 'late';

/** One state in two to six characters. Each tone has its own mark, so it survives grey print and colour blindness. */
export const Tag = ({
  tone = 'neutral',
  children,
}: PropsWithChildren<{ readonly tone?: Tone | undefined }>) => (
  <span class={`tag tag-${tone}`}>{children}</span>
);
