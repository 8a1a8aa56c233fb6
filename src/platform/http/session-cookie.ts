import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

const NAME = 'session';

/** The token that the browser holds; only its hash is stored. */
export const readSession = (c: Context): string | undefined => getCookie(c, NAME);

export const writeSession = (c: Context, token: string, expires: Date, secure: boolean): void =>
  setCookie(c, NAME, token, { httpOnly: true, sameSite: 'Lax', path: '/', secure, expires });

export const clearSession = (c: Context): void => {
  deleteCookie(c, NAME, { path: '/' });
};
