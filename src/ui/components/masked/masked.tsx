import { safeHref } from '../../safe-href.ts';
import type { View } from '../../view.ts';

interface MaskedProps {
  readonly view: View;
  /** Already masked by the server: "138****0042". The full value never reaches this page. */
  readonly value: string;
  /** Where the full value is shown, with the look written down. Only for those allowed. */
  readonly revealHref?: string | undefined;
}

/** Personal data with the middle hidden, and how to see the rest where that is allowed. */
export const Masked = ({ view, value, revealHref }: MaskedProps) => (
  <span class="masked">
    <span class="number">{value}</span>
    <span class="visually-hidden">{view.t('（中间已隐去）', ' (partly hidden)')}</span>
    {revealHref !== undefined && (
      <>
        {' '}
        <a href={safeHref(revealHref)}>{view.t('查看全部（会留下记录）', 'Show all (this is recorded)')}</a>
      </>
    )}
  </span>
);
