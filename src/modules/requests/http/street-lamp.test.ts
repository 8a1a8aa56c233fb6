import { expect, it } from 'vitest';
import { DEMONSTRATION } from '../../../platform/identity/demonstration.ts';
import { testApp } from '../../../platform/testing.ts';

const app = await testApp();
const DISTRICT = app.platform.organisation.divisions().find(({ level }) => level === 'district')!.code;

const textOf = async (response: Response | Promise<Response>) =>
  (await (await response).text()).replaceAll(/\s+/g, ' ');

it('a broken street lamp is reported, answered, approved, rated badly and reopened, by forms alone', async () => {
  const citizen = app.browser();
  expect(
    (await citizen.post('/report/what', { body: '菜市场门口的路灯坏了，请尽快派人修好。', type: 'help' }))
      .status,
  ).toBe(303);
  expect(
    (await citizen.post('/report/where', { divisionCode: DISTRICT, address: '东菜市场北门' })).status,
  ).toBe(303);
  await citizen.post('/report/photo');
  await citizen.post('/report/contact', { visibility: 'public' });
  const check = await textOf(citizen.get('/report/check'));
  expect(check).toContain('市路灯管理处');
  expect((await citizen.post('/report/check')).status).toBe(303);
  const done = await textOf(citizen.get('/report/done'));
  const number = /YL-\d{4}-\d{4}-\d{6}/.exec(done)![0];
  const code = /<strong>([2-9A-HJ-NP-Z]{8})<\/strong>/.exec(done)![1]!;

  const clerk = app.browser();
  await clerk.signIn(DEMONSTRATION.lighting.id);
  expect(await textOf(clerk.get('/desk'))).toContain(number);
  expect((await clerk.post(`/desk/requests/${number}/sign`)).status).toBe(303);
  const passedOn = await clerk.post(`/desk/requests/${number}/reply`, {
    text: '您反映的问题已转相关部门处理。',
    outcome: 'answered',
  });
  expect(passedOn.status).toBe(422);
  const form = await textOf(clerk.get(`/desk/requests/${number}/reply`));
  const points = [...form.matchAll(/name="points\.(\d+)\.point" value="([^"]+)"/g)];
  const reply = '已更换灯头 3 个，当晚亮灯。';
  const answers = Object.fromEntries(
    points.flatMap(([, at, point]) => [
      [`points.${at}.point`, point!],
      [`points.${at}.answer`, reply],
    ]),
  );
  expect(
    (await clerk.post(`/desk/requests/${number}/reply`, { text: reply, outcome: 'solved', ...answers }))
      .status,
  ).toBe(303);

  const reviewer = app.browser();
  await reviewer.signIn(DEMONSTRATION.reviewer.id);
  expect((await reviewer.post(`/desk/requests/${number}/approve-reply`)).status).toBe(303);
  expect(await textOf(app.browser().get(`/requests/${number}`))).toContain(reply);

  expect((await app.browser().post(`/requests/${number}/rate`, { score: '1', solved: 'no' })).status).toBe(
    403,
  );
  const later = app.browser();
  expect((await later.post('/track', { number, code: 'AAAAAAAA' })).status).toBe(422);
  expect((await later.post('/track', { number, code })).status).toBe(303);
  expect((await later.post(`/requests/${number}/rate`, { score: '1', solved: 'no' })).status).toBe(303);
  expect((await later.post(`/requests/${number}/reopen`, { text: '还是不亮' })).status).toBe(303);
  expect(await textOf(clerk.get(`/desk/requests/${number}`))).toContain('重办');
});

it('what was typed is kept when something must change, and shown as text whatever it is', async () => {
  const citizen = app.browser();
  const typed = '<script>alert(1)</script> 路灯坏了';
  const back = await citizen.post('/report/what', { body: typed, type: 'none' });
  expect(back.status).toBe(422);
  expect(await textOf(back)).toContain('&lt;script&gt;alert(1)&lt;/script&gt; 路灯坏了');
  const long = await citizen.post('/report/what', { body: '灯'.repeat(100_000), type: 'help' });
  expect(long.status).toBe(422);
  expect(await textOf(long)).toContain('请删去 98000 个字');
});

it('a private report shows strangers only its number and where it stands', async () => {
  const citizen = app.browser();
  await citizen.post('/report/what', { body: '邻居家漏水，请上门看看。', type: 'help' });
  await citizen.post('/report/where', { divisionCode: DISTRICT, address: '三单元' });
  await citizen.post('/report/photo');
  await citizen.post('/report/contact', { visibility: 'private' });
  await citizen.post('/report/check');
  const number = /YL-\d{4}-\d{4}-\d{6}/.exec(await textOf(citizen.get('/report/done')))![0];
  const seen = await textOf(app.browser().get(`/requests/${number}`));
  expect(seen).toContain(number);
  expect(seen).not.toContain('漏水');
});

it('a form without its token comes back with what was typed in it', async () => {
  const response = await app.web.request('/report/what', {
    method: 'POST',
    body: new URLSearchParams({ body: '路灯坏了', type: 'help' }),
  });
  expect(response.status).toBe(403);
  expect(await textOf(response)).toContain('路灯坏了');
});

it.each([
  ['sec-fetch-site', 'cross-site'],
  ['origin', 'https://elsewhere.example'],
])('a form from a foreign page is refused even with a token (%s)', async (header, value) => {
  const response = await app
    .browser()
    .post('/report/what', { body: '路灯坏了', type: 'help' }, { [header]: value });
  expect(response.status).toBe(403);
  expect(await textOf(response)).not.toContain('name="_csrf"');
});

it('the desk is closed to citizens and visitors', async () => {
  expect((await app.web.request('/desk')).status).toBe(303);
  const citizen = app.browser();
  await citizen.signIn(DEMONSTRATION.lin.id);
  expect((await citizen.get('/desk')).status).toBe(403);
});
