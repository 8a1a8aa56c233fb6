import { OpenAPIHono } from '@hono/zod-openapi';
import { compress } from 'hono/compress';
import { secureHeaders } from 'hono/secure-headers';
import { mountAssets } from '../../ui/assets.ts';
import { mountGallery } from '../../ui/gallery.tsx';
import type { Module } from '../module.ts';
import type { Platform } from '../platform.ts';
import { AccessTable, allow } from './access-table.ts';
import { answerError, answerNotFound } from './errors.ts';
import { houseAccess, houseRoutes } from './house-routes.tsx';
import { enforceAccess } from './middleware/access.ts';
import { clientAddress } from './middleware/client-address.ts';
import { formToken } from './middleware/form-token.ts';
import { limitBody, limitRate } from './middleware/limits.ts';
import { requestLog } from './middleware/request-log.ts';
import { whoAndHow } from './middleware/who-and-how.ts';
import type { AppEnv, Web } from './web.ts';

const galleryAccess = [
  allow('GET', '/ui', 'anyone'),
  allow('GET', '/ui/:component', 'anyone'),
  allow('GET', '/ui/sample/:page', 'anyone'),
];

/** Programs that come with a key, not with a browser's cookie. */
const isProgramPath = (path: string) => path.startsWith('/open311/') || path.startsWith('/api/');

export interface Built {
  readonly web: Web;
  readonly access: AccessTable;
}

/** The whole web face of the house: assets, then who and how, limits and the access table, then every room's routes. */
export function createWeb(platform: Platform, modules: readonly Module[]): Built {
  const web: Web = new OpenAPIHono<AppEnv>();
  const access = new AccessTable([
    ...houseAccess,
    ...galleryAccess,
    ...modules.flatMap((module) => module.access ?? []),
  ]);
  mountAssets(web);
  web.use(requestLog(platform));
  web.use(compress({ threshold: 1_024 }));
  web.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        frameAncestors: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
      },
      xFrameOptions: 'SAMEORIGIN',
      referrerPolicy: 'same-origin',
    }),
  );
  web.use(clientAddress(platform.config.TRUSTED_ADDRESS_HEADER));
  web.use(whoAndHow(platform));
  web.use(limitRate(platform.clock, platform.config.RATE_LIMIT));
  web.use(limitBody(platform.config.MAX_UPLOAD_MB));
  web.use(formToken(isProgramPath));
  web.use(enforceAccess(access));
  web.onError(answerError(platform));
  web.notFound(answerNotFound);
  houseRoutes(web, platform);
  mountGallery(web, (c) => (c as never as { get(name: 'view'): AppEnv['Variables']['view'] }).get('view'));
  for (const module of modules) module.routes?.(web, platform);
  web.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: { title: '畅通 Changtong', version: '0.1.0', license: { name: 'Apache-2.0' } },
  });
  return { web, access };
}
