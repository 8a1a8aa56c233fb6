import type { Child, PropsWithChildren } from 'hono/jsx';
import { safeHref } from '../../safe-href.ts';
import type { View } from '../../view.ts';

interface KpiProps {
  readonly view: View;
  readonly label: string;
  /** Already printed for people: "92.4%", "27". */
  readonly value: string;
  /** The cases behind the figure. A rate without them is not shown. */
  readonly of?: { readonly numerator: number; readonly denominator: number } | undefined;
  /** The list of exactly the counted cases. */
  readonly href?: string | undefined;
  readonly note?: Child;
  readonly tone?: 'late' | 'warn' | undefined;
}

/** One figure, what it counts, and the way to the cases it counts. */
export const Kpi = ({ view, label, value, of, href, note, tone }: KpiProps) => (
  <div class={tone === undefined ? 'kpi' : `kpi kpi-${tone}`}>
    <dt>{href === undefined ? label : <a href={safeHref(href)}>{label}</a>}</dt>
    <dd class="kpi-value number">{value}</dd>
    {of !== undefined && (
      <dd class="quiet number">
        {view.t(`${of.denominator} 件中 ${of.numerator} 件`, `${of.numerator} of ${of.denominator}`)}
      </dd>
    )}
    {note !== undefined && <dd class="quiet">{note}</dd>}
  </div>
);

export const KpiRow = ({ children }: PropsWithChildren) => <dl class="kpis">{children}</dl>;
