import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

const NAME = 'session';

/** The token that the browser holds; only its hash is stored. */
export const readSession = (c: Context): string | undefined => getCookie(c, NAME);

/** Lasts for `seconds` by the browser's own reckoning: its clock may be hours off. */
export const writeSession = (c: Context, token: string, seconds: number, secure: boolean): void =>
  setCookie(c, NAME, token, { httpOnly: true, sameSite: 'Lax', path: '/', secure, maxAge: seconds });

export const clearSession = (c: Context): void => {
  deleteCookie(c, NAME, { path: '/' });
};
