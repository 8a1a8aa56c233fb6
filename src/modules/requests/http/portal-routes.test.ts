import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../platform/identity/actor.ts';
import { actorOf, DEMONSTRATION } from '../../../platform/identity/demonstration.ts';
import { type TestBrowser, testApp } from '../../../platform/testing.ts';
import { roomOf } from '../create-room.ts';
import { findRequestByNumber } from '../db/requests.ts';
import type { Action } from '../domain/transitions.ts';
import { ACTIONS } from '../use-cases/actions/index.ts';

const NOW = new Date('2026-11-24T02:00:00Z');
const app = await testApp({ now: NOW });
const room = roomOf(app.platform);
const district = room.organisation.divisions().find(({ level }) => level === 'district')!;
const street = room.organisation.childrenOf(district.code)[0]!;
const LAMP = '菜市场门口的路灯坏了，晚上看不见路，请尽快派人修好。';

const text = async (response: Response | Promise<Response>) => (await response).text();
const hours = (count: number) => new Date(NOW.getTime() + count * 3_600_000);

async function follow(browser: TestBrowser, response: Response): Promise<string> {
  expect(response.status).toBe(303);
  return text(browser.get(response.headers.get('location')!));
}

const picture = (size = 40) =>
  sharp({ create: { width: size, height: size, channels: 3, background: '#555' } }).jpeg();
const asBlob = (bytes: Buffer) => new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' });
const photoAtTheMarket = async () =>
  new File(
    [
      new Uint8Array(
        await picture()
          .withExif({
            IFD0: { Make: 'Trial Camera' },
            IFD3: {
              GPSLatitudeRef: 'N',
              GPSLatitude: '25/1 6/1 3000/100',
              GPSLongitudeRef: 'E',
              GPSLongitude: '117/1 1/1 4800/100',
            },
          })
          .toBuffer(),
      ),
    ],
    'lamp.jpg',
    { type: 'image/jpeg' },
  );

interface Sent {
  readonly number: string;
  readonly code: string;
  readonly done: string;
}

/** Fills in the whole form, page after page, as somebody without scripts does. */
async function report(browser: TestBrowser, answers: Partial<Record<string, string>> = {}): Promise<Sent> {
  const { body = LAMP, type = 'help', address = '东菜市场北门', ...rest } = answers as Record<string, string>;
  await browser.post('/report/what', { body, type, avoidDepartmentId: rest.avoidDepartmentId ?? '' });
  await browser.post('/report/where', { divisionCode: street.code, address, latitude: '', longitude: '' });
  await browser.post('/report/photo', {});
  await browser.post('/report/contact', { phone: rest.phone ?? '', visibility: rest.visibility ?? 'public' });
  return sent(await follow(browser, await browser.post('/report/check')));
}

function sent(done: string): Sent {
  const number = /YL-\d{4}-\d{4}-\d{6}/.exec(done)?.[0];
  const code = /<strong>([0-9A-Z]{8})<\/strong>/.exec(done)?.[1];
  if (!number || !code) throw new Error(`No receipt on the page: ${done.slice(0, 2_000)}`);
  return { number, code, done };
}

async function take(number: string, action: Action, actor: Actor, input: object = {}, now = NOW) {
  const request = (await findRequestByNumber(room.sql, number))!;
  const result = await ACTIONS.get(action)!.run(room, { actor, requestId: request.id, now }, input);
  if (!result.ok)
    throw new Error(`${action}: ${result.error.userMessage.zh} ${JSON.stringify(result.error.fields)}`);
}

/** An office answers and the centre approves. */
async function answer(number: string): Promise<void> {
  const reply =
    '已派人修好菜市场门口的路灯，更换灯头 3 个，当晚亮灯。有事请打 0990-1000001，或找 13812345678。';
  await take(number, 'sign', actorOf(DEMONSTRATION.lighting), {}, hours(1));
  const points = await pointsOf(number, reply);
  await take(
    number,
    'reply',
    actorOf(DEMONSTRATION.lighting),
    { text: reply, outcome: 'solved', points },
    hours(2),
  );
  await take(number, 'approve-reply', actorOf(DEMONSTRATION.reviewer), {}, hours(3));
}

async function pointsOf(number: string, reply: string) {
  const { answeredPoints } = await import('../domain/text/answered-points.ts');
  const { title, body } = (await findRequestByNumber(room.sql, number))!;
  return answeredPoints(`${title}\n${body}`, reply).points.map((point) => ({
    point: point.text,
    answer: reply,
  }));
}

describe('reporting a broken street lamp', () => {
  it('takes five short pages, uses the place in the photo when asked, and ends with who, when and a code', async () => {
    const browser = app.browser();
    const where = await follow(browser, await browser.post('/report/what', { body: LAMP, type: 'help' }));
    expect(where).toContain('在哪里？');
    const photo = await follow(
      browser,
      await browser.post('/report/where', {
        divisionCode: street.code,
        address: '东菜市场北门',
        latitude: '',
        longitude: '',
      }),
    );
    expect(photo).toContain('有照片吗？');
    const offered = await follow(
      browser,
      await browser.post('/report/photo', { photos: await photoAtTheMarket() }),
    );
    expect(offered).toContain('照片里有拍摄位置，要用吗？');
    const contact = await follow(browser, await browser.post('/report/photo', { usePlace: 'yes' }));
    expect(contact).toContain('怎么告诉您结果？');
    const check = await follow(
      browser,
      await browser.post('/report/contact', { phone: '138 1234 5678', name: '', visibility: 'public' }),
    );
    for (const shown of [LAMP, street.name, '东菜市场北门', '25.108333', '路灯', '12 月 1 日'])
      expect(check).toContain(shown);
    const { number, done } = sent(await follow(browser, await browser.post('/report/check')));
    expect(done).toContain('路灯管理处');
    expect(done).toContain('12 月 1 日 23:59');

    const request = (await findRequestByNumber(room.sql, number))!;
    expect([request.latitude, request.longitude]).toEqual([25.108333, 117.03]);
    const page = await text(app.browser().get(`/requests/${number}`));
    const file = /\/files\/([0-9a-f-]{36})"/.exec(page)![1]!;
    const kept = Buffer.from(await (await app.browser().get(`/files/${file}`)).arrayBuffer());
    expect((await sharp(kept).metadata()).exif).toBeUndefined();
    expect(page).not.toContain('13812345678');
  });

  it('does not use the place in the photo unasked', async () => {
    const browser = app.browser();
    await browser.post('/report/what', { body: LAMP, type: 'help' });
    await browser.post('/report/where', {
      divisionCode: street.code,
      address: '',
      latitude: '',
      longitude: '',
    });
    await browser.post('/report/photo', { photos: await photoAtTheMarket() });
    await browser.post('/report/photo', {});
    await browser.post('/report/contact', { visibility: 'public' });
    const { number } = sent(await follow(browser, await browser.post('/report/check')));
    expect((await findRequestByNumber(room.sql, number))!.latitude).toBeNull();
  });

  it('sent twice is one report, and the second press finds the same code again', async () => {
    const browser = app.browser();
    const first = await report(browser);
    const again = sent(await follow(browser, await browser.post('/report/check')));
    expect([again.number, again.code]).toEqual([first.number, first.code]);
    const [{ count } = { count: 0 }] = await room.sql<{ count: number }[]>`
      select count(*) from requests.idempotency where number = ${first.number}`;
    expect(count).toBe(1);
  });

  it('shows the code for half an hour and to nobody else', async () => {
    const browser = app.browser();
    const { code } = await report(browser);
    expect(await text(browser.get('/report/done'))).toContain(code);
    expect((await app.browser().get('/report/done')).headers.get('location')).toBe('/track');
    app.setNow(hours(0.6));
    expect((await browser.get('/report/done')).headers.get('location')).toBe('/track');
    app.setNow(NOW);
  });

  it('leaves an empty form for the next report', async () => {
    const browser = app.browser();
    const first = await report(browser);
    expect(await text(browser.get('/report/what'))).not.toContain('晚上看不见路，请尽快');
    expect((await report(browser, { body: '公园里的长椅断了，请修理。' })).number).not.toBe(first.number);
  });

  it('can be wiped off a shared machine', async () => {
    const browser = app.browser();
    await browser.post('/report/what', { body: LAMP, type: 'help' });
    expect(await text(browser.get('/report/what'))).toContain('晚上看不见路，请尽快');
    await browser.post('/report/restart');
    expect(await text(browser.get('/report/what'))).not.toContain('晚上看不见路，请尽快');
  });

  it('shows the same problem nearby before it is sent, without anybody’s telephone', async () => {
    const browser = app.browser();
    await report(app.browser(), {
      body: '小区门口窨井盖丢了13812345678，容易摔伤，请补上。',
      address: '锦绣家园东门',
    });
    await browser.post('/report/what', { body: '小区门口窨井盖丢了，容易摔伤，请尽快补上。', type: 'help' });
    await browser.post('/report/where', {
      divisionCode: street.code,
      address: '锦绣家园东门',
      latitude: '',
      longitude: '',
    });
    await browser.post('/report/contact', { visibility: 'public' });
    const check = await text(browser.get('/report/check'));
    expect(check).toContain('是不是已经有人反映过？');
    expect(check).not.toContain('13812345678');
  });
});

describe('what was typed is kept when', () => {
  it('nothing is chosen or written', async () => {
    const browser = app.browser();
    const empty = await browser.post('/report/what', { body: '', type: 'complain' });
    expect(empty.status).toBe(422);
    const page = await text(empty);
    expect(page).toContain('请写下发生了什么，一句话也行');
    expect(page).toMatch(/value="complain" checked/);
  });

  it('the text is far too long', async () => {
    const long = '很'.repeat(100_000);
    const response = await app.browser().post('/report/what', { body: long, type: 'help' });
    expect(response.status).toBe(422);
    expect(await text(response)).toContain(long);
  });

  it('the telephone has ten digits', async () => {
    const browser = app.browser();
    await browser.post('/report/what', { body: LAMP, type: 'help' });
    const response = await browser.post('/report/contact', {
      phone: '1381234567',
      name: '𠮷田',
      visibility: 'private',
    });
    const page = await text(response);
    expect(response.status).toBe(422);
    expect(page).toContain('手机号应为 11 位数字，您填了 10 位');
    expect(page).toContain('value="1381234567"');
    expect(page).toContain('𠮷田');
    expect(page).toMatch(/value="private" checked/);
  });

  it('a coordinate lies in another part of the world', async () => {
    const page = await text(
      app.browser().post('/report/where', {
        divisionCode: street.code,
        address: '北门',
        latitude: '91',
        longitude: '117',
      }),
    );
    expect(page).toContain('纬度应在 3 到 54 之间');
    expect(page).toContain('value="北门"');
  });

  it('one of the files is not a photo, one is broken and one is too large', async () => {
    const browser = app.browser();
    await browser.post('/report/what', { body: LAMP, type: 'help' });
    await browser.post('/report/photo', { photos: asBlob(await picture().toBuffer()) });
    const half = (await picture(400).toBuffer()).subarray(0, 700);
    for (const [bad, sentence] of [
      [new File(['<script>alert(1)</script>'], 'a.jpg', { type: 'image/jpeg' }), '不是我们能打开的照片'],
      [new File([new Uint8Array(half)], 'b.jpg', { type: 'image/jpeg' }), '打不开'],
      [new File([new Uint8Array(11_000_000)], 'c.jpg', { type: 'image/jpeg' }), '最多 10 MB'],
    ] as const) {
      const response = await browser.post('/report/photo', { photos: bad });
      const page = await text(response);
      expect(response.status).toBe(422);
      expect(page).toContain(sentence);
      expect(page).toContain('去掉照片 1');
      expect(page).not.toContain('去掉照片 2');
    }
    expect(await text(browser.get('/report/what'))).toContain(LAMP);
    const removed = /name="remove" value="([^"]+)"/.exec(await text(browser.get('/report/photo')))![1]!;
    expect(await follow(browser, await browser.post('/report/photo', { remove: removed }))).not.toContain(
      '去掉照片',
    );
  });

  it('the whole upload is beyond all measure', async () => {
    const browser = app.browser();
    await browser.post('/report/what', { body: LAMP, type: 'help' });
    const huge = new File([new Uint8Array(45_000_000)], 'huge.jpg');
    expect((await browser.post('/report/photo', { photos: huge })).status).toBe(413);
    expect(await text(browser.get('/report/what'))).toContain(LAMP);
  });

  it('a page is left out: the form leads back to it', async () => {
    const browser = app.browser();
    await browser.post('/report/where', {
      divisionCode: street.code,
      address: '北门',
      latitude: '',
      longitude: '',
    });
    expect(await text(browser.get('/report/check'))).toContain('请写下发生了什么');
    expect(await text(browser.get('/report/where'))).toContain('北门');
  });
});

describe('markup, statements and controls in a report', () => {
  it('are shown as the text they are', async () => {
    const body = `<script>alert(1)</script> '; drop table requests.request; -- <img src=x onerror=alert(2)> 路灯坏了\u0000\u202e`;
    const browser = app.browser();
    const { number } = await report(browser, { body, address: '"><b>北门' });
    for (const path of [`/requests/${number}`, '/requests', `/search?q=${encodeURIComponent('路灯坏了')}`]) {
      const page = await text(app.browser().get(path));
      expect(page, path).not.toMatch(/<script>alert|<img src=x|<b>北门/);
      expect(page, path).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    }
    const strange = encodeURIComponent(`"><svg onload=alert(1)>' & | ! :* \\`);
    for (const path of [
      `/search?q=${strange}`,
      `/requests?division=${strange}&category=${strange}&state=${strange}&before=${strange}`,
    ]) {
      const response = await app.browser().get(path);
      expect(response.status).toBe(200);
      expect(await text(response)).not.toContain('<svg onload');
    }
  });
});

describe('without an account', () => {
  it('one follows a report by its number, and acts on it only with its code', async () => {
    const { number, code } = await report(app.browser(), {
      body: `${LAMP}我的电话13812345678，身份证110101199003074514。`,
    });
    const stranger = app.browser();
    const page = await follow(
      stranger,
      await stranger.post('/track', { number: number.toLowerCase(), code: '' }),
    );
    expect(page).toContain('您现在不用做什么');
    expect(page).toContain('138******78');
    expect(page).not.toContain('199003074514');
    expect(page).not.toContain(`/requests/${number}/withdraw`);
    expect((await stranger.get(`/requests/${number}/withdraw`)).status).toBe(403);
    expect((await stranger.post(`/requests/${number}/withdraw`)).status).toBe(403);
    const wrong = await stranger.post('/track', { number, code: 'AAAAAAAA' });
    expect(wrong.status).toBe(422);
    expect(await text(wrong)).toContain('查询码不对');

    const reporter = app.browser();
    const spoken = `${code.slice(0, 4).toLowerCase()} ${code.slice(4)}`;
    const own = await follow(reporter, await reporter.post('/track', { number, code: spoken }));
    expect(own).toContain(`/requests/${number}/withdraw`);
    const supplement = await reporter.post(`/requests/${number}/supplement`, { text: '' });
    expect(supplement.status).toBe(422);
    await follow(reporter, await reporter.post(`/requests/${number}/supplement`, { text: '今晚还是黑的' }));
    expect(await text(app.browser().get(`/requests/${number}`))).toContain('今晚还是黑的');
    const withdrawn = await follow(
      reporter,
      await reporter.post(`/requests/${number}/withdraw`, { text: '' }),
    );
    expect(withdrawn).toContain('反映人已经撤回');
  });

  it('a code opens its own report and no other', async () => {
    const [first, second] = [await report(app.browser()), await report(app.browser())];
    const browser = app.browser();
    await browser.post('/track', { number: first.number, code: first.code });
    expect((await browser.get(`/requests/${first.number}/supplement`)).status).toBe(200);
    expect((await browser.get(`/requests/${second.number}/supplement`)).status).toBe(403);
  });
});

describe('what is not public', () => {
  const secret = '仓库后院有人夜里倒废油';

  it('of a private report is all but number, category, district and state', async () => {
    const browser = app.browser();
    await browser.post('/report/what', { body: `${secret}。`, type: 'help' });
    await browser.post('/report/where', {
      divisionCode: street.code,
      address: '后巷九号',
      latitude: '',
      longitude: '',
    });
    await browser.post('/report/photo', { photos: asBlob(await picture().toBuffer()) });
    await browser.post('/report/contact', { visibility: 'private' });
    const { number, code } = sent(await follow(browser, await browser.post('/report/check')));
    const stranger = app.browser();
    const page = await text(stranger.get(`/requests/${number}`));
    expect(page).toContain('内容不公开');
    expect(page).toContain(street.name);
    for (const hidden of [secret, '后巷九号', '/files/']) expect(page).not.toContain(hidden);
    for (const path of ['/', '/requests', `/search?q=${encodeURIComponent('倒废油')}`])
      expect(await text(stranger.get(path)), path).not.toContain(number);
    const own = app.browser();
    const opened = await follow(own, await own.post('/track', { number, code }));
    expect(opened).toContain(secret);
    const file = /\/files\/[0-9a-f-]{36}/.exec(opened)![0];
    expect((await own.get(file)).status).toBe(200);
    expect((await stranger.get(file)).status).toBe(404);
  });

  it('of a report about an official is everything, even that it exists', async () => {
    const { number, code } = await report(app.browser(), {
      body: '路灯管理处有人收了好处才来修灯。',
      type: 'report',
      avoidDepartmentId: 'lighting',
    });
    const stranger = app.browser();
    const missing = 'YL-2026-1124-999999';
    const pages = await Promise.all(
      [number, missing].map(async (each) => {
        const response = await stranger.get(`/requests/${each}`);
        return [response.status, (await response.text()).replaceAll(each, '')];
      }),
    );
    expect(pages[0]).toEqual(pages[1]);
    for (const guess of ['', 'AAAAAAAA']) {
      const answers = await Promise.all(
        [number, missing].map(async (each) => {
          const response = await stranger.post('/track', { number: each, code: guess });
          return [response.status, (await response.text()).replaceAll(each, '')];
        }),
      );
      expect(answers[0], guess).toEqual(answers[1]);
    }
    const clerk = app.browser();
    await clerk.signIn(DEMONSTRATION.lighting.id);
    expect((await clerk.get(`/requests/${number}`)).status).toBe(403);
    const own = app.browser();
    expect(await follow(own, await own.post('/track', { number, code }))).toContain('收了好处');
  });
});

describe('after the answer', () => {
  it('the reporter reads it, rates it badly and has it reopened; others cannot', async () => {
    const browser = app.browser();
    await browser.signIn(DEMONSTRATION.lin.id);
    const { number } = await report(browser);
    expect(await text(browser.get('/'))).toContain(number);
    app.setNow(hours(4));
    await answer(number);
    const page = await text(browser.get(`/requests/${number}`));
    expect(page).toContain('当晚亮灯');
    expect(page).toContain('0990-1000001');
    expect(page).not.toContain('13812345678');
    expect(await text(browser.get('/my/requests'))).toContain(number);
    expect((await app.browser().post(`/requests/${number}/rate`, { score: '1', solved: 'no' })).status).toBe(
      403,
    );

    const unfinished = await browser.post(`/requests/${number}/rate`, { solved: 'no', comment: '还是不亮' });
    expect(unfinished.status).toBe(422);
    const again = await text(unfinished);
    expect(again).toContain('请选择满意程度');
    expect(again).toContain('还是不亮');
    const rated = await browser.post(`/requests/${number}/rate`, {
      score: '1',
      solved: 'no',
      comment: '还是不亮',
    });
    expect(await follow(browser, rated)).toContain('非常不满意');
    const twice = await browser.post(`/requests/${number}/rate`, {
      score: '5',
      solved: 'yes',
      comment: '手误',
    });
    expect(twice.status).toBe(409);
    const refused = await text(twice);
    expect(refused).toContain('这一轮已经评价过了');
    expect(refused).toContain('手误');

    const reopened = await follow(
      browser,
      await browser.post(`/requests/${number}/reopen`, { text: '灯又灭了' }),
    );
    expect(reopened).toContain('重办');
    expect((await findRequestByNumber(room.sql, number))!).toMatchObject({ state: 'reopened', round: 2 });
    app.setNow(NOW);
  });

  it('a daughter acts for her mother while she has the mandate, and not a day longer', async () => {
    const daughter = app.browser();
    await daughter.signIn(DEMONSTRATION.helper.id);
    await daughter.post('/report/what', { body: LAMP, type: 'help' });
    await daughter.post('/report/where', {
      divisionCode: street.code,
      address: '',
      latitude: '',
      longitude: '',
    });
    expect(await text(daughter.get('/report/contact'))).toContain('替周**');
    await daughter.post('/report/contact', { principalId: DEMONSTRATION.zhou.id, visibility: 'private' });
    expect(await text(daughter.get('/report/check'))).toContain('替周**');
    const { number } = sent(await follow(daughter, await daughter.post('/report/check')));
    expect((await findRequestByNumber(room.sql, number))!.reporterId).toBe(DEMONSTRATION.zhou.id);
    expect(await text(daughter.get('/my/requests'))).toContain(number);
    const mother = app.browser();
    await mother.signIn(DEMONSTRATION.zhou.id);
    expect(await text(mother.get('/'))).toContain(number);
    await room.sql`update platform.mandate set revoked_at = ${NOW} where helper_id = ${DEMONSTRATION.helper.id}`;
    expect(await text(daughter.get('/my/requests'))).not.toContain(number);
    expect(await text(daughter.get(`/requests/${number}`))).not.toContain(`/requests/${number}/supplement`);
  });
});

describe('finding things', () => {
  it('searches requests and common tasks with the same line', async () => {
    const { number } = await report(app.browser(), { body: '青云桥的栏杆松了，请加固。' });
    const found = await text(app.browser().get(`/search?q=${encodeURIComponent('青云桥 栏杆')}`));
    expect(found).toContain(number);
    expect(await text(app.browser().get(`/search?q=${encodeURIComponent('我要投诉')}`))).toContain(
      'href="/report"',
    );
  });

  it('pages through all public requests without losing or repeating one', async () => {
    const seen: string[] = [];
    let path: string | undefined = `/requests?state=open&division=${district.code}`;
    while (path) {
      const page: string = await text(app.browser().get(path));
      seen.push(...[...page.matchAll(/href="\/requests\/(YL-[\d-]+)"/g)].map(([, number]) => number!));
      path = /<a href="([^"]+)" rel="next"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
    }
    const all = await room.sql<{ number: string }[]>`
      select number from requests.request where visibility = 'public' and division_code like ${`${district.code}%`}
        and state in ('submitted','need-info','accepted','dispatched','return-requested','handling','extension-requested','termination-requested','planned','replied','reopened')`;
    expect(seen.toSorted()).toEqual(all.map(({ number }) => number).toSorted());
  });
});

describe('every page of the portal', () => {
  it.each(['/', '/report/what', '/report/where', '/report/photo', '/report/contact', '/requests', '/track'])(
    '%s speaks both languages, large and small',
    async (path) => {
      for (const cookie of ['lang=zh', 'lang=en', 'size=elder; lang=zh', 'theme=contrast; lang=en']) {
        const response = await app.web.request(path, { headers: { cookie } });
        const page = await response.text();
        expect(response.status).toBe(200);
        expect(page).toContain(cookie.includes('en') ? 'lang="en"' : 'lang="zh-Hans"');
        expect(page).toContain('12345');
      }
    },
  );
});
