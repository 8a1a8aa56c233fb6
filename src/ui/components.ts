/** Everything a page is made of. Modules import from here and from layout.tsx, nowhere deeper. */
export type { FieldFault } from '../kernel/errors.ts';
export { Button, type ButtonKind, ButtonRow, Link, LinkButton } from './components/button/button.tsx';
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
export { Notice } from './components/notice/notice.tsx';
export { Card, Grid, PageHeading, Section, Split, Stack } from './components/page/page.tsx';
export { type Column, Table } from './components/table/table.tsx';
export { Tag, type Tone } from './components/tag/tag.tsx';
export {
  DateTime,
  Duration,
  dateTimeText,
  durationText,
  WorkDaysLeft,
  workDaysText,
} from './components/time/time.tsx';
export { Timeline, type TimelineItem } from './components/timeline/timeline.tsx';
export { Layout, type LayoutProps, type NavigationItem, switchHref } from './layout.tsx';
export { safeHref, safeLocalPath } from './safe-href.ts';
