import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import tar from 'tar-stream';
import { z } from 'zod';

/** What a backup says about itself; the last entry of the archive, because only then everything has been counted. */
const manifestSchema = z.object({
  format: z.literal('changtong-backup'),
  version: z.literal(1),
  takenAt: z.iso.datetime({ offset: true }),
  migrations: z.array(z.object({ module: z.string(), name: z.string(), checksum: z.string() })),
  tables: z.array(
    z.object({ schema: z.string(), name: z.string(), columns: z.array(z.string()), rows: z.number().int() }),
  ),
  sequences: z.array(
    z.object({ schema: z.string(), name: z.string(), lastValue: z.number().int(), isCalled: z.boolean() }),
  ),
  entries: z.array(z.object({ name: z.string(), size: z.number().int(), sha256: z.string() })),
});

export type Manifest = z.output<typeof manifestSchema>;
export type EntrySeal = Manifest['entries'][number];

/** A backup that cannot be made, or one that cannot be trusted; the sentence is for the operator. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

const MANIFEST = 'manifest.json';

/** Takes entries one after another and remembers the checksum of each. */
export class ArchiveWriter {
  readonly seals: EntrySeal[] = [];
  private readonly pack = tar.pack();
  private readonly draft: string;
  private readonly written: Promise<void>;

  constructor(private readonly file: string) {
    this.draft = `${file}.unfinished`;
    this.written = pipeline(
      this.pack,
      createGzip({ level: 6 }),
      createWriteStream(this.draft, { mode: 0o600 }),
    );
    // Reported by whichever step comes next, not as an unhandled rejection.
    this.written.catch(() => undefined);
  }

  async add(name: string, bytes: Buffer): Promise<void> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await this.stillWritable(
      new Promise<void>((resolve, reject) => {
        this.pack.entry({ name, size: bytes.length, mode: 0o600 }, bytes, (error) =>
          error ? reject(error) : resolve(),
        );
      }),
    );
    this.seals.push({ name, size: bytes.length, sha256 });
  }

  /** `size` must be what the stream gives, to the byte. */
  async addStream(name: string, size: number, stream: Readable): Promise<void> {
    const hash = createHash('sha256');
    const entry = this.pack.entry({ name, size, mode: 0o600 });
    stream.on('data', (chunk) => hash.update(chunk));
    await this.stillWritable(pipeline(stream, entry));
    this.seals.push({ name, size, sha256: hash.digest('hex') });
  }

  /** Closes the archive; only now does it bear its name. */
  async finish(manifest: Omit<Manifest, 'entries'>): Promise<void> {
    const text = JSON.stringify({ ...manifest, entries: this.seals });
    await this.add(MANIFEST, Buffer.from(text));
    this.pack.finalize();
    await this.written;
    const handle = await open(this.draft, 'r+');
    await handle.sync().finally(() => handle.close());
    await rename(this.draft, this.file);
  }

  async abandon(): Promise<void> {
    this.pack.destroy();
    await this.written.catch(() => undefined);
    await rm(this.draft, { force: true });
  }

  /** A full disk ends the pipeline; the entry in hand would then wait for ever. */
  private stillWritable(step: Promise<void>): Promise<void> {
    return Promise.race([
      step,
      this.written.then(() => Promise.reject(new BackupError('The archive was closed early.'))),
    ]);
  }
}

export type EntryReader = (name: string, content: Readable) => Promise<void>;

/** Gives every entry to `read`, in the order of the archive. */
export async function readArchive(file: string, read: EntryReader): Promise<void> {
  const extract = tar.extract();
  const source = pipeline(createReadStream(file), createGunzip(), extract);
  source.catch((error) => extract.destroy(error));
  for await (const entry of extract) {
    await read(entry.header.name, entry as unknown as Readable);
    entry.resume();
  }
  await source;
}

/**
 * Reads the whole archive and compares every entry with the manifest.
 * @throws BackupError when anything is damaged, missing or added
 */
export async function verifyArchive(file: string): Promise<Manifest> {
  const found = new Map<string, EntrySeal>();
  let manifestText = '';
  try {
    await readArchive(file, async (name, content) => {
      const hash = createHash('sha256');
      let size = 0;
      for await (const chunk of content as AsyncIterable<Buffer>) {
        hash.update(chunk);
        size += chunk.length;
        if (name === MANIFEST) manifestText += chunk.toString('utf8');
      }
      if (name !== MANIFEST) found.set(name, { name, size, sha256: hash.digest('hex') });
    });
  } catch (error) {
    throw new BackupError(
      `${file} is not a readable backup: ${(error as Error).message}. Take another copy of it.`,
      {
        cause: error,
      },
    );
  }
  const manifest = parseManifest(file, manifestText);
  refuseDifferences(file, manifest, found);
  return manifest;
}

function parseManifest(file: string, text: string): Manifest {
  if (text === '') throw new BackupError(`${file} is not a complete backup: it has no manifest.`);
  const parsed = manifestSchema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new BackupError(`${file} was not made by a version of backup that this program can read.`);
}

function refuseDifferences(file: string, manifest: Manifest, found: ReadonlyMap<string, EntrySeal>): void {
  const altered = manifest.entries.find(
    ({ name, size, sha256 }) => found.get(name)?.sha256 !== sha256 || found.get(name)?.size !== size,
  );
  const known = new Set(manifest.entries.map(({ name }) => name));
  const added = [...found.keys()].find((name) => !known.has(name));
  const culprit = altered?.name ?? added;
  if (culprit === undefined) return;
  throw new BackupError(
    `${file} has been changed since it was made (${culprit} differs). Nothing was restored.`,
  );
}
