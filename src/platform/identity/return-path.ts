/** Any origin will do: only whether the address leaves it is of interest. */
const HERE = 'http://here.invalid';

/**
 * The path on this site to go to after signing in; `fallback` for anything that leads, or could be read by a
 * browser as leading, to another site (`//other`, `/\other`, `javascript:`, a tab inside).
 */
export function returnPath(asked: string | undefined, fallback: string): string {
  if (asked === undefined || !/^\/(?![/\\])/.test(asked) || /[\u0000-\u0020\\\u007f]/.test(asked))
    return fallback;
  const url = URL.canParse(asked, HERE) ? new URL(asked, HERE) : null;
  if (url === null || url.origin !== HERE || url.pathname.startsWith('//')) return fallback;
  return `${url.pathname}${url.search}`;
}
