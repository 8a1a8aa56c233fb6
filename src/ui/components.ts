/** Everything a page is made of. Modules import from here and from layout.tsx, nowhere deeper. */
export type { FieldFault } from '../kernel/errors.ts';
export { Breadcrumb } from './components/breadcrumb/breadcrumb.tsx';
export { Button, type ButtonKind, ButtonRow, Link, LinkButton } from './components/button/button.tsx';
export { type Bar, BarChart, TrendChart, type TrendPoint } from './components/chart/chart.tsx';
export { type DistrictTile, DistrictTiles, type HeatLevel } from './components/districts/districts.tsx';
export { type Fact, Facts } from './components/facts/facts.tsx';
export {
  Checkbox,
  CheckboxField,
  type Choice,
  RadioField,
  SelectField,
} from './components/field/choice.tsx';
export { CsrfField, ErrorSummary, Form } from './components/field/form.tsx';
export { fieldId } from './components/field/frame.tsx';
export { DateField, FileField, TextAreaField, TextField } from './components/field/text.tsx';
export { Kpi, KpiRow } from './components/kpi/kpi.tsx';
export { Masked } from './components/masked/masked.tsx';
export { Notice } from './components/notice/notice.tsx';
export { Card, Grid, PageHeading, Section, Split, Stack } from './components/page/page.tsx';
export { Pagination } from './components/pagination/pagination.tsx';
export { Rating, ratingLevels } from './components/rating/rating.tsx';
export { SearchBox } from './components/search-box/search-box.tsx';
export { Empty, RefreshedAt, Stale } from './components/states/states.tsx';
export { type CellState, StatusBar, StatusLegend } from './components/status-bar/status-bar.tsx';
export { Steps } from './components/steps/steps.tsx';
export { type Column, Table } from './components/table/table.tsx';
export { type TabItem, Tabs } from './components/tabs/tabs.tsx';
export { Tag, type Tone } from './components/tag/tag.tsx';
export { Tile, TileGrid } from './components/tile/tile.tsx';
export {
  DateTime,
  Duration,
  dateTimeText,
  durationText,
  WorkDaysLeft,
  workDaysText,
} from './components/time/time.tsx';
export { Timeline, type TimelineItem } from './components/timeline/timeline.tsx';
export { KeyboardHelp, PrintButton, ReadAloud } from './components/tools/tools.tsx';
export { Layout, type LayoutProps, type NavigationItem, switchHref } from './layout.tsx';
export { safeHref, safeLocalPath } from './safe-href.ts';
