import type { ComponentExamples } from '../../example.ts';
import { Card } from '../page/page.tsx';
import { BarChart, TrendChart } from './chart.tsx';

const months = [88.1, 87.4, null, 89.9, 91.2, 92.4];

export const chart: ComponentExamples = {
  slug: 'chart',
  title: '图',
  about: '标题是结论。图旁或图下总有同样的数。',
  examples: [
    {
      name: '各单位超期',
      render: (_, key) => (
        <Card>
          <BarChart
            id={`bars-${key}`}
            title="超期最多的是市城管局，占全部的四成"
            headings={['单位', '超期件数']}
            bars={[
              { label: '市城管局', value: 12, text: '12 件（共 210）', href: '/supervision', late: true },
              { label: '市水务局', value: 8, text: '8 件（共 96）' },
              { label: '市教育局', value: 3, text: '3 件（共 141）' },
              { label: '市民政局', value: 0, text: '0 件（共 52）' },
            ]}
          />
        </Card>
      ),
    },
    {
      name: '半年走势',
      render: (view) => (
        <Card>
          <TrendChart
            view={view}
            title="按期办结率三个月升了 2.5 个百分点，仍低于承诺的 95%"
            headings={['月份', '按期办结率']}
            min={80}
            max={100}
            goal={{ value: 95, label: '承诺 95%' }}
            points={months.map((value, index) => ({
              label: `${((index + 8) % 12) + 1} 月`,
              value,
              text: value === null ? '没有统计' : `${value}%`,
            }))}
          />
        </Card>
      ),
    },
  ],
};
