import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

export type IndexKind = 'phone' | 'resident-id' | 'email';

/** Encrypts what identifies a person, and makes it findable without storing it readable. */
export interface PersonalData {
  /** Ciphertext for a bytea column. `purpose` names the use ('request.reporter-phone'); it is readable and bound to the text. */
  seal(plain: string, purpose: string): Buffer;
  /**
   * The plain text. With `purpose`, text that was sealed for another one is refused.
   * @throws SealError when the bytes were changed, cut or sealed with a key that is not known here
   */
  open(sealed: Uint8Array, purpose?: string): string;
  /** The same text under the current key; the very same bytes when they already are. */
  reseal(sealed: Uint8Array): Buffer;
  /** A value to look up by: equal for equal people, useless without the key. Normalised first. */
  blindIndex(kind: IndexKind, value: string): Buffer;
  /** The index under every known key, newest first: for look-ups while a key is being replaced. */
  blindIndexes(kind: IndexKind, value: string): readonly Buffer[];
}

export class SealError extends Error {
  override readonly name = 'SealError';
}

/** Layout: version 1 · key id 4 · length of purpose 1 · purpose · nonce 12 · ciphertext · tag 16. All before the nonce is authenticated. */
const VERSION = 1;
const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

interface Key {
  readonly id: Buffer;
  readonly master: Buffer;
}

export function createPersonalData(options: {
  /** 32 bytes; new text is sealed with it. */
  readonly key: Buffer;
  /** Keys that were in use before; they still open. */
  readonly oldKeys?: readonly Buffer[];
}): PersonalData {
  const current = toKey(options.key);
  const keys = [current, ...(options.oldKeys ?? []).map(toKey)];
  const derive = rememberingDerive();

  function open(sealed: Uint8Array, purpose?: string): string {
    const parts = parse(Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength));
    if (purpose !== undefined && purpose !== parts.purpose) {
      throw new SealError(`Sealed for "${parts.purpose}", asked for as "${purpose}".`);
    }
    const key = keys.find((candidate) => candidate.id.equals(parts.keyId));
    if (!key)
      throw new SealError(
        `Sealed with key ${parts.keyId.toString('hex')}, which is not among the keys given.`,
      );
    return decrypt(parts, derive(key, `seal ${parts.purpose}`));
  }

  const indexWith = (key: Key, kind: IndexKind, value: string) =>
    createHmac('sha256', derive(key, `index ${kind}`))
      .update(normalise[kind](value))
      .digest();

  const seal = (plain: string, purpose: string) =>
    encrypt(plain, purpose, current, derive(current, `seal ${purpose}`));

  return {
    seal,
    open,
    reseal(sealed) {
      const bytes = Buffer.from(sealed);
      const parts = parse(bytes);
      return parts.keyId.equals(current.id) ? bytes : seal(open(bytes), parts.purpose);
    },
    blindIndex: (kind, value) => indexWith(current, kind, value),
    blindIndexes: (kind, value) => keys.map((key) => indexWith(key, kind, value)),
  };
}

function toKey(master: Buffer): Key {
  if (master.length !== 32) throw new SealError(`A key has ${master.length} bytes; it must have 32.`);
  return {
    master,
    id: createHash('sha256').update('key id').update(master).digest().subarray(0, KEY_ID_BYTES),
  };
}

/** One derived key per use, so that a nonce used twice by chance under one use says nothing about another. */
function rememberingDerive() {
  const known = new Map<string, Buffer>();
  return (key: Key, use: string): Buffer => {
    const name = `${key.id.toString('hex')} ${use}`;
    const derived =
      known.get(name) ?? Buffer.from(hkdfSync('sha256', key.master, '', `changtong ${use}`, 32));
    known.set(name, derived);
    return derived;
  };
}

function encrypt(plain: string, purpose: string, key: Key, derived: Buffer): Buffer {
  const purposeBytes = Buffer.from(purpose);
  if (purposeBytes.length === 0 || purposeBytes.length > 255)
    throw new SealError('A purpose has 1 to 255 bytes.');
  const header = Buffer.concat([Buffer.of(VERSION), key.id, Buffer.of(purposeBytes.length), purposeBytes]);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', derived, nonce).setAAD(header);
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([header, nonce, body, cipher.getAuthTag()]);
}

interface Parts {
  readonly header: Buffer;
  readonly keyId: Buffer;
  readonly purpose: string;
  readonly nonce: Buffer;
  readonly body: Buffer;
  readonly tag: Buffer;
}

function parse(sealed: Buffer): Parts {
  const purposeAt = 1 + KEY_ID_BYTES + 1;
  const nonceAt = purposeAt + (sealed[purposeAt - 1] ?? 0);
  if (sealed[0] !== VERSION || sealed.length < nonceAt + NONCE_BYTES + TAG_BYTES) {
    throw new SealError('These bytes are not sealed personal data, or were cut short.');
  }
  return {
    header: sealed.subarray(0, nonceAt),
    keyId: sealed.subarray(1, 1 + KEY_ID_BYTES),
    purpose: sealed.subarray(purposeAt, nonceAt).toString(),
    nonce: sealed.subarray(nonceAt, nonceAt + NONCE_BYTES),
    body: sealed.subarray(nonceAt + NONCE_BYTES, sealed.length - TAG_BYTES),
    tag: sealed.subarray(sealed.length - TAG_BYTES),
  };
}

function decrypt(parts: Parts, derived: Buffer): string {
  const options = { authTagLength: TAG_BYTES };
  const decipher = createDecipheriv('aes-256-gcm', derived, parts.nonce, options)
    .setAAD(parts.header)
    .setAuthTag(parts.tag);
  try {
    return Buffer.concat([decipher.update(parts.body), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new SealError('Sealed personal data was changed after it was written, or belongs elsewhere.', {
      cause,
    });
  }
}

/** How two ways of writing one thing become equal before they are compared. */
const normalise: Record<IndexKind, (value: string) => string> = {
  phone: (value) =>
    value
      .normalize('NFKC')
      .replace(/[^\d+]/g, '')
      .replace(/^(?:\+|00)86(?=1\d{10}$)/, ''),
  'resident-id': (value) => value.normalize('NFKC').replace(/\s/g, '').toUpperCase(),
  email: (value) => value.normalize('NFKC').trim().toLowerCase(),
};
