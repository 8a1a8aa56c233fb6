import type { Language } from '../../kernel/bilingual.ts';

/** A message that is ready to leave. */
export interface Outgoing {
  /** The same for every attempt: receivers that know the id take it once. */
  readonly id: string;
  readonly address: string;
  readonly template: string;
  readonly lang: Language;
  readonly subject: string;
  readonly text: string;
  readonly about: string | null;
}

/** One way out of the house. */
export interface Channel {
  /** Resolves when the other side has taken the message. @throws DeliveryError */
  deliver(message: Outgoing, now: Date): Promise<void>;
}

export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  /** Trying again would not help. */
  readonly final: boolean;
  constructor(message: string, options: { readonly final: boolean; readonly cause?: unknown }) {
    super(message, { cause: options.cause });
    this.final = options.final;
  }
}
