import type { Web } from '../../http/web.ts';
import type { Platform } from '../../platform.ts';
import { accountRoutes } from './account-routes.tsx';
import { mandateRoutes } from './mandate-routes.tsx';
import { signInRoutes } from './sign-in-routes.tsx';

/** Signing in and out, and everything about one's own account. `identityAccess` says who may use which. */
export function identityRoutes(web: Web, platform: Platform): void {
  signInRoutes(web, platform);
  accountRoutes(web, platform);
  mandateRoutes(web, platform);
}
