import { allow } from '../http/access-table.ts';
import { notYourRole, page, type Web } from '../http/web.ts';
import { hasRole } from '../identity/actor.ts';
import type { Platform } from '../platform.ts';
import { listNotifications } from './list-notifications.ts';
import { outboxPage } from './outbox-page.tsx';

export const messagesAccess = [allow('GET', '/outbox', 'anyone')];

/** What was sent to whom. In the demonstration everybody may look, since no message leaves the house; otherwise operators. */
export function messagesRoutes(web: Web, { sql, config }: Platform): void {
  web.get('/outbox', async (c) => {
    if (!config.CHANGTONG_DEMO && !hasRole(c.get('actor'), 'operator')) throw notYourRole(['operator']);
    const { items, cursor } = await listNotifications(sql, { cursor: c.req.query('before') });
    const older = cursor === null ? undefined : `/outbox?before=${cursor}`;
    return page(c, outboxPage({ view: c.get('view'), notifications: items, older }));
  });
}
