import { describe, expect, it } from 'vitest';
import { both, type Language } from '../../kernel/bilingual.ts';
import type { View } from '../../ui/view.ts';
import type { NotificationLine } from './list-notifications.ts';
import { outboxPage } from './outbox-page.tsx';

const now = new Date('2026-03-02T01:00:00Z');
const view = (lang: Language, demo = true): View => ({
  lang,
  theme: 'auto',
  size: 'standard',
  path: '/operator/outbox',
  now,
  actor: null,
  csrf: '',
  demo,
  t: (zh, en) => (lang === 'zh' ? zh : en),
  say: (pair) => pair[lang],
});

const line = (changes: Partial<NotificationLine> = {}): NotificationLine => ({
  id: '0',
  createdAt: now,
  channel: 'sms',
  hint: '139****0042',
  template: 'requests.answered',
  lang: 'zh',
  subject: null,
  text: both('已修好 <script>alert(1)</script>', 'Repaired'),
  about: null,
  state: 'shown',
  attempts: 0,
  reason: null,
  finishedAt: now,
  ...changes,
});
const html = async (lang: Language, notifications: NotificationLine[], demo?: boolean) =>
  String(await outboxPage({ view: view(lang, demo), notifications }));

describe('the page of messages', () => {
  it('shows who got what, masked and harmless, and says in the demonstration that nothing leaves', async () => {
    const page = await html('zh', [line()]);
    expect(page).toContain('短信 139****0042');
    expect(page).toContain('不会发出去');
    expect(page).not.toContain('<script>alert');
    expect(await html('en', [line()], false)).not.toContain('never leave');
  });

  it('says why a message did not arrive', async () => {
    const waiting = line({ state: 'waiting', reason: 'no gateway configured', finishedAt: null });
    expect(await html('zh', [waiting])).toContain('还没有接发送网关');
    expect(await html('en', [line({ state: 'failed', reason: '550 unknown', attempts: 3 })])).toContain(
      '3 attempts: 550 unknown',
    );
  });

  it('says when there is none', async () => {
    expect(await html('zh', [])).toContain('还没有消息');
  });
});
