import type { Child } from 'hono/jsx';

export interface Fact {
  readonly term: string;
  readonly value: Child;
}

/** Name and value pairs, two columns where there is room. Empty values are left out by the caller, not shown as "—". */
export const Facts = ({ items }: { readonly items: readonly Fact[] }) => (
  <dl class="facts">
    {items.map(({ term, value }) => (
      <div>
        <dt>{term}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
