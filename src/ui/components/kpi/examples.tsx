import type { ComponentExamples } from '../../example.ts';
import { Kpi, KpiRow } from './kpi.tsx';

export const kpi: ComponentExamples = {
  slug: 'kpi',
  title: '指标',
  about: '数字、分子分母、点进去就是被数的那些件。',
  examples: [
    {
      name: '工作台的四个数',
      render: (view) => (
        <KpiRow>
          <Kpi view={view} label="超期" value="5" href="/desk?due=late" tone="late" />
          <Kpi view={view} label="今天到期" value="8" href="/desk?due=today" tone="warn" />
          <Kpi view={view} label="未到期" value="14" href="/desk?due=later" />
          <Kpi
            view={view}
            label="本月按期办结率"
            value="92.4%"
            of={{ numerator: 134, denominator: 145 }}
            href="/supervision/kpi"
          />
        </KpiRow>
      ),
    },
  ],
};
