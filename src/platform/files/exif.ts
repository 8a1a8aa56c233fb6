import readExif, { type Exif, type GPSInfoTags } from 'exif-reader';

/** Degrees, north and east positive. The system is in the type because maps in China use another one. */
export interface Place {
  readonly lat: number;
  readonly lng: number;
  readonly system: 'WGS-84';
}

export interface PlaceAndTime {
  readonly place: Place | null;
  readonly takenAt: Date | null;
}

const NOTHING: PlaceAndTime = { place: null, takenAt: null };

/** Where and when, as the camera noted it. Broken or absurd notes read as no notes: they never cost the photograph. */
export function placeAndTime(exif: Buffer | undefined): PlaceAndTime {
  if (!exif) return NOTHING;
  try {
    const tags = readExif(exif);
    return { place: readPlace(tags.GPSInfo), takenAt: readTime(tags) };
  } catch {
    return NOTHING;
  }
}

function readPlace(gps: Partial<GPSInfoTags> | undefined): Place | null {
  const lat = degrees(gps?.GPSLatitude, gps?.GPSLatitudeRef, 'NS', 90);
  const lng = degrees(gps?.GPSLongitude, gps?.GPSLongitudeRef, 'EW', 180);
  // Cameras without a fix write 0, 0: a point in the sea off Africa.
  if (lat === null || lng === null || (Math.abs(lat) < 0.01 && Math.abs(lng) < 0.01)) return null;
  return { lat, lng, system: 'WGS-84' };
}

/** Degrees, minutes and seconds with a letter for the hemisphere; null for anything else. */
function degrees(parts: unknown, letter: unknown, letters: 'NS' | 'EW', limit: number): number | null {
  if (!Array.isArray(parts) || parts.length !== 3 || typeof letter !== 'string') return null;
  const [whole, minutes, seconds] = parts as unknown[];
  if (![whole, minutes, seconds].every((part) => typeof part === 'number' && part >= 0)) return null;
  if (Number(minutes) >= 60 || Number(seconds) >= 60) return null;
  const value = Number(whole) + Number(minutes) / 60 + Number(seconds) / 3600;
  const sign = [1, -1][letters.indexOf(letter.charAt(0).toUpperCase() || '?')];
  if (sign === undefined || !(value <= limit)) return null;
  return Math.round(sign * value * 1e6) / 1e6;
}

const BEIJING_OFFSET_MS = 8 * 3_600_000;
/** Our assumption: no photograph that reaches a hotline is older than the first camera with EXIF. */
const FIRST_EXIF_YEAR = 1996;

/** EXIF times carry no zone; the reader returns them as if they were UTC. An offset beside it counts, else Beijing time. */
function readTime(tags: Exif): Date | null {
  const written: unknown = tags.Photo?.DateTimeOriginal ?? tags.Image?.DateTime;
  if (!(written instanceof Date) || Number.isNaN(written.getTime())) return null;
  if (written.getUTCFullYear() < FIRST_EXIF_YEAR || written.getUTCFullYear() > 9999) return null;
  return new Date(written.getTime() - offsetMs(tags.Photo?.OffsetTimeOriginal));
}

function offsetMs(text: unknown): number {
  const match = /^([+-])(\d\d):(\d\d)/.exec(typeof text === 'string' ? text : '');
  if (!match) return BEIJING_OFFSET_MS;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000;
}
