import { safeHref } from '../../safe-href.ts';
import type { View } from '../../view.ts';

interface PaginationProps {
  readonly view: View;
  /** Address of the page with newer (earlier listed) rows; left out on the first. */
  readonly newer?: string | undefined;
  readonly older?: string | undefined;
  /** "27 件中的 1–20"; "1 万件以上" when the count is capped. */
  readonly summary?: string | undefined;
  /** Which list, when a page has two. */
  readonly label?: string | undefined;
}

/** Step through a long list. Lists are read by key, not by page number, so nothing is skipped while rows arrive. */
export function Pagination({ view, newer, older, summary, label }: PaginationProps) {
  if (newer === undefined && older === undefined && summary === undefined) return null;
  return (
    <nav class="pagination" aria-label={label ?? view.t('翻页', 'Pages')}>
      {newer !== undefined && (
        <a href={safeHref(newer)} rel="prev">
          ← {view.t('上一页', 'Previous')}
        </a>
      )}
      {summary !== undefined && <span class="number">{summary}</span>}
      {older !== undefined && (
        <a href={safeHref(older)} rel="next">
          {view.t('下一页', 'Next')} →
        </a>
      )}
    </nav>
  );
}
