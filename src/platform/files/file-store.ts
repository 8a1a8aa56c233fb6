import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open as openHandle, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { both } from '../../kernel/bilingual.ts';
import { AppError } from '../../kernel/errors.ts';
import { isId, newId } from '../../kernel/ids.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Sql } from '../database/connect.ts';
import { checkDocument } from './document.ts';
import type { FileFault } from './file-fault.ts';
import { fileTooLarge } from './file-fault.ts';
import { type Place, readImage } from './image.ts';

export type { FileFault } from './file-fault.ts';
export type { Place } from './image.ts';

export interface Upload {
  readonly bytes: Uint8Array;
  /** As the person's device called it; only shown, never used as a path. */
  readonly name: string;
  readonly now: Date;
}

export interface StoredFile {
  readonly id: string;
  readonly kind: 'image' | 'document';
  readonly name: string;
  readonly contentType: string;
  /** Size in bytes, after re-encoding. */
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly createdAt: Date;
}

export interface StoredImage extends StoredFile {
  /** Where the camera said it was; null when it did not say or said something impossible. Not stored in the picture. */
  readonly place: Place | null;
  /** The camera's own clock, read as Beijing time when it names no offset. */
  readonly takenAt: Date | null;
}

export interface OpenedFile extends StoredFile {
  readonly content: Buffer;
}

export interface FileStore {
  /** Keeps a photograph, turned upright and without its metadata. What is read from the metadata is returned. */
  putImage(upload: Upload): Promise<Result<StoredImage, FileFault>>;
  /** Keeps a PDF or a picture as it is. */
  putDocument(upload: Upload): Promise<Result<StoredFile, FileFault>>;
  /** Null when there is no such file. Whoever calls has checked that the reader may see it. */
  open(id: string, variant?: 'original' | 'thumbnail'): Promise<OpenedFile | null>;
  /** Forgets the file; its bytes leave the disk with the next cleaning, unless another file has the same. */
  remove(id: string): Promise<void>;
}

/** @throws AppError 507 from the put functions when the disk is full; nothing is kept then */
export function createFileStore(options: {
  readonly sql: Sql;
  readonly dataDir: string;
  readonly maxUploadMb: number;
}): FileStore {
  const { sql } = options;
  const folder = filesFolder(options.dataDir);
  const tooLarge = (bytes: Uint8Array) => bytes.length > options.maxUploadMb * 1_000_000;

  return {
    async putImage({ bytes, name, now }) {
      if (tooLarge(bytes)) return err(fileTooLarge(bytes.length, options.maxUploadMb));
      const image = await readImage(bytes);
      if (!image.ok) return image;
      const { upright, thumbnail, width, height, place, takenAt } = image.value;
      const [sha256, thumbnailSha256] = [await keep(folder, upright), await keep(folder, thumbnail)];
      const stored = newFile('image', name, 'image/jpeg', upright, now, { width, height });
      await insertFile(sql, stored, sha256, thumbnailSha256);
      return ok({ ...stored, place, takenAt });
    },

    async putDocument({ bytes, name, now }) {
      if (tooLarge(bytes)) return err(fileTooLarge(bytes.length, options.maxUploadMb));
      const document = await checkDocument(bytes);
      if (!document.ok) return document;
      const sha256 = await keep(folder, bytes);
      const stored = newFile('document', name, document.value.contentType, bytes, now);
      await insertFile(sql, stored, sha256, null);
      return ok(stored);
    },

    async open(id, variant = 'original') {
      if (!isId(id)) return null;
      const [row] = await sql<(StoredFile & { sha256: Buffer; thumbnailSha256: Buffer | null })[]>`
        select id, kind, name, content_type, bytes, width, height, created_at, sha256, thumbnail_sha256
        from platform.file where id = ${id}`;
      if (!row) return null;
      const { sha256, thumbnailSha256, ...file } = row;
      const content = await readFile(
        blobPath(folder, (variant === 'thumbnail' && thumbnailSha256) || sha256),
      );
      return { ...file, bytes: content.length, content };
    },

    async remove(id) {
      if (isId(id)) await sql`delete from platform.file where id = ${id}`;
    },
  };
}

export const filesFolder = (dataDir: string): string => join(dataDir, 'files');

/** Longest name that is kept, in characters as a reader counts them. */
const NAME_LENGTH = 120;

function newFile(
  kind: StoredFile['kind'],
  name: string,
  contentType: string,
  bytes: Uint8Array,
  now: Date,
  size: { width: number | null; height: number | null } = { width: null, height: null },
): StoredFile {
  const shown = [...name.replace(/[\p{Cc}\p{Cf}/\\]/gu, ' ').trim()].slice(0, NAME_LENGTH).join('');
  return {
    id: newId(now),
    kind,
    name: shown || 'file',
    contentType,
    bytes: bytes.length,
    ...size,
    createdAt: now,
  };
}

async function insertFile(sql: Sql, file: StoredFile, sha256: Buffer, thumbnailSha256: Buffer | null) {
  await sql`
    insert into platform.file
      (id, kind, name, content_type, sha256, bytes, width, height, thumbnail_sha256, created_at)
    values (
      ${file.id}, ${file.kind}, ${file.name}, ${file.contentType}, ${sha256}, ${file.bytes},
      ${file.width}, ${file.height}, ${thumbnailSha256}, ${file.createdAt}
    )`;
}

/** Where the bytes with this SHA-256 lie. */
export function blobPath(folder: string, sha256: Buffer): string {
  const hex = sha256.toString('hex');
  return join(folder, hex.slice(0, 2), hex);
}

/**
 * Puts bytes on the disk under their own SHA-256. When this resolves they survive a power cut: the file is synced
 * before it gets its name, and its folder after. Equal bytes are written again on purpose: that renews their age,
 * so that the cleaner does not take an orphan which is just being named by a new row.
 */
async function keep(folder: string, bytes: Uint8Array): Promise<Buffer> {
  const sha256 = createHash('sha256').update(bytes).digest();
  const path = blobPath(folder, sha256);
  const shelf = join(path, '..');
  const draft = join(shelf, `${randomUUID()}.draft`);
  try {
    await mkdir(shelf, { recursive: true });
    await writeSynced(draft, bytes);
    await rename(draft, path);
    await syncFolder(shelf);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw isDiskFull(error) ? diskFull(error) : error;
  }
  return sha256;
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await openHandle(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await openHandle(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

const isDiskFull = (error: unknown) =>
  ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException | null)?.code ?? '');

const diskFull = (cause: unknown) =>
  new AppError('STORAGE_FULL', {
    status: 507,
    userMessage: both(
      '这个文件没有存上：我们的存储空间满了，已通知运维。您可以先不传附件提交，或过一小时再传。',
      'The file was not kept: our storage is full, and the operators know. Submit without it, or try again in an hour.',
    ),
    cause,
  });
