import type { ComponentExamples } from '../../example.ts';
import { SearchBox } from './search-box.tsx';

export const searchBox: ComponentExamples = {
  slug: 'search-box',
  title: '搜索',
  about: '写一句话就行。',
  examples: [
    {
      name: '首页',
      render: (view, key) => (
        <SearchBox
          view={view}
          action="/search"
          id={`search-${key}`}
          label="写一句话就行，例如“孩子上户口”“路灯坏了”"
        />
      ),
    },
  ],
};
