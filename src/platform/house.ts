import { identityAccess } from './identity/http/identity-access.ts';
import { identityRoutes } from './identity/http/identity-routes.ts';
import type { Module } from './module.ts';
import { messagesAccess, messagesRoutes } from './notify/messages-routes.ts';

/** What the platform itself shows people: sign-in, account, and the message box of the demonstration. */
export const house: Module = {
  name: 'house',
  access: [...identityAccess, ...messagesAccess],
  routes(web, platform) {
    identityRoutes(web, platform);
    messagesRoutes(web, platform);
  },
};
