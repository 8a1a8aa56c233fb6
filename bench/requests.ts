import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { seedCorpus } from '../src/modules/requests/classifier/seed-corpus.ts';
import { roomOf } from '../src/modules/requests/create-room.ts';
import { submitRequest } from '../src/modules/requests/use-cases/submit-request.ts';
import { ANONYMOUS } from '../src/platform/identity/actor.ts';
import type { Report } from './classifier.ts';
import { openHouse } from './house.ts';
import { load, timed } from './load.ts';

const SUBMISSIONS = 6_000;

/** Submission through the whole use case, and the public page beside a bare page of the same size, in one run. */
export async function run(): Promise<Report> {
  const house = await openHouse();
  try {
    const room = roomOf(house.app.platform);
    const divisions = room.organisation.divisions().filter(({ level }) => level === 'street');
    const texts = Object.values(seedCorpus).flat();
    const submit = (index: number) =>
      submitRequest(
        room,
        {
          type: 'help',
          body: `${texts[index % texts.length]} 第 ${index} 次反映。`,
          divisionCode: divisions[index % divisions.length]!.code,
          address: '测试路',
          phone: '15400000099',
        },
        { actor: ANONYMOUS, now: new Date(), channel: 'web' },
      );
    await timed(500, 16, submit);
    const submitted = await timed(SUBMISSIONS, 16, submit);
    const [row] = await room.sql<
      { number: string }[]
    >`select number from requests.request where visibility = 'public' order by received_at limit 1`;
    const url = `${house.address}requests/${row!.number}`;
    const html = await (await fetch(url)).text();
    const page = await load(url);
    const bare = await bareLoad(html);
    const ratio = page.perSecond / bare.perSecond;
    return {
      name: 'requests',
      lines: [
        `submission, 16 clients: ${submitted.perSecond.toFixed(0)}/s, p50 ${submitted.p50.toFixed(1)} ms, p99 ${submitted.p99.toFixed(1)} ms, ${submitted.failed} failed (asked: 400/s, p99 150 ms)`,
        `public request page, ${(html.length / 1024).toFixed(1)} K characters: ${page.perSecond.toFixed(0)}/s, p99 ${page.p99} ms, ${page.failed} failed (asked: 1,500/s, p99 40 ms)`,
        `bare Hono page of the same size: ${bare.perSecond.toFixed(0)}/s, p99 ${bare.p99} ms; ours / bare ${ratio.toFixed(2)} (asked: 0.6)`,
      ],
      figures: {
        submissionsPerSecond: submitted.perSecond,
        submissionP99: submitted.p99,
        pagePerSecond: page.perSecond,
        pageP99: page.p99,
        pageToBare: ratio,
      },
    };
  } finally {
    await house.close();
  }
}

async function bareLoad(html: string) {
  const app = new Hono().get('/', (c) => c.html(html));
  const server = await new Promise<Server>((resolve) => {
    const listening = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () =>
      resolve(listening as Server),
    );
  });
  try {
    return await load(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.close();
  }
}
