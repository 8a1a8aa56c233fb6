import { allow } from '../../http/access-table.ts';

/** Who may use the pages of identity. */
export const identityAccess = [
  allow('GET', '/sign-in', 'anyone'),
  allow('POST', '/sign-in/code', 'anyone'),
  allow('GET', '/sign-in/code', 'anyone'),
  allow('POST', '/sign-in/code/check', 'anyone'),
  allow('POST', '/sign-in/official', 'anyone'),
  allow('POST', '/sign-in/demonstration', 'anyone'),
  allow('POST', '/sign-out', 'anyone'),
  allow('GET', '/account', 'signed-in'),
  allow('POST', '/account/name', 'citizen'),
  allow('POST', '/account/display', 'signed-in'),
  allow('POST', '/account/sessions/end', 'signed-in'),
  allow('GET', '/account/looks', 'signed-in'),
  allow('GET', '/account/second-factor', 'signed-in'),
  allow('POST', '/account/second-factor', 'signed-in'),
  allow('GET', '/account/mandates', 'citizen'),
  allow('POST', '/account/mandates', 'citizen'),
  allow('POST', '/account/mandates/end', 'citizen'),
  allow('GET', '/desk/mandates', 'clerk'),
  allow('POST', '/desk/mandates', 'clerk'),
];
