import type { Bilingual } from './bilingual.ts';

/** One field of a form or body that must change, and the sentence that says how. */
export interface FieldFault {
  readonly field: string;
  readonly message: Bilingual;
}

export interface AppErrorOptions {
  /** HTTP status that an edge answers with. */
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503 | 507;
  /** What the person reads: what happened, then what to do. */
  readonly userMessage: Bilingual;
  /** What the log says; defaults to the English sentence. */
  readonly message?: string;
  readonly fields?: readonly FieldFault[];
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** A refusal at an edge: a stable code for programs and a sentence for people. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: string;
  readonly status: AppErrorOptions['status'];
  readonly userMessage: Bilingual;
  readonly fields: readonly FieldFault[];
  readonly retryAfterSeconds: number | undefined;

  constructor(code: string, options: AppErrorOptions) {
    super(options.message ?? options.userMessage.en, { cause: options.cause });
    this.code = code;
    this.status = options.status;
    this.userMessage = options.userMessage;
    this.fields = options.fields ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
