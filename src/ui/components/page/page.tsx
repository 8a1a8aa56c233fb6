import type { Child, PropsWithChildren } from 'hono/jsx';

interface PageHeadingProps {
  /** What this page answers, as a sentence where possible: "路灯不亮，正在修". */
  readonly title: Child;
  /** Above the title: a number, a breadcrumb. */
  readonly over?: Child;
  /** One paragraph under the title. */
  readonly lead?: Child;
}

export const PageHeading = ({ title, over, lead }: PageHeadingProps) => (
  <div class="page-heading">
    {over !== undefined && <div class="page-over">{over}</div>}
    <h1>{title}</h1>
    {lead !== undefined && <p class="page-lead">{lead}</p>}
  </div>
);

/** A part of a page under its own heading. */
export const Section = ({
  title,
  id,
  aside,
  children,
}: PropsWithChildren<{
  readonly title: Child;
  readonly id?: string | undefined;
  /** Beside the heading: "全部 27 件". */
  readonly aside?: Child;
}>) => (
  <section class="stack" id={id}>
    <div class="row row-between">
      <h2>{title}</h2>
      {aside !== undefined && <div>{aside}</div>}
    </div>
    {children}
  </section>
);

/** White paper for things that belong together. Never a card in a card. */
export const Card = ({ title, children }: PropsWithChildren<{ readonly title?: string | undefined }>) => (
  <div class="card stack">
    {title !== undefined && <h2 class="card-title">{title}</h2>}
    {children}
  </div>
);

/** The parts of a page, with the space between them. */
export const Stack = ({
  gap = 'medium',
  children,
}: PropsWithChildren<{ readonly gap?: 'small' | 'medium' | 'large' | 'page' | undefined }>) => (
  <div class={gap === 'medium' ? 'stack' : `stack-${gap}`}>{children}</div>
);

/** The matter on the left, who and when on the right; on a phone the second comes after the first. */
export const Split = ({ aside, children }: PropsWithChildren<{ readonly aside: Child }>) => (
  <div class="split">
    <div class="stack-large">{children}</div>
    <aside class="stack">{aside}</aside>
  </div>
);

/** Equal boxes that wrap by themselves. */
export const Grid = ({ children }: PropsWithChildren) => <div class="grid">{children}</div>;
