import { z } from 'zod';
import { AppError, type FieldFault } from '../../../kernel/errors.ts';
import { err, type Result } from '../../../kernel/result.ts';
import { fieldFaults, sentence } from '../../../platform/http/form-data.ts';
import type { Action } from '../domain/transitions.ts';
import type { RequestsRoom } from '../room.ts';
import { type Acted, type Acting, act, type Effect, type Scene } from './act.ts';

/** What a rule sees besides the scene: the whole room. */
export type ActionScene = Scene & { readonly room: RequestsRoom };

/** One action of the life cycle, ready for the three doors: page form, JSON API, command line. */
export interface RequestAction<S extends z.ZodType = z.ZodType> {
  readonly action: Action;
  readonly input: S;
  run(room: RequestsRoom, acting: Acting, input: unknown): Promise<Result<Acted, AppError>>;
}

export function defineAction<S extends z.ZodType>(
  action: Action,
  input: S,
  rule: (
    scene: ActionScene,
    input: z.output<S>,
  ) => Promise<Result<Effect, AppError>> | Result<Effect, AppError>,
): RequestAction<S> {
  return {
    action,
    input,
    async run(room, acting, raw) {
      const parsed = input.safeParse(raw);
      if (!parsed.success) return err(notValid(fieldFaults(parsed.error)));
      return act(room, acting, action, async (scene, value) => rule({ ...scene, room }, value), parsed.data);
    },
  };
}

export const notValid = (fields: readonly FieldFault[]): AppError =>
  new AppError('REQUEST_NOT_VALID', {
    status: 422,
    userMessage: {
      zh: `还有 ${fields.length} 处需要修改，您填的内容还在`,
      en: `${fields.length} entries need a change; what you typed is kept`,
    },
    fields,
  });

/** A refusal that points at one field. */
export const fault = (field: string, zh: string, en: string): Result<never, AppError> =>
  err(notValid([{ field, message: { zh, en } }]));

/** Words that a person must give: trimmed, not empty, at most `max` characters. */
export const words = (zh: string, en: string, max = 2_000) =>
  z
    .string(sentence(zh, en))
    .trim()
    .min(1, sentence(zh, en))
    .refine(
      (text) => [...text].length <= max,
      sentence(`最多 ${max} 个字，请写短一些`, `${max} characters at most`),
    );

/** A yes or no from a radio button or from JSON. */
export const yesNo = (zh: string, en: string) =>
  z
    .union([z.boolean(), z.enum(['yes', 'no'])], sentence(zh, en))
    .transform((value) => value === true || value === 'yes');

/** YYYY-MM-DD */
export const day = (zh: string, en: string) => z.iso.date(sentence(zh, en));
