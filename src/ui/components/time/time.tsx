import type { Language } from '../../../kernel/bilingual.ts';
import type { View } from '../../view.ts';
import { Tag } from '../tag/tag.tsx';
import { clock, dayText, isoText, shanghai } from './format.ts';

interface DateTimeProps {
  readonly view: View;
  readonly at: Date;
  /** Only the day. */
  readonly dayOnly?: boolean | undefined;
  /** Always print the year; otherwise only when it is not this year. */
  readonly year?: boolean | undefined;
}

/** 3 月 12 日 17:30, in China's time whatever the reader's machine says. */
export function DateTime({ view, at, dayOnly = false, year = false }: DateTimeProps) {
  const withYear = year || shanghai(at).year !== shanghai(view.now).year;
  const day = dayText(view.lang, at, withYear);
  return (
    <time datetime={isoText(at, dayOnly)} class="nowrap">
      {dayOnly ? day : `${day} ${clock(at)}`}
    </time>
  );
}

/** The same as text, where no markup can stand: titles, options, `aria-label`. */
export const dateTimeText = (view: View, at: Date): string =>
  `${dayText(view.lang, at, shanghai(at).year !== shanghai(view.now).year)} ${clock(at)}`;

/** "还剩 2 个工作日", "今天到期", "超期 3 个工作日". `days` counts work days and is negative when late. */
export const workDaysText = (view: View, days: number): string => {
  if (days === 0) return view.t('今天到期', 'Due today');
  const n = Math.abs(days);
  const unit = n === 1 ? 'work day' : 'work days';
  return days > 0
    ? view.t(`还剩 ${n} 个工作日`, `${n} ${unit} left`)
    : view.t(`超期 ${n} 个工作日`, `${n} ${unit} late`);
};

/** The same as a tag: late is seal-red, today is a warning, the rest stays quiet. */
export function WorkDaysLeft({ view, days }: { readonly view: View; readonly days: number }) {
  const tone = days < 0 ? 'late' : days === 0 ? 'warn' : 'neutral';
  return <Tag tone={tone}>{workDaysText(view, days)}</Tag>;
}

const spans = [
  ['天', 'day', 1440],
  ['小时', 'hour', 60],
  ['分钟', 'minute', 1],
] as const;

/** A length of time in its largest fitting unit, rounded down: 19 小时, 3 天. Under a minute: 不到 1 分钟. */
export function durationText(lang: Language, minutes: number): string {
  const [zh, en, size] = spans.find(([, , length]) => minutes >= length) ?? ['', '', 0];
  if (size === 0) return lang === 'zh' ? '不到 1 分钟' : 'under a minute';
  const n = Math.floor(minutes / size);
  return lang === 'zh' ? `${n} ${zh}` : `${n} ${en}${n === 1 ? '' : 's'}`;
}

/** How long, as `<time>` with a machine-readable duration. */
export const Duration = ({ view, minutes }: { readonly view: View; readonly minutes: number }) => (
  <time datetime={`PT${Math.max(0, Math.floor(minutes))}M`} class="nowrap">
    {durationText(view.lang, minutes)}
  </time>
);
