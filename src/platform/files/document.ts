import { fileTypeFromBuffer } from 'file-type';
import { err, ok, type Result } from '../../kernel/result.ts';
import { DOCUMENT_ACTIVE, FILE_EMPTY, FILE_TYPE_UNKNOWN, type FileFault } from './file-fault.ts';

const DOCUMENT_TYPES: ReadonlySet<string> = new Set([
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/webp',
]);

/** Names in a PDF that make a reader run or unpack something when it is opened. */
const ACTIVE_PDF =
  /\/(?:JavaScript|JS|Launch|EmbeddedFile|RichMedia|OpenAction\s*<<[^>]*\/S\s*\/(?:JavaScript|Launch))\b/;

/**
 * Decides by the first bytes what a file is; its name is not asked. A PDF that visibly carries a program is refused.
 * Compressed object streams are not looked into: files are served so that a browser runs nothing in them.
 */
export async function checkDocument(bytes: Uint8Array): Promise<Result<{ contentType: string }, FileFault>> {
  if (bytes.length === 0) return err(FILE_EMPTY);
  const contentType = await typeOf(bytes);
  if (!contentType || !DOCUMENT_TYPES.has(contentType)) return err(FILE_TYPE_UNKNOWN);
  if (contentType === 'application/pdf' && ACTIVE_PDF.test(Buffer.from(bytes).toString('latin1'))) {
    return err(DOCUMENT_ACTIVE);
  }
  return ok({ contentType });
}

/** The type that the bytes themselves show, or null. Broken bytes are of no type. */
export async function typeOf(bytes: Uint8Array): Promise<string | null> {
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined);
  return type?.mime ?? null;
}
