export {
  buildCalendar,
  type Calendar,
  type Coverage,
  defaultCalendar,
} from './calendar.ts';
export type { CalendarData, CalendarYear, HolidayPeriod, YearStatus } from './calendar-data.ts';
export type { CalendarFault, CalendarFaultCode } from './check-calendar-data.ts';
export {
  addDays,
  endOfDate,
  type LocalDate,
  localDate,
  localDateAt,
  parseLocalDate,
  startOfDate,
} from './local-date.ts';
export { stateCouncilData } from './state-council-data.ts';
export {
  addWorkDays,
  type CoverageFault,
  type Day,
  type DayKind,
  dayKind,
  dayKindNames,
  isWorkDay,
  provisionalNotice,
  type Reckoned,
  type Reckoning,
  workDaysBetween,
} from './work-days.ts';
