import type { Context } from 'hono';
import type { z } from 'zod';
import { type Bilingual, both } from '../../kernel/bilingual.ts';
import { AppError, type FieldFault } from '../../kernel/errors.ts';
import type { Result } from '../../kernel/result.ts';

/** What the person sent, name by name, for showing the form again as it was. */
export type FormInput = Readonly<Record<string, string | File | readonly (string | File)[]>>;

/** The checked value or the faults, and in both cases the input as it was typed. */
export type FormReading<T> = Result<T, readonly FieldFault[]> & { readonly input: FormInput };

const BETWEEN_LANGUAGES = '\u001f';

/** A zod message in both languages: `z.string().min(1, sentence('请写…', 'Write …'))`. */
export const sentence = (zh: string, en: string): string => `${zh}${BETWEEN_LANGUAGES}${en}`;

/**
 * Reads a form (urlencoded or multipart) and checks it. A name that occurs more than once, or ends in `[]`, becomes an array.
 * Invisible control characters are left out, line ends become "\n"; nothing else is changed.
 * @throws AppError TEXT_NOT_READABLE (400) when the text is not UTF-8
 */
export async function formData<S extends z.ZodType>(
  c: Context,
  schema: S,
): Promise<FormReading<z.output<S>>> {
  const input = await formInput(c);
  const parsed = schema.safeParse(input);
  if (parsed.success) return { ok: true, value: parsed.data, input };
  return { ok: false, error: fieldFaults(parsed.error), input };
}

/** The fields as sent, without the form token. Safe to call again in the same request. */
export async function formInput(c: Context): Promise<FormInput> {
  const body = await c.req.parseBody({ all: true }).catch((cause: unknown) => {
    throw formNotReadable(cause);
  });
  const entries = Object.entries(body).filter(([name]) => name !== '_csrf');
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Array.isArray(value) ? value.map(cleaned) : cleaned(value)]),
  );
}

/** The text fields alone, one value a name: what a form is shown with again. */
export const formTexts = (input: FormInput): Record<string, string> =>
  Object.fromEntries(
    Object.entries(input).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );

const cleaned = <V extends string | File>(value: V): V =>
  (typeof value === 'string' ? withoutControls(value) : value) as V;

const withoutControls = (text: string) =>
  text.replaceAll('\r\n', '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

/** One fault a field: the first sentence is the one to act on. */
export function fieldFaults(error: z.ZodError): readonly FieldFault[] {
  const faults = new Map<string, FieldFault>();
  for (const issue of error.issues) {
    const field = issue.path.map(String).join('.');
    if (!faults.has(field)) faults.set(field, { field, message: faultSentence(issue) });
  }
  return [...faults.values()];
}

function faultSentence(issue: z.core.$ZodIssue): Bilingual {
  const [zh, en] = issue.message.split(BETWEEN_LANGUAGES);
  if (zh !== undefined && en !== undefined) return both(zh, en);
  if (issue.code === 'too_big') return both(`请不要超过 ${issue.maximum}`, `Use at most ${issue.maximum}`);
  if (issue.code === 'too_small') return both(`请至少填 ${issue.minimum}`, `Give at least ${issue.minimum}`);
  if (issue.code === 'invalid_type') return both('请填写这一项', 'Fill in this field');
  if (issue.code === 'invalid_value')
    return both('请在给出的选项里选一个', 'Choose one of the given options');
  return both(
    '这一项的格式不对，请检查后重填',
    'This does not have the expected form; check it and try again',
  );
}

const formNotReadable = (cause: unknown) =>
  new AppError('FORM_NOT_READABLE', {
    status: 400,
    userMessage: {
      zh: '没有收到完整的表单，可能是网络中断。请返回上一页再提交一次；仍不行请打 12345。',
      en: 'The form did not arrive whole; the connection may have broken. Go back and submit again, or phone 12345.',
    },
    cause,
  });
