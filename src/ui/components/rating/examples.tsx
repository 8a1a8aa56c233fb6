import type { ComponentExamples } from '../../example.ts';
import { Rating } from './rating.tsx';

export const rating: ComponentExamples = {
  slug: 'rating',
  title: '评价',
  about: '五个等级一样大，不预先选中。',
  examples: [
    {
      name: '五级',
      render: (view, key) => (
        <Rating
          view={view}
          name={`rating-${key}`}
          label="这次办得怎么样？"
          hint="选“不满意”会有人回电话，问清楚后重办"
        />
      ),
    },
    {
      name: '已经选了',
      note: '表单因为别处有错退回来时，选过的还在。',
      render: (view, key) => <Rating view={view} name={`again-${key}`} label="这次办得怎么样？" value="4" />,
    },
  ],
};
