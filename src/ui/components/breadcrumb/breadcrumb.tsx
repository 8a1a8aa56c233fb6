import { safeHref } from '../../safe-href.ts';
import type { View } from '../../view.ts';

interface Crumb {
  readonly href: string;
  readonly label: string;
}

/** The way up, without the page itself; goes above the heading. */
export const Breadcrumb = ({ view, items }: { readonly view: View; readonly items: readonly Crumb[] }) => (
  <nav class="breadcrumb" aria-label={view.t('所在位置', 'Where you are')}>
    <ol role="list">
      {items.map(({ href, label }) => (
        <li>
          <a href={safeHref(href)}>{label}</a>
        </li>
      ))}
    </ol>
  </nav>
);
