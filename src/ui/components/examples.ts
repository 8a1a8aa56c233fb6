import type { ComponentExamples } from '../example.ts';
import { breadcrumb } from './breadcrumb/examples.tsx';
import { button } from './button/examples.tsx';
import { chart } from './chart/examples.tsx';
import { districts } from './districts/examples.tsx';
import { facts } from './facts/examples.tsx';
import { field } from './field/examples.tsx';
import { kpi } from './kpi/examples.tsx';
import { masked } from './masked/examples.tsx';
import { notice } from './notice/examples.tsx';
import { page } from './page/examples.tsx';
import { rating } from './rating/examples.tsx';
import { searchBox } from './search-box/examples.tsx';
import { states } from './states/examples.tsx';
import { statusBar } from './status-bar/examples.tsx';
import { steps } from './steps/examples.tsx';
import { table } from './table/examples.tsx';
import { tabs } from './tabs/examples.tsx';
import { tag } from './tag/examples.tsx';
import { tile } from './tile/examples.tsx';
import { timeline } from './timeline/examples.tsx';
import { tools } from './tools/examples.tsx';

/** Every component, in the order of the gallery. */
export const components: readonly ComponentExamples[] = [
  button,
  tag,
  notice,
  field,
  rating,
  searchBox,
  steps,
  facts,
  table,
  timeline,
  kpi,
  statusBar,
  districts,
  chart,
  tile,
  tabs,
  breadcrumb,
  states,
  masked,
  tools,
  page,
];
