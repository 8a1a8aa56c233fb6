import type { Bilingual } from '../../../kernel/bilingual.ts';
import type { Message } from '../../../platform/notify/notifier.ts';
import type { Action } from '../domain/transitions.ts';
import type { Scene } from './act.ts';

/** Tells the reporter, if they left a way to be told. Those without one see it on the public page. */

export async function tellReporter(
  { platform, tx, request, seq }: Scene,
  action: Action,
  text: Bilingual,
): Promise<void> {
  const to = reporterAddress();
  if (to === null) return;
  await platform.notify.send(tx, {
    to,
    text: withNumber(text),
    template: `requests.${action}`,
    about: request.id,
    dedupeKey: `${request.id}:${seq}`,
  });

  function reporterAddress(): Message['to'] | null {
    if (request.reporterPhone !== null) {
      return { channel: 'sms', address: platform.personalData.open(request.reporterPhone, REPORTER_PURPOSE) };
    }
    return request.reporterId === null ? null : { accountId: request.reporterId };
  }

  function withNumber({ zh, en }: Bilingual): Bilingual {
    const link = `${platform.config.publicUrl}/requests/${request.number}`;
    return {
      zh: `【畅通】${zh} 编号 ${request.number}，查看：${link}`,
      en: `[Changtong] ${en} No. ${request.number}: ${link}`,
    };
  }
}

/** What a reporter's name and telephone are sealed for. */
export const REPORTER_PURPOSE = 'requests.reporter';
