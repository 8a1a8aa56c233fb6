import type { ComponentExamples } from '../../example.ts';
import { Card } from '../page/page.tsx';
import { DateTime, WorkDaysLeft } from '../time/time.tsx';
import { Facts } from './facts.tsx';

export const facts: ComponentExamples = {
  slug: 'facts',
  title: '要点',
  about: '名称和内容成对列出。没有的内容不列。',
  examples: [
    {
      name: '一件诉求',
      render: (view) => (
        <Card title="这件事">
          <Facts
            items={[
              { term: '地点', value: '临江区北市场水果一条街 18 号门前' },
              { term: '负责', value: '市城管局市政科' },
              {
                term: '答复期限',
                value: (
                  <>
                    <DateTime view={view} at={new Date('2025-03-12T17:30:00+08:00')} />{' '}
                    <WorkDaysLeft view={view} days={1} />
                  </>
                ),
              },
              { term: '承诺时限', value: '3 个工作日（法定 15 个）' },
            ]}
          />
        </Card>
      ),
    },
  ],
};
