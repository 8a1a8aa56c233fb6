import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type TestBrowser, testApp } from '../../testing.ts';
import { SYSTEM } from '../actor.ts';
import { DEMONSTRATION, DEMONSTRATION_PASSWORD } from '../demonstration.ts';

const app = await testApp();
const { sql } = app.platform;
const { lin, zhou, lighting, counter, operator } = DEMONSTRATION;

const location = (response: Response) => response.headers.get('location');

/** The digits that were sent to the phone with this end. */
async function codeSentTo(phone: string): Promise<string> {
  const [message] = await sql<{ text: { zh: string } }[]>`
    select text from platform.notification
    where template = 'identity.sign-in-code' and hint like ${`%${phone.slice(-4)}`}`;
  return /\d{6}/.exec(message!.text.zh)![0];
}

async function withCode(browser: TestBrowser, phone: string, next = '') {
  const asked = await browser.post('/sign-in/code', { phone, next });
  const step = new URL(location(asked)!, 'http://here.invalid');
  return browser.post('/sign-in/code/check', {
    codeId: step.searchParams.get('id')!,
    next: step.searchParams.get('next')!,
    code: await codeSentTo(phone),
  });
}

describe('signing in without scripts', () => {
  it('takes a citizen a phone number and the digits of the message, and comes back to the page', async () => {
    const browser = app.browser();
    const entered = await withCode(browser, '154 7777 0001', '/requests/new?kind=help');
    expect(entered.status).toBe(303);
    expect(location(entered)).toBe('/requests/new?kind=help');
    expect(await (await browser.get('/account')).text()).toContain('154****0001');
  });

  it('shows the number again when it is no phone number, with what to do', async () => {
    const answer = await app.browser().post('/sign-in/code', { phone: '1547777' });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('手机号应为 11 位数字');
    expect(html).toContain('value="1547777"');
  });

  it('takes an official login and password', async () => {
    const browser = app.browser();
    const entered = await browser.post('/sign-in/official', {
      login: 'clerk-lighting',
      password: DEMONSTRATION_PASSWORD,
    });
    expect(location(entered)).toBe('/desk');
    expect(await (await browser.get('/account')).text()).toContain('市路灯管理处');
  });

  it('never sends the password back', async () => {
    const answer = await app
      .browser()
      .post('/sign-in/official', { login: 'clerk-lighting', password: 'my secret sentence' });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain('value="clerk-lighting"');
    expect(html).not.toContain('my secret sentence');
  });

  it('does not show the password either when the page was open too long', async () => {
    const fields = { _csrf: 'old', login: 'clerk-lighting', password: 'my secret sentence' };
    const answer = await app.browser().post('/sign-in/official', fields);
    expect(answer.status).toBe(403);
    const html = await answer.text();
    expect(html).toContain('clerk-lighting');
    expect(html).not.toContain('my secret sentence');
  });

  it('gives a cookie that scripts and other sites do not get', async () => {
    const entered = await app.browser().signIn(lin.id);
    expect(entered.headers.get('set-cookie')).toMatch(
      /^session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });

  it.each(['https://evil.example/', '//evil.example/', '/\\evil.example', '/sign-out'])(
    'does not lead to %s afterwards',
    async (next) => {
      const entered = await app.browser().post('/sign-in/demonstration', { accountId: lin.id, next });
      expect(location(entered)).toBe('/');
      const html = await (await app.browser().get(`/sign-in?next=${encodeURIComponent(next)}`)).text();
      expect(html).toContain('name="next" value=""');
      expect(html).not.toMatch(/(href|action|value)="[^"?]*evil/);
    },
  );

  it('is slowed down for a guesser who writes another X-Forwarded-For each time', async () => {
    const browser = app.browser();
    const guess = (address: string) =>
      browser.post(
        '/sign-in/official',
        { login: 'reviewer', password: 'wrong' },
        { 'x-forwarded-for': address, 'x-real-ip': address, forwarded: `for=${address}` },
      );
    const answers = [];
    for (let nth = 0; nth < 7; nth++) answers.push(await guess(`198.51.100.${nth}`));
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422, 429, 429]);
    expect(Number(answers[6]!.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('ends at sign-out, and the cookie of before opens nothing any more', async () => {
    const browser = app.browser();
    const entered = await browser.signIn(lin.id);
    const [cookie = ''] = entered.headers.get('set-cookie')!.split(';');
    expect(location(await browser.post('/sign-out'))).toBe('/');
    const again = await app.web.request('/account', { headers: { cookie } });
    expect(location(again)).toBe('/sign-in?next=%2Faccount');
  });
});

describe('my account', () => {
  it('keeps the name, the language and the display that the person chose', async () => {
    const browser = app.browser();
    await withCode(browser, '15477770002');
    await browser.readToken();
    await browser.post('/account/name', { name: ' 𠮷小禾 ' });
    await browser.post('/account/display', { language: 'en', theme: 'contrast', size: 'elder' });
    const html = await (await browser.get('/account')).text();
    expect(html).toContain('𠮷小禾');
    expect(html).toContain('lang="en" data-theme="contrast" data-size="elder"');
  });

  it('signs another device out, and nobody else’s', async () => {
    const [telephone, computer, stranger] = [app.browser(), app.browser(), app.browser()];
    await telephone.signIn(zhou.id);
    await computer.signIn(zhou.id);
    await stranger.signIn(lin.id);
    const html = await (await computer.get('/account')).text();
    const ids = [...html.matchAll(/name="sessionId" value="([0-9a-f-]{36})"/g)].map(([, id]) => id!);
    for (const sessionId of ids) await stranger.post('/account/sessions/end', { sessionId });
    expect((await telephone.get('/account')).status).toBe(200);
    for (const sessionId of ids) await computer.post('/account/sessions/end', { sessionId });
    expect((await telephone.get('/account')).status).toBe(303);
    expect((await computer.get('/account')).status).toBe(200);
  });

  it('tells a citizen who looked and why', async () => {
    const { identity } = app.platform;
    const viewer = {
      kind: 'official',
      id: lighting.id,
      name: '江一鸣',
      roles: ['clerk'],
      departmentId: 'lighting',
    } as const;
    await sql.begin((tx) => identity.personName(tx, lin.id, { viewer, purpose: '核对报修地址' }));
    const browser = app.browser();
    await browser.signIn(lin.id);
    const html = await (await browser.get('/account/looks')).text();
    expect(html).toContain('江一鸣');
    expect(html).toContain('核对报修地址');
  });

  it('gives and ends a mandate', async () => {
    const browser = app.browser();
    await browser.signIn(lin.id);
    const form = { helperPhone: '15477770009', helperName: '表姐', scope: 'requests', until: '2027-01-31' };
    expect((await browser.post('/account/mandates', { ...form, until: '2026-01-31' })).status).toBe(422);
    expect((await browser.post('/account/mandates', form)).status).toBe(303);
    const html = await (await browser.get('/account/mandates')).text();
    expect(html).toContain('表*替您');
    const mandateId = /name="mandateId" value="([^"]+)"/.exec(html)![1]!;
    await browser.post('/account/mandates/end', { mandateId });
    expect(await (await browser.get('/account/mandates')).text()).toContain('已取消');
  });

  it('lets a counter clerk record a paper mandate, and no citizen', async () => {
    const form = {
      principalName: '老人',
      principalPhone: '15477770011',
      helperName: '孙女',
      helperPhone: '15477770012',
      scope: 'services',
      until: '2027-01-31',
      paperReference: '授-7',
    };
    const browser = app.browser();
    await browser.signIn(counter.id);
    expect(location(await browser.post('/desk/mandates', form))).toBe('/desk/mandates?done=1');
    const citizen = app.browser();
    await citizen.signIn(lin.id);
    expect((await citizen.post('/desk/mandates', form)).status).toBe(403);
  });
});

describe('outside the demonstration', async () => {
  const key = () => randomBytes(32).toString('base64');
  const env = { CHANGTONG_DEMO: '0', PERSONAL_DATA_KEY: key(), SESSION_KEY: key() };
  const real = await testApp({ env });

  it('there is no log-in by one click', async () => {
    const html = await (await real.browser().get('/sign-in')).text();
    expect(html).not.toContain('/sign-in/demonstration');
    expect(html).not.toContain(DEMONSTRATION_PASSWORD);
    const answer = await real.browser().post('/sign-in/demonstration', { accountId: operator.id });
    expect(answer.status).toBe(404);
  });

  it('a supervisor is led to the authenticator first and has no desk before', async () => {
    const { identity } = real.platform;
    const password = 'a good long sentence';
    await real.platform.sql.begin((tx) =>
      identity.createOfficial(
        tx,
        { login: 'supervisor', password, name: '督查', roles: ['supervisor'], departmentId: null },
        SYSTEM,
      ),
    );
    const browser = real.browser();
    expect(location(await browser.post('/sign-in/official', { login: 'supervisor', password }))).toBe(
      '/account/second-factor',
    );
    const html = await (await browser.get('/account/second-factor')).text();
    expect(html).toContain('data:image/svg+xml');
    expect(html).toMatch(/<code>([A-Z2-7]{4} )+[A-Z2-7]{4}<\/code>/);
    expect(await (await browser.get('/account')).text()).toContain('先设置验证器');
  });
});
