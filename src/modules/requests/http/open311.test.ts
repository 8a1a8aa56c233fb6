import { XMLParser } from 'fast-xml-parser';
import { expect, it } from 'vitest';
import { testApp } from '../../../platform/testing.ts';

const app = await testApp();
const get = (path: string) => app.web.request(`/open311/v2/${path}`);
const post = (fields: Record<string, string>, format = 'json') =>
  app.web.request(`/open311/v2/requests.${format}`, { method: 'POST', body: new URLSearchParams(fields) });
const LAMP = {
  api_key: 'demo',
  service_code: 'lighting.street-lamp',
  description: '路灯坏了\r\n请修好',
  address_string: '云川市临江区东门',
  lat: '25.1',
  long: '117.0',
  first_name: '三',
  last_name: '张',
};

it('a client reports, reads it back by its number, and finds it in the list', async () => {
  const created = await post(LAMP);
  expect(created.status).toBe(201);
  const [{ service_request_id: id }] = await created.json();
  const [request] = await (await get(`requests/${id}.json`)).json();
  expect(request).toMatchObject({
    service_request_id: id,
    status: 'open',
    service_code: 'lighting.street-lamp',
    lat: 25.1,
    long: 117,
  });
  const listed = await (await get('requests.json?status=open&service_code=lighting.street-lamp')).json();
  expect(listed.map((each: { service_request_id: string }) => each.service_request_id)).toContain(id);
});

it('XML says the same, as text/xml', async () => {
  const response = await get('services.xml');
  expect(response.headers.get('content-type')).toBe('text/xml');
  const { services } = new XMLParser().parse(await response.text());
  expect(services.service[0]).toMatchObject({
    service_code: 'lighting.street-lamp',
    metadata: false,
    type: 'realtime',
  });
  const discovery = new XMLParser().parse(await (await get('discovery.xml')).text());
  expect(discovery.discovery.endpoints.endpoint).toHaveLength(2);
});

it.each([
  ['without a key', { ...LAMP, api_key: '' }, 403],
  ['with a wrong key', { ...LAMP, api_key: 'guess' }, 403],
  ['without a service', { ...LAMP, service_code: '' }, 400],
  ['for an unknown service', { ...LAMP, service_code: 'x' }, 404],
  ['without a place', { ...LAMP, lat: '', long: '', address_string: '' }, 400],
  ['from outside the country', { ...LAMP, lat: '90' }, 400],
  ['without words', { ...LAMP, description: '' }, 400],
])('a report %s is refused with a list of code and description', async (_what, fields, status) => {
  const response = await post(fields);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject([
    { code: status, description: expect.stringMatching(/.{10}/) },
  ]);
});

it('an unknown request and a broken date say so', async () => {
  expect((await get('requests/YL-0.json')).status).toBe(404);
  expect((await get('requests.json?start_date=yesterday')).status).toBe(400);
});

it.each([
  ['云川市临江区东门', '临江区 云川市临江区东门'],
  ['云川市临江区城东街道东门', '城东街道 云川市临江区城东街道东门'],
  ['城东街道东门', '云岭省 城东街道东门'],
])('an address %s finds the smallest division that is certain', async (address_string, shown) => {
  const [{ service_request_id: id }] = await (await post({ ...LAMP, address_string })).json();
  const [request] = await (await get(`requests/${id}.json`)).json();
  expect(request.address).toMatch(new RegExp(`${shown}$`));
});
