import type { ComponentExamples } from '../../example.ts';
import { Pagination } from '../pagination/pagination.tsx';
import { Tag } from '../tag/tag.tsx';
import { WorkDaysLeft } from '../time/time.tsx';
import { Table } from './table.tsx';

const rows = [
  { number: 'YL-2025-0306-0117', what: '污水外溢', where: '临江区', days: -2, state: '处理中', hours: 112 },
  { number: 'YL-2025-0307-0008', what: '占道经营', where: '青屏区', days: 0, state: '待签收', hours: 96 },
  { number: 'YL-2025-0310-0042', what: '路灯不亮', where: '临江区', days: 1, state: '处理中', hours: 24 },
];

export const table: ComponentExamples = {
  slug: 'table',
  title: '表格',
  about: '标题说明顺序；第一列带链接；窄的地方一行变一张卡片。',
  examples: [
    {
      name: '待办列表',
      render: (view, key) => (
        <div class="stack">
          <Table
            caption={`待办诉求，最急的在前（${key.split('-').at(-1)}）`}
            columns={[
              { heading: '编号', cell: (row) => row.number },
              { heading: '事项', cell: (row) => row.what },
              { heading: '地区', cell: (row) => row.where },
              { heading: '时限', cell: (row) => <WorkDaysLeft view={view} days={row.days} /> },
              { heading: '状态', cell: (row) => <Tag tone="info">{row.state}</Tag> },
              { heading: '已等（小时）', cell: (row) => row.hours, numeric: true },
            ]}
            rows={rows}
            rowHref={(row) => `/desk/requests/${row.number}`}
            total={['合计', '3 件', '', '', '', '232']}
          />
          <Pagination view={view} older="/desk?after=3" summary="27 件中的 1–3" label={`翻页 ${key}`} />
        </div>
      ),
    },
  ],
};
