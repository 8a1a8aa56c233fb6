import type { OpenedFile } from './file-store.ts';

/**
 * The answer that hands a file to a browser so that nothing in it can run. The route has checked who may see it.
 * Pictures open in the page, everything else is offered for saving.
 */
export function fileResponse(file: OpenedFile): Response {
  const placement = file.contentType.startsWith('image/') ? 'inline' : 'attachment';
  return new Response(new Uint8Array(file.content), {
    headers: {
      'content-type': file.contentType,
      'content-length': String(file.content.length),
      'content-disposition': `${placement}; filename*=UTF-8''${encodeName(file.name)}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      // An id always names the same bytes, and only this reader may keep them.
      'cache-control': 'private, max-age=31536000, immutable',
    },
  });
}

/** RFC 8187 allows fewer characters than encodeURIComponent leaves alone. A lone half of a character is replaced, not refused. */
const encodeName = (name: string) =>
  encodeURIComponent(Buffer.from(name).toString()).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
