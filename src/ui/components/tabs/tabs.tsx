import { safeHref } from '../../safe-href.ts';

export interface TabItem {
  readonly href: string;
  readonly label: string;
  readonly count?: number | undefined;
  readonly current?: boolean | undefined;
}

/** Views of one list as links: each has its own address, so it can be sent to a colleague. */
export const Tabs = ({ label, items }: { readonly label: string; readonly items: readonly TabItem[] }) => (
  <nav class="tabs" aria-label={label}>
    <ul role="list">
      {items.map(({ href, label: text, count, current }) => (
        <li>
          <a href={safeHref(href)} aria-current={current ? 'page' : undefined}>
            {text}
            {count !== undefined && <span class="number tab-count">{count}</span>}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);
