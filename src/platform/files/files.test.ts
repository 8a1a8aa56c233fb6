import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, rmdir, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import sharp, { type Exif } from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { silentLog, testDatabase } from '../database/testing.ts';
import { cleanOrphans, cleanOrphansJob } from './clean-orphans.ts';
import { fileResponse } from './file-response.ts';
import { blobPath, createFileStore, filesFolder } from './file-store.ts';
import { createGate } from './gate.ts';

const run = promisify(execFile);
const { sql } = await testDatabase();
const dataDir = await mkdtemp(join(tmpdir(), 'changtong-files-'));
afterAll(() => rm(dataDir, { recursive: true, force: true }));
const store = createFileStore({ sql, dataDir, maxUploadMb: 2 });
const now = new Date('2026-03-02T01:00:00Z');

/** A disk of 64 KB, or null where this user may not make one. */
const smallDisk = await mountSmallDisk();
afterAll(async () => {
  if (!smallDisk) return;
  await run('umount', [smallDisk]);
  await rmdir(smallDisk);
});

async function mountSmallDisk(): Promise<string | null> {
  const place = await mkdtemp(join(tmpdir(), 'changtong-small-'));
  return run('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', place]).then(
    () => place,
    () => rmdir(place).then(() => null),
  );
}

const canvas = (width = 60, height = 40) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 30, b: 30 } } });
const put = (bytes: Uint8Array, name = 'lamp.jpg') => store.putImage({ bytes, name, now });
const faultOf = async (bytes: Uint8Array, name?: string) => {
  const result = await put(bytes, name);
  return result.ok ? 'taken' : result.error.code;
};
const taken = async (bytes: Uint8Array, name?: string) => {
  const result = await put(bytes, name);
  if (!result.ok) throw new Error(result.error.message.en);
  return result.value;
};

const gps = (lat: string, lng: string, letters = 'NE') => ({
  IFD3: {
    GPSLatitudeRef: letters[0]!,
    GPSLatitude: lat,
    GPSLongitudeRef: letters[1]!,
    GPSLongitude: lng,
  },
});
const photo = (exif: Exif, orientation?: number) => {
  const jpeg = canvas().jpeg().withExif(exif);
  return (orientation ? jpeg.withMetadata({ orientation }).withExif(exif) : jpeg).toBuffer();
};

describe('a photograph', () => {
  it('gives its place and time, and is kept without them', async () => {
    const bytes = await photo({
      ...gps('25/1 6/1 3000/100', '117/1 1/1 4800/100'),
      IFD0: { Make: 'Trial Camera' },
      IFD2: { DateTimeOriginal: '2026:03:01 09:30:00' },
    });
    const image = await taken(bytes);
    expect(image.place).toEqual({ lat: 25.108333, lng: 117.03, system: 'WGS-84' });
    expect(image.takenAt).toEqual(new Date('2026-03-01T01:30:00Z'));
    const kept = (await store.open(image.id))!;
    expect((await sharp(kept.content).metadata()).exif).toBeUndefined();
    expect(kept.content.includes('Trial Camera')).toBe(false);
  });

  it('is turned upright, and its thumbnail with it', async () => {
    const image = await taken(await canvas(600, 400).withMetadata({ orientation: 6 }).jpeg().toBuffer());
    expect(image).toMatchObject({ width: 400, height: 600, contentType: 'image/jpeg' });
    const thumbnail = (await store.open(image.id, 'thumbnail'))!;
    expect(await sharp(thumbnail.content).metadata()).toMatchObject({ height: 320 });
  });

  it.each([
    ['0, 0, where cameras without a fix stand', gps('0/1 0/1 0/1', '0/1 0/1 0/1')],
    ['91 degrees north', gps('91/1 0/1 0/1', '117/1 0/1 0/1')],
    ['75 minutes', gps('25/1 75/1 0/1', '117/1 0/1 0/1')],
    ['a division by zero', gps('25/0 0/0 0/0', '117/1 0/1 0/1')],
    ['a hemisphere that does not exist', gps('25/1 0/1 0/1', '117/1 0/1 0/1', 'XQ')],
  ])('is taken without a place when it claims %s', async (_, exif) => {
    expect((await taken(await photo(exif))).place).toBeNull();
  });

  it('is taken whatever its metadata look like', async () => {
    const plain = await canvas().jpeg().toBuffer();
    const withMetadata = (exif: Uint8Array) => {
      const content = Buffer.concat([Buffer.from('Exif\0\0'), exif]);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(content.length + 2);
      return Buffer.concat([plain.subarray(0, 2), Buffer.of(0xff, 0xe1), length, content, plain.subarray(2)]);
    };
    const header = Buffer.from('II*\0\x08\0\0\0', 'latin1');
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (noise, likely) => {
        const image = await taken(withMetadata(likely ? Buffer.concat([header, noise]) : noise));
        expect(image.width).toBe(60);
      }),
      { numRuns: 40 },
    );
  });

  it('is judged by its bytes: a wrong ending does not matter, a wrong content does', async () => {
    expect((await taken(await canvas().png().toBuffer(), 'lamp.exe')).contentType).toBe('image/jpeg');
    expect(await faultOf(Buffer.from('MZ this is a program'), 'lamp.jpg')).toBe('IMAGE_TYPE_UNSUPPORTED');
  });

  it('loses a name that points elsewhere', async () => {
    const image = await taken(await canvas().jpeg().toBuffer(), '../../etc/\u202Epasswd\r\nX: y');
    expect(image.name).not.toMatch(/[/\\\r\n\u202E]/);
  });
});

/** A PNG whose header claims `width` × `height` and whose data are as small as zlib makes them. */
function hugePng(width: number, height: number): Buffer {
  const chunk = (type: string, content: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), content]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(content.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1_000_000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function crc32(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const heic = Buffer.concat([
  Buffer.from([0, 0, 0, 24]),
  Buffer.from('ftypheic\0\0\0\0mif1heic'),
  Buffer.alloc(64),
]);

describe('what is not a photograph', () => {
  it.each([
    ['an empty file', Buffer.alloc(0), 'FILE_EMPTY'],
    ['a drawing with a script', Buffer.from(svg), 'IMAGE_TYPE_UNSUPPORTED'],
    ['a drawing with an XML head', Buffer.from(`<?xml version="1.0"?>${svg}`), 'IMAGE_TYPE_UNSUPPORTED'],
    ['an Apple HEIC photograph', heic, 'IMAGE_HEIC'],
    ['a picture of 30,000 × 30,000 points in a few bytes', hugePng(30_000, 30_000), 'IMAGE_TOO_MANY_PIXELS'],
    ['a picture of 2 billion points in width', hugePng(2_000_000_000, 1), 'IMAGE_BROKEN'],
    ['a file of 2.1 MB', Buffer.alloc(2_100_000), 'FILE_TOO_LARGE'],
  ])('%s is refused with a sentence', async (_, bytes, code) => {
    const result = await put(bytes);
    expect(result).toMatchObject({ ok: false, error: { code } });
    if (!result.ok) expect(result.error.message.zh).toMatch(/请/);
  });

  it('a photograph that was cut off on the way is refused', async () => {
    const noise = await sharp({
      create: {
        width: 300,
        height: 300,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 50 },
      },
    })
      .jpeg()
      .toBuffer();
    expect(await faultOf(noise.subarray(0, noise.length / 2))).toBe('IMAGE_BROKEN');
  });

  it('a moving picture is refused', async () => {
    const frames = await Promise.all(
      ['#f00', '#0f0'].map((background) =>
        sharp({ create: { width: 20, height: 20, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    expect(await faultOf(gif)).toBe('IMAGE_ANIMATED');
  });

  it('says how large the file is and what to do, and never rounds it down to the limit', async () => {
    const result = await put(Buffer.alloc(2_000_001));
    expect(result).toMatchObject({
      error: { message: { zh: '这个文件有 3 MB，最多 2 MB。请换一个小一点的；照片可以用手机截图后再传。' } },
    });
  });

  it('a picture that is also a web page leaves without the page', async () => {
    const polyglot = Buffer.concat([
      await canvas().jpeg().toBuffer(),
      Buffer.from('<script>alert(1)</script>'),
    ]);
    const image = await taken(polyglot);
    expect((await store.open(image.id))!.content.includes('<script>')).toBe(false);
  });
});

describe('a document', () => {
  const document = (text: string, name = 'form.pdf') =>
    store.putDocument({ bytes: Buffer.from(text), name, now });

  it('is kept byte for byte', async () => {
    const result = await document('%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj');
    if (!result.ok) throw new Error(result.error.code);
    expect((await store.open(result.value.id))!.content.toString()).toContain('/Type /Catalog');
    expect(result.value.contentType).toBe('application/pdf');
  });

  it.each([
    [
      'a PDF that runs a program',
      '%PDF-1.7\n1 0 obj <</S /JavaScript /JS (app.alert(1))>> endobj',
      'DOCUMENT_ACTIVE',
    ],
    ['a PDF that starts something', '%PDF-1.7\n<</S /Launch>>', 'DOCUMENT_ACTIVE'],
    ['a web page called form.pdf', '<html><script>alert(1)</script>', 'FILE_TYPE_UNKNOWN'],
  ])('%s is refused', async (_, text, code) => {
    expect(await document(text)).toMatchObject({ ok: false, error: { code } });
  });
});

describe('the shelf', () => {
  it('gives nothing for an id that is a path', async () => {
    for (const id of ['../../etc/passwd', '..%2f..%2fetc%2fpasswd', '', 'a'.repeat(64), '\0']) {
      expect(await store.open(id)).toBeNull();
      await store.remove(id);
    }
  });

  it('keeps equal photographs once, and cleans the bytes only when no file has them and they are old', async () => {
    const bytes = await canvas(77, 33).jpeg().toBuffer();
    const [one, other] = [await taken(bytes), await taken(bytes)];
    const path = blobPath(
      filesFolder(dataDir),
      createHash('sha256')
        .update((await store.open(one.id))!.content)
        .digest(),
    );
    const age = async (hours: number) => {
      const then = new Date(now.getTime() - hours * 3_600_000);
      await utimes(path, then, then);
    };
    await store.remove(one.id);
    await age(48);
    await cleanOrphans(sql, filesFolder(dataDir), now);
    expect((await store.open(other.id))!.content.length).toBeGreaterThan(0);
    await store.remove(other.id);
    await age(1);
    await cleanOrphans(sql, filesFolder(dataDir), now);
    expect((await readFile(path)).length).toBeGreaterThan(0);
    await age(48);
    await cleanOrphansJob({ sql, dataDir }).run({ now, log: silentLog });
    await expect(readFile(path)).rejects.toThrow('ENOENT');
  });

  it('leaves no draft behind, and cleans one that a crash left', async () => {
    const shelves = await readdir(filesFolder(dataDir));
    const names = await Promise.all(shelves.map((shelf) => readdir(join(filesFolder(dataDir), shelf))));
    expect(names.flat().filter((name) => name.endsWith('.draft'))).toEqual([]);
    const draft = join(filesFolder(dataDir), shelves[0]!, 'left.draft');
    await writeFile(draft, 'half');
    await utimes(draft, new Date(0), new Date(0));
    expect(await cleanOrphans(sql, filesFolder(dataDir), now)).toBe(1);
  });

  it.skipIf(!smallDisk)(
    'says that the disk is full, in words and as 507, and leaves nothing behind',
    async () => {
      const full = createFileStore({ sql, dataDir: smallDisk!, maxUploadMb: 2 });
      const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
      const bytes = await sharp({
        create: { width: 600, height: 600, channels: 3, background: '#888', noise },
      })
        .jpeg()
        .toBuffer();
      const upload = full.putImage({ bytes, name: 'a.jpg', now });
      await expect(upload).rejects.toMatchObject({ status: 507, code: 'STORAGE_FULL' });
      const left = await readdir(smallDisk!, { recursive: true, withFileTypes: true });
      expect(left.filter((entry) => entry.isFile())).toEqual([]);
    },
  );
});

describe('handing out', () => {
  it('lets a browser run nothing in it', async () => {
    const image = await taken(await canvas().jpeg().toBuffer(), '路灯"; x=1\u{d800}.jpg');
    const { headers } = fileResponse((await store.open(image.id))!);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain('sandbox');
    expect(headers.get('content-disposition')).toMatch(/^inline; filename\*=UTF-8''[\w%.-]+$/);
    expect(headers.get('cache-control')).toContain('private');
  });
});

describe('the gate before the decoder', () => {
  it('never lets more than its number through, and turns away what exceeds the queue', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.nat(5),
        fc.nat(20),
        async (atOnce, waiting, tasks) => {
          const gate = createGate({ atOnce, waiting });
          let [inside, most] = [0, 0];
          const outcomes = await Promise.all(
            Array.from({ length: tasks }, () =>
              gate(async () => {
                inside += 1;
                most = Math.max(most, inside);
                await new Promise((resolve) => setImmediate(resolve));
                inside -= 1;
                return 'through';
              }),
            ),
          );
          expect(most).toBeLessThanOrEqual(atOnce);
          expect(outcomes.filter((one) => one === null)).toHaveLength(Math.max(0, tasks - atOnce - waiting));
          expect(await gate(async () => 'free again')).toBe('free again');
        },
      ),
    );
  });
});
