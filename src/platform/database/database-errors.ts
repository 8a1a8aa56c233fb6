import { both } from '../../kernel/bilingual.ts';
import { AppError } from '../../kernel/errors.ts';

const LOST_CONNECTION = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ENOTFOUND',
  'ETIMEDOUT',
  '53300', // too_many_connections
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
]);

const STORAGE_FULL = new Set(['53100', '58030']); // disk_full, io_error
const TOOK_TOO_LONG = '57014'; // query_canceled, by statement_timeout
/** Two transactions got in each other's way; doing one again is right. */
const CONFLICT = new Set(['40001', '40P01']);

const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '');

export const isConflict = (error: unknown): boolean => CONFLICT.has(codeOf(error));

/**
 * Says an outage of the database in words for people: `DATABASE_UNAVAILABLE`, `DATABASE_TOO_SLOW` or `STORAGE_FULL`.
 * Any other error comes back unchanged.
 */
export function explainOutage(error: unknown): unknown {
  const code = codeOf(error);
  // ENOENT is also what a missing file says; only a failed connect is ours.
  if (code === 'ENOENT' && (error as { syscall?: string }).syscall !== 'connect') return error;
  if (LOST_CONNECTION.has(code) || code.startsWith('08')) return unavailable(error);
  if (STORAGE_FULL.has(code)) return storageFull(error);
  return code === TOOK_TOO_LONG ? tooSlow(error) : error;
}

/** A lost connection may have hit after the commit, so the sentence asks to look before sending again. */
const unavailable = (cause: unknown) =>
  new AppError('DATABASE_UNAVAILABLE', {
    status: 503,
    userMessage: both(
      '没能确认您的操作是否已保存：系统暂时连不上数据库。请过一分钟刷新页面，先看一看是否已办成，没有再提交一次。',
      'We could not confirm that this was saved: the database cannot be reached right now. In a minute, reload and check whether it is there before sending again.',
    ),
    message: `The database is not reachable (${codeOf(cause)}).`,
    retryAfterSeconds: 5,
    cause,
  });

const storageFull = (cause: unknown) =>
  new AppError('STORAGE_FULL', {
    status: 507,
    userMessage: both(
      '您的内容没有保存：系统的存储空间已满。请稍后再试，已保存的内容不受影响；管理员已能在日志中看到这一问题。',
      'Nothing was saved: the storage of this system is full. Please try again later; what was saved before is safe, and the log tells the operator.',
    ),
    message: 'The database cannot write: its disk is full or failing. Free space in the data directory.',
    cause,
  });

const tooSlow = (cause: unknown) =>
  new AppError('DATABASE_TOO_SLOW', {
    status: 503,
    userMessage: both(
      '没有办成：这次查询用时太长，已停止，没有改动任何内容。请缩小范围（例如选更短的时间段）再试。',
      'Not done: this took too long and was stopped; nothing was changed. Please narrow it down (a shorter period, for example) and try again.',
    ),
    message: 'A statement ran into the statement timeout.',
    retryAfterSeconds: 5,
    cause,
  });
