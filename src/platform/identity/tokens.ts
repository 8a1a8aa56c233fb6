import { createHash, createHmac, randomBytes } from 'node:crypto';

/** 256 random bits; 43 characters that are safe in a cookie and a header. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What the database keeps. A token has 256 random bits, so a plain hash is enough: there is nothing to guess. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Key for the form tokens of one session: follows from the token and cannot be found from the database. */
export const csrfKeyOf = (token: string): Buffer =>
  createHmac('sha256', token).update('form tokens of this session').digest();
