import { safeHref } from '../../safe-href.ts';
import type { View } from '../../view.ts';

interface Crumb {
  readonly href: string;
  readonly label: string;
}

interface BreadcrumbProps {
  readonly view: View;
  readonly items: readonly Crumb[];
  /** Only when a page has two. */
  readonly label?: string | undefined;
}

/** The way up, without the page itself; goes above the heading. */
export const Breadcrumb = ({ view, items, label }: BreadcrumbProps) => (
  <nav class="breadcrumb" aria-label={label ?? view.t('所在位置', 'Where you are')}>
    <ol role="list">
      {items.map(({ href, label }) => (
        <li>
          <a href={safeHref(href)}>{label}</a>
        </li>
      ))}
    </ol>
  </nav>
);
