import sharp, { type Metadata } from 'sharp';
import { err, ok, type Result } from '../../kernel/result.ts';
import { typeOf } from './document.ts';
import { type Place, placeAndTime } from './exif.ts';
import {
  FILE_EMPTY,
  FILES_BUSY,
  type FileFault,
  IMAGE_ANIMATED,
  IMAGE_BROKEN,
  IMAGE_HEIC,
  IMAGE_TOO_SLOW,
  IMAGE_TYPE_UNSUPPORTED,
  imageTooManyPixels,
} from './file-fault.ts';
import { createGate } from './gate.ts';

export type { Place } from './exif.ts';

export interface UprightImage {
  /** JPEG, turned upright, no metadata. */
  readonly upright: Buffer;
  readonly thumbnail: Buffer;
  readonly width: number;
  readonly height: number;
  readonly place: Place | null;
  readonly takenAt: Date | null;
}

/** Our assumption: the largest photograph a telephone in use takes by default has 50 million pixels. */
const MAX_MEGAPIXELS = 50;
/** Long edge of what is kept: a pothole and a house number stay readable, and a page of ten photographs stays light. */
const MAX_EDGE = 2560;
const THUMBNAIL_EDGE = 320;
const PATIENCE_SECONDS = 15;

/** Decoded pictures are large: two at a time, and a short queue, keep a flood of uploads from eating the memory. */
const gate = createGate({ atOnce: 2, waiting: 32 });

const ACCEPTED: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif']);
const HEIC: ReadonlySet<string> = new Set([
  'image/heic',
  'image/heif',
  'image/heic-sequence',
  'image/heif-sequence',
]);

/** Reads a photograph of unknown origin. Never throws for what the bytes contain. */
export async function readImage(bytes: Uint8Array): Promise<Result<UprightImage, FileFault>> {
  if (bytes.length === 0) return err(FILE_EMPTY);
  const type = await typeOf(bytes);
  if (type && HEIC.has(type)) return err(IMAGE_HEIC);
  if (!type || !ACCEPTED.has(type)) return err(IMAGE_TYPE_UNSUPPORTED);
  const metadata = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => null);
  if (!metadata) return err(IMAGE_BROKEN);
  const fault = faultOf(metadata);
  if (fault) return err(fault);
  return (await gate(() => decode(bytes, metadata))) ?? err(FILES_BUSY);
}

/** Judged from the header alone, before a single pixel is decoded. */
function faultOf(metadata: Metadata): FileFault | null {
  if (metadata.width * metadata.height > MAX_MEGAPIXELS * 1_000_000)
    return imageTooManyPixels(MAX_MEGAPIXELS);
  if ((metadata.pages ?? 1) > 1) return IMAGE_ANIMATED;
  return null;
}

async function decode(bytes: Uint8Array, metadata: Metadata): Promise<Result<UprightImage, FileFault>> {
  try {
    const source = sharp(bytes, { limitInputPixels: MAX_MEGAPIXELS * 1_000_000, failOn: 'error' })
      .timeout({ seconds: PATIENCE_SECONDS })
      .autoOrient()
      .flatten({ background: '#fff' })
      .toColourspace('srgb');
    const { data, info } = await source
      .resize(MAX_EDGE, MAX_EDGE, { fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 82 })
      .toBuffer({ resolveWithObject: true });
    const thumbnail = await sharp(data)
      .resize(THUMBNAIL_EDGE, THUMBNAIL_EDGE, { fit: 'inside' })
      .jpeg()
      .toBuffer();
    const { width, height } = info;
    return ok({ upright: data, thumbnail, width, height, ...placeAndTime(metadata.exif) });
  } catch (error) {
    return err(/timeout/i.test(String(error)) ? IMAGE_TOO_SLOW : IMAGE_BROKEN);
  }
}
