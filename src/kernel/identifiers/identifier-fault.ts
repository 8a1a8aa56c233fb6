import { type Bilingual, both } from '../bilingual.ts';
import { err, type Result } from '../result.ts';

/** Why a typed number cannot be right: a code for programs and the sentence for the field. */
export interface IdentifierFault<Code extends string> {
  readonly code: Code;
  readonly message: Bilingual;
}

export const refuse = <Code extends string>(
  code: Code,
  zh: string,
  en: string,
): Result<never, IdentifierFault<Code>> => err({ code, message: both(zh, en) });
