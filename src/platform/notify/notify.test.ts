import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { both } from '../../kernel/bilingual.ts';
import { silentLog, testDatabase } from '../database/testing.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { createPersonalData } from '../personal-data/personal-data.ts';
import { type Channel, DeliveryError } from './channel.ts';
import { type Channels, emailChannel, smsChannel, webhookChannel } from './channels.ts';
import { deliverDue } from './deliver.ts';
import { listNotifications } from './list-notifications.ts';
import { type Address, createNotifier, type Message, maskAddress } from './notifier.ts';
import { isPublicAddress } from './public-address.ts';
import { createReceiver, type Received } from './receiver.ts';
import { signatureFault, signedHeaders, webhookSecret } from './signature.ts';
import { signedCall } from './signed-call.ts';

const { sql } = await testDatabase();
const personalData = createPersonalData({ key: randomBytes(32) });
let now = new Date('2026-03-02T01:00:00Z');
const notifier = createNotifier({ personalData, clock: () => now });
const closing: (() => void)[] = [];
afterAll(() => {
  for (const close of closing) close();
});

const phone: Address = { channel: 'sms', address: '13900000042' };
const answered = (to: Message['to'] = phone): Message => ({
  to,
  template: 'requests.answered',
  text: both('您反映的路灯已修好。', 'The lamp you reported is repaired.'),
  about: 'YL-2026-0302-0001',
});
const send = (message: Message) => sql.begin((tx) => notifier.send(tx, message));
const deliver = (
  channels: Channels,
  options: { demo?: boolean; addressOf?: () => Promise<Address | null> } = {},
) =>
  deliverDue(
    {
      sql,
      personalData,
      channels,
      demo: options.demo ?? false,
      addressOf: options.addressOf ?? (async () => null),
      metrics: createMetrics(),
    },
    now,
    silentLog,
  );
const lines = async () => (await listNotifications(sql)).items;
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};

async function listening(server: ReturnType<typeof createServer>): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

beforeEach(() => sql`truncate platform.notification`);

describe('a message', () => {
  it('is written with the change and not without it, and twice only when meant twice', async () => {
    await sql
      .begin(async (tx) => {
        await notifier.send(tx, answered());
        throw new Error('the answer was not saved');
      })
      .catch(() => undefined);
    expect(await lines()).toEqual([]);
    await send({ ...answered(), dedupeKey: 'YL-1 answered' });
    await send({ ...answered(), dedupeKey: 'YL-1 answered' });
    await send(answered());
    expect(await lines()).toHaveLength(2);
  });

  it('keeps the address unreadable in the database and masked in the list', async () => {
    await send(answered());
    const [row] = await sql`select * from platform.notification`;
    expect(Buffer.from(JSON.stringify(row)).includes('13900000042')).toBe(false);
    expect((row!.address as Buffer).includes('13900000042')).toBe(false);
    expect((await lines())[0]?.hint).toBe('139****0042');
  });

  it.each([
    [{ channel: 'email', address: 'lihua@example.cn' }, 'l***@example.cn'],
    [{ channel: 'email', address: 'x' }, 'x***'],
    [{ channel: 'sms', address: '12345' }, '****'],
    [{ channel: 'webhook', address: 'https://example.cn/hook?token=abc' }, 'https://example.cn/…'],
    [{ channel: 'webhook', address: 'nonsense' }, '…'],
  ] as const)('masks %o', (address, masked) => {
    expect(maskAddress(address)).toBe(masked);
  });
});

describe('without a gateway', () => {
  it('the demonstration shows the message and says so', async () => {
    await send(answered());
    expect(await deliver({}, { demo: true })).toBe(1);
    expect(await lines()).toMatchObject([{ state: 'shown' }]);
  });

  it('real use keeps it, says why, and sends it once there is one', async () => {
    await send(answered());
    expect(await deliver({})).toBe(0);
    expect(await lines()).toMatchObject([{ state: 'waiting', reason: 'no gateway configured', attempts: 0 }]);
    later(2);
    expect(await deliver({ sms: { deliver: async () => {} } })).toBe(1);
    expect(await lines()).toMatchObject([{ state: 'sent', reason: null }]);
  });
});

describe('delivery', () => {
  it('looks up an account’s address when the message leaves', async () => {
    await send(answered({ accountId: 'a-1' }));
    await deliver({ sms: { deliver: async () => {} } }, { addressOf: async () => phone });
    expect(await lines()).toMatchObject([{ state: 'sent', channel: 'sms', hint: '139****0042' }]);
    await send(answered({ accountId: 'a-2' }));
    await deliver({});
    const failed = (await lines()).filter(({ state }) => state === 'failed');
    expect(failed).toMatchObject([{ reason: 'the account has left no address' }]);
  });

  it('tries ten times with growing pauses, then fails for all to see', async () => {
    let tries = 0;
    const down: Channel = {
      async deliver() {
        tries += 1;
        throw new Error('gateway down');
      },
    };
    await send(answered());
    for (let look = 0; look < 30; look++, later(61)) await deliver({ sms: down });
    expect(tries).toBe(10);
    expect(await lines()).toMatchObject([{ state: 'failed', attempts: 10, reason: 'gateway down' }]);
  });

  it('does not try again what cannot work', async () => {
    await send(answered());
    const gone: Channel = {
      deliver: async () => {
        throw new DeliveryError('no such number', { final: true });
      },
    };
    await deliver({ sms: gone });
    expect(await lines()).toMatchObject([{ state: 'failed', attempts: 1 }]);
  });

  it('sends each message once, though two workers deliver at the same time', async () => {
    for (let nth = 0; nth < 50; nth++) await send(answered());
    const ids: string[] = [];
    const counting: Channel = {
      deliver: async ({ id }) => {
        ids.push(id);
      },
    };
    await Promise.all([deliver({ sms: counting }), deliver({ sms: counting })]);
    expect(ids.toSorted()).toEqual([...new Set(ids)].toSorted());
    expect(ids).toHaveLength(50);
  });

  it('takes up again what a killed worker had in hand, after its lease, with the same id', async () => {
    await send(answered());
    const ids: string[] = [];
    const cut: Channel = { deliver: ({ id }) => new Promise<never>(() => void ids.push(id)) };
    void deliver({ sms: cut });
    await expect.poll(() => ids.length).toBe(1);
    const sound: Channel = { deliver: async ({ id }) => void ids.push(id) };
    expect(await deliver({ sms: sound })).toBe(0);
    later(2);
    expect(await deliver({ sms: sound })).toBe(1);
    expect(ids[1]).toBe(ids[0]);
  });
});

describe('the gateways', () => {
  it('a text message arrives signed, and a changed, old or repeated call is recognised', async () => {
    const got: Received[] = [];
    const secret = 'a secret of 16 characters';
    const url = await listening(
      createReceiver({ secret, clock: () => now, onMessage: (one) => got.push(one) }),
    );
    await send(answered());
    await deliver({ sms: smsChannel(url, secret) });
    expect(await lines()).toMatchObject([{ state: 'sent' }]);
    expect(got).toMatchObject([
      { payload: { to: '13900000042', text: '您反映的路灯已修好。', lang: 'zh' }, repeated: false },
    ]);
    const outgoing = {
      ...answered(),
      id: got[0]!.id,
      address: '1',
      lang: 'zh',
      subject: '',
      text: '',
      about: null,
    } as const;
    await smsChannel(url, secret).deliver(outgoing, now);
    expect(got[1]?.repeated).toBe(true);
    const wrong = smsChannel(url, 'another secret of 16').deliver(outgoing, now);
    await expect(wrong).rejects.toMatchObject({ final: false, message: 'The receiver answered 401.' });
  });

  it('a signature holds for one body, one time and one id only', () => {
    const headers = { ...signedHeaders('s', 'id-1', '{}', now) };
    expect(signatureFault('s', headers, '{}', now)).toBeNull();
    expect(signatureFault('s', headers, '{ }', now)).toContain('does not fit');
    expect(signatureFault('s', { ...headers, 'webhook-id': 'id-2' }, '{}', now)).toContain('does not fit');
    expect(signatureFault('s', headers, '{}', new Date(now.getTime() + 301_000))).toContain('not of now');
    expect(signatureFault('s', {}, '{}', now)).toContain('needed');
  });

  it('an e-mail goes to one person, whatever the address tries', async () => {
    const got: { to: string[]; text: string }[] = [];
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, session, done) {
        let text = '';
        stream.on('data', (part) => {
          text += part;
        });
        stream.on('end', () => {
          got.push({ to: session.envelope.rcptTo.map((one) => one.address), text });
          done();
        });
      },
    });
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    closing.push(() => server.close());
    const { port } = server.server.address() as AddressInfo;
    const email = emailChannel(`smtp://127.0.0.1:${port}`, '畅通 <no-reply@example.cn>');
    await send({
      ...answered({ channel: 'email', address: 'lihua@example.cn' }),
      subject: both('已答复', 'Answered'),
    });
    await deliver({ email });
    expect(await lines()).toMatchObject([{ state: 'sent' }]);
    expect(got[0]?.to).toEqual(['lihua@example.cn']);
    expect(got[0]?.text).toContain('Message-ID: <');
    await send(answered({ channel: 'email', address: 'a@example.cn, b@example.cn\r\nBcc: c@example.cn' }));
    await deliver({ email });
    expect(got.slice(1).every((one) => one.to.length === 1)).toBe(true);
    expect(got.some((one) => /^bcc:/im.test(one.text))).toBe(false);
  });
});

describe('an address given from outside', () => {
  const houseKey = randomBytes(32);
  const call = (url: string) =>
    signedCall({ url, secret: 's', id: '1', payload: {}, now, mayBePrivate: false });

  it.each([
    'http://127.0.0.1:1/',
    'http://localhost:1/',
    'http://2130706433:1/',
    'http://0x7f.1:1/',
    'http://[::1]:1/',
    'http://[::ffff:127.0.0.1]:1/',
    'http://[fd00::1]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.5/',
    'http://192.168.1.1/',
    'http://0.0.0.0:1/',
  ])('does not make the house call %s', async (url) => {
    await expect(call(url)).rejects.toMatchObject({
      final: true,
      message: expect.stringContaining('closed network'),
    });
  });

  it.each(['file:///etc/passwd', 'gopher://example.cn/', 'http://user:word@example.cn/', 'nonsense'])(
    'is refused when it is %s',
    async (url) => {
      await expect(call(url)).rejects.toMatchObject({ final: true });
    },
  );

  it.each([
    ['1.1.1.1', true],
    ['100.64.0.1', false],
    ['198.18.0.1', false],
    ['224.0.0.1', false],
    ['2606:4700::1111', true],
    ['64:ff9b::7f00:1', false],
    ['2002:7f00:1::', false],
    ['fe80::1', false],
    ['not an address', false],
  ])('%s is open: %s', (ip, open) => {
    expect(isPublicAddress(ip)).toBe(open);
  });

  it('gets a call signed with the secret of this very address, and is not followed elsewhere', async () => {
    const got: Received[] = [];
    let secret = '';
    const receiver = createReceiver({
      get secret() {
        return secret;
      },
      clock: () => now,
      onMessage: (one) => got.push(one),
    });
    const url = await listening(receiver);
    secret = webhookSecret(houseKey, url);
    const channel = webhookChannel(houseKey, { mayBePrivate: true });
    await send(answered({ channel: 'webhook', address: url }));
    await deliver({ webhook: channel });
    expect(got).toMatchObject([
      { payload: { type: 'requests.answered', data: { about: 'YL-2026-0302-0001' } } },
    ]);

    const moved = await listening(
      createServer((_, response) => response.writeHead(302, { location: url }).end()),
    );
    await send(answered({ channel: 'webhook', address: moved }));
    await deliver({ webhook: channel });
    expect((await lines())[0]).toMatchObject({ state: 'waiting', reason: 'The receiver answered 302.' });
    expect(got).toHaveLength(1);
  });
});
