import { safeHref } from '../../safe-href.ts';
import type { View } from '../../view.ts';

interface SearchBoxProps {
  readonly view: View;
  readonly action: string;
  /** What can be written, with an example. */
  readonly label: string;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  /** Filters that the search keeps. */
  readonly keep?: Readonly<Record<string, string>> | undefined;
  readonly id?: string | undefined;
}

/** One line that takes plain words. */
export const SearchBox = ({
  view,
  action,
  label,
  name = 'q',
  value,
  keep = {},
  id = 'search',
}: SearchBoxProps) => (
  <search>
    <form class="search-box" action={safeHref(action)}>
      <label for={id}>{label}</label>
      <div>
        {Object.entries(keep).map(([key, kept]) => (
          <input type="hidden" name={key} value={kept} />
        ))}
        <input
          class="input"
          type="search"
          id={id}
          name={name}
          value={value}
          enterkeyhint="search"
          data-search
        />
        <button class="button" type="submit">
          {view.t('查一查', 'Search')}
        </button>
      </div>
    </form>
  </search>
);
