import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { z } from 'zod';

const flag = z.stringbool({ truthy: ['1'], falsy: ['0'] });
const port = z.coerce.number().int().min(0).max(65_535);
/** 32 random bytes in base64, as `openssl rand -base64 32` prints them. */
const key = z
  .string()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((bytes) => bytes.length === 32, 'must be 32 bytes in base64 (openssl rand -base64 32)');

const schema = z.object({
  PORT: port.default(8080),
  HOST: z.string().default('127.0.0.1'),
  /** Where people reach this instance; links in messages start with it. */
  PUBLIC_URL: z.url().optional(),
  DATABASE_URL: z.url().optional(),
  DATA_DIR: z.string().default('./data'),
  /** At least 6: two jobs and the outbox hold a connection each while their work needs others. */
  DATABASE_POOL: z.coerce.number().int().min(6).max(200).default(16),
  /** 0: the pooler in front cannot keep prepared statements. */
  DATABASE_PREPARE: flag.default(true),
  CHANGTONG_DEMO: flag.default(true),
  /** Encrypts personal data and keys its blind index. */
  PERSONAL_DATA_KEY: key.optional(),
  /** Signs cookies and form tokens. */
  SESSION_KEY: key.optional(),
  /** Header in which the reverse proxy puts the client's address; unset: the socket's address is used. */
  TRUSTED_ADDRESS_HEADER: z.string().optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  SMTP_URL: z.url().optional(),
  SMTP_FROM: z.string().default('畅通 <no-reply@localhost>'),
  /** Gateway that takes text messages; the protocol is in the notify README. */
  SMS_WEBHOOK_URL: z.url().optional(),
  SMS_WEBHOOK_SECRET: z.string().min(16).optional(),
  /** `serve` also runs the clock and the outbox unless a separate `work` process does. */
  CHANGTONG_WORK: flag.default(true),
  /** 0: another brake stands in front. */
  RATE_LIMIT: flag.default(true),
  MAX_UPLOAD_MB: z.coerce.number().int().min(1).max(100).default(10),
});

export interface Config extends Readonly<Omit<z.output<typeof schema>, 'PERSONAL_DATA_KEY' | 'SESSION_KEY'>> {
  readonly dataDir: string;
  readonly publicUrl: string;
  readonly keys: { readonly personalData: Buffer; readonly session: Buffer };
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(readonly faults: readonly string[]) {
    super(
      `The configuration has ${faults.length} fault(s):\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
    );
  }
}

/** Keys of the demonstration: public on purpose, and refused outside it. */
const demonstrationKey = (purpose: string) =>
  createHash('sha256').update(`demonstration ${purpose}`).digest();

/**
 * Reads the environment once. All faults are reported together.
 * Outside demonstration mode both keys must be given: there is no default that only looks safe.
 * @throws ConfigError
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const parsed = schema.safeParse(withoutBlanks(environment));
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(faultLine));
  const { PERSONAL_DATA_KEY, SESSION_KEY, ...rest } = parsed.data;
  const faults = rest.CHANGTONG_DEMO ? [] : missingKeys({ PERSONAL_DATA_KEY, SESSION_KEY });
  if (faults.length > 0) throw new ConfigError(faults);
  return {
    ...rest,
    dataDir: resolve(rest.DATA_DIR),
    publicUrl:
      rest.PUBLIC_URL ?? `http://${rest.HOST.includes(':') ? `[${rest.HOST}]` : rest.HOST}:${rest.PORT}`,
    keys: {
      personalData: PERSONAL_DATA_KEY ?? demonstrationKey('personal data'),
      session: SESSION_KEY ?? demonstrationKey('session'),
    },
  };
}

function withoutBlanks(environment: Record<string, string | undefined>) {
  return Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
}

const faultLine = (issue: z.core.$ZodIssue) => `${issue.path.join('.')}: ${issue.message}`;

const missingKeys = (keys: Record<string, Buffer | undefined>) =>
  Object.entries(keys)
    .filter(([, value]) => value === undefined)
    .map(([name]) => `${name}: needed outside demonstration mode; make one with "openssl rand -base64 32"`);
