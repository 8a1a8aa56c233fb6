// JSX escapes quotes but not schemes: `javascript:` would survive. Only these openings may become a link.
const allowedOpening = /^(?:https?:\/\/|mailto:|tel:|\/(?![/\\])|[?#])/i;
const localOpening = /^\/(?![/\\])/;
// Browsers drop tabs and line breaks inside addresses, so "/\t/evil" would turn into "//evil".
const control = /[\u0000-\u001f\u007f]/;

/** The address itself when it is a page, a phone or a mail address; otherwise `#`, which goes nowhere. */
export const safeHref = (href: string): string =>
  allowedOpening.test(href) && !control.test(href) ? href : '#';

/** The path when it stays on this site; otherwise the home page. For "back to where you were". */
export const safeLocalPath = (path: string | undefined): string =>
  path !== undefined && localOpening.test(path) && !control.test(path) ? path : '/';
