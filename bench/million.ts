import { sealDays } from '../src/modules/requests/kpi/seal-days.ts';
import type { Sql } from '../src/platform/database/connect.ts';
import { DEMONSTRATION } from '../src/platform/identity/demonstration.ts';
import type { Report } from './classifier.ts';
import { type House, openHouse } from './house.ts';
import { type Load, timed } from './load.ts';

const SIZES = [100_000, 1_000_000] as const;
const RUNS = 150;

/** Queue, indicator and search pages with 100,000 and with 1,000,000 requests over two years: p99 and growth. */
export async function run(): Promise<Report> {
  const house = await openHouse();
  try {
    const lines: string[] = [];
    const figures: Record<string, number> = {};
    const cookie = await signIn(house);
    let before: Record<string, Load> | null = null;
    let loaded = 0;
    for (const size of SIZES) {
      await generate(house.app.platform.sql, loaded, size);
      await sealDays(house.app.platform.sql, house.app.platform.calendar(), house.app.platform.clock());
      loaded = size;
      const now = await measure(house, cookie);
      for (const [name, { p50, p99, failed }] of Object.entries(now)) {
        const growth = before ? p50 / before[name]!.p50 : 1;
        lines.push(
          `${name} at ${size}: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${failed} failed${before ? `, ${growth.toFixed(2)} × from ${SIZES[0]}` : ''} (asked: p99 150 ms, 2 ×)`,
        );
        figures[`${name}P99At${size}`] = p99;
        if (before) figures[`${name}Growth`] = growth;
      }
      before = now;
    }
    return { name: 'million', lines, figures };
  } finally {
    await house.close();
  }
}

async function measure({ address }: House, cookie: string): Promise<Record<string, Load>> {
  const get = (path: string) => () =>
    fetch(`${address}${path}`, { headers: { cookie } }).then(async (response) => {
      await response.text();
      if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
    });
  const pages = {
    queue: 'desk',
    'indicators of a quarter': 'kpi',
    'search (common)': `search?q=${encodeURIComponent('路灯')}`,
    'search (rare)': `search?q=${encodeURIComponent('镇流器')}`,
  };
  const loads: Record<string, Load> = {};
  for (const [name, path] of Object.entries(pages)) {
    await timed(10, 2, get(path));
    loads[name] = await timed(RUNS, 2, get(path));
  }
  return loads;
}

async function signIn({ app }: House): Promise<string> {
  const signedIn = await app.platform.identity.signInToDemonstration(DEMONSTRATION.lighting.id, {
    address: '127.0.0.1',
    device: 'bench',
  });
  return `session=${signedIn!.token}`;
}

/** Invented requests from row `from` to `to`, spread evenly over two years; all but the last weeks are closed. */
async function generate(sql: Sql, from: number, to: number): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local statement_timeout = 0`;
    await tx`set local synchronous_commit = off`;
    await tx.unsafe(GENERATOR, [from, to - 1]);
    await tx.unsafe(SEARCH, [from, to - 1]);
  });
  await sql.begin(async (tx) => tx`set local statement_timeout = 0`);
  const connection = await sql.reserve();
  await connection`set statement_timeout = 0`;
  await connection.unsafe('vacuum analyze requests.request');
  await connection.unsafe('vacuum analyze requests.search_text');
  await connection`reset statement_timeout`;
  connection.release();
}

const GENERATOR = `
  insert into requests.request (id, number, query_code_hash, type, title, body, category, confidence, suggestions, division_code, address,
    channel, visibility, state, state_since, department_id, received_at, accepted_at, dispatched_at, sign_due_at, signed_at, replied_at, closed_at,
    due_at, original_due_at, limit_amount, limit_unit, clock_from, calendar_version, rating, solved, rated_at)
  select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'BENCH-' || n, '\\x00', 'help',
    (array['路灯不亮', '井盖破损', '污水外溢', '占道经营'])[n % 4 + 1] || n, '请尽快派人处理，谢谢。', (array['lighting.street-lamp', 'roads.surface-damage', 'drainage.flooding', 'urban-order.street-trade'])[n % 4 + 1],
    0.9, '[]', (array['990102', '990103', '990104', '990202', '990203', '990302'])[n % 6 + 1], '', 'web', 'public',
    case when at > now() - interval '7 days' and n % 3 = 0 then 'handling' else 'closed' end, at,
    (array['lighting', 'urban-management', 'water', 'transport', 'education', 'health', 'market', 'housing-construction'])[n % 8 + 1],
    at, at, at, at + interval '1 day', at + interval '5 hours', at + interval '3 days',
    case when at > now() - interval '7 days' and n % 3 = 0 then null else at + (n % 11) * interval '1 day' end,
    at + interval '7 days', at + interval '7 days', 5, 'work-days', at, 'bench',
    case when n % 5 = 0 then n % 5 + 1 + n % 4 end, case when n % 5 = 0 then n % 2 = 0 end, case when n % 5 = 0 then at + interval '12 days' end
  from (select n, now() - interval '730 days' * (((n::bigint * 7919) % 1000003)::float / 1000003) as at from generate_series($1::int, $2::int) n) as spread`;

const SEARCH = `
  insert into requests.search_text (request_id, received_at, lexemes)
  select id, received_at, array_to_tsvector(array[substr(title, 1, 2), substr(title, 2, 2), substr(title, 3, 2), '尽快', '派人', '处理'])
  from requests.request where number like 'BENCH-%' and split_part(number, '-', 2)::int between $1 and $2`;
