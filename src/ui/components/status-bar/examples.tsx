import type { ComponentExamples } from '../../example.ts';
import { type CellState, StatusBar, StatusLegend } from './status-bar.tsx';

const history: readonly CellState[] = Array.from({ length: 82 }, (_, day): CellState => {
  if (day > 79) return 'down';
  if (day === 40) return 'maintenance';
  return day % 17 === 5 ? 'slow' : 'up';
});

export const statusBar: ComponentExamples = {
  slug: 'status-bar',
  title: '状态条',
  about: '90 格，最新的在右。没检查不算好；维护不算坏；每种状态形状不同。',
  examples: [
    {
      name: '一个网站的 90 天',
      render: (view) => (
        <div class="stack">
          <StatusBar
            view={view}
            name="不动产登记查询"
            cells={history}
            sentence="昨天 14:05 起打不开，已 19 小时，市局已收到通知"
            scale="90 天前，每格 1 天"
          />
          <StatusLegend view={view} />
        </div>
      ),
    },
  ],
};
