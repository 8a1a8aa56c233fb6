import { setCookie } from 'hono/cookie';
import { Facts, Layout, Link, Notice, PageHeading, Section, Stack, Tag } from '../../ui/components.ts';
import type { View } from '../../ui/view.ts';
import { returnPath } from '../identity/return-path.ts';
import type { Platform } from '../platform.ts';
import { allow } from './access-table.ts';
import { page, seeOther, type Web } from './web.ts';

/** Routes that belong to the house, not to a room. */
export const houseAccess = [
  allow('GET', '/healthz', 'anyone'),
  allow('GET', '/readyz', 'anyone'),
  allow('GET', '/metrics', 'anyone'),
  allow('GET', '/api/openapi.json', 'anyone'),
  allow('GET', '/settings/display', 'anyone'),
  allow('GET', '/help', 'anyone'),
  allow('GET', '/a11y', 'anyone'),
  allow('GET', '/status', 'anyone'),
  allow('GET', '/problems/:code', 'anyone'),
];

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  theme: ['auto', 'light', 'dark', 'contrast'],
  size: ['standard', 'elder'],
  lang: ['zh', 'en'],
};
const YEAR_SECONDS = 365 * 86_400;

export function houseRoutes(web: Web, platform: Platform): void {
  web.get('/healthz', (c) => c.json({ status: 'alive' }));
  web.get('/readyz', async (c) => {
    const facts = await readiness(platform);
    return c.json(facts, facts.database === 'pass' && facts.queue === 'pass' ? 200 : 503);
  });
  web.get('/metrics', async (c) =>
    c.body(await platform.metrics.registry.metrics(), 200, {
      'content-type': platform.metrics.registry.contentType,
    }),
  );
  web.get('/settings/display', (c) => {
    for (const [name, allowed] of Object.entries(CHOICES)) {
      const value = c.req.query(name);
      if (value !== undefined && allowed.includes(value))
        setCookie(c, name, value, { path: '/', maxAge: YEAR_SECONDS, sameSite: 'Lax' });
    }
    return seeOther(c, returnPath(c.req.query('back'), '/'));
  });
  web.get('/help', (c) => page(c, helpPage(c.get('view'))));
  web.get('/a11y', (c) => page(c, accessibilityPage(c.get('view'))));
  web.get('/status', async (c) => page(c, statusPage(c.get('view'), await readiness(platform))));
  web.get('/problems/:code', (c) => page(c, problemPage(c.get('view'), c.req.param('code'))));
}

type Readiness = Record<'database' | 'queue', 'pass' | 'fail'>;

/** Whether the database answers and the event queue can be read. */
async function readiness({ sql }: Platform): Promise<Readiness> {
  const answers = (query: Promise<unknown>) => query.then(() => 'pass' as const).catch(() => 'fail' as const);
  const [database, queue] = await Promise.all([
    answers(sql`select 1`),
    answers(sql`select id from platform.event limit 1`),
  ]);
  return { database, queue };
}

const helpPage = (view: View) => (
  <Layout view={view} title={view.t('帮助', 'Help')}>
    <Stack gap="large">
      <PageHeading
        title={view.t('需要人帮忙', 'Getting help')}
        lead={view.t(
          '电话、窗口和网上办，效果一样，您选方便的。',
          'Telephone, window and web count the same. Choose what suits you.',
        )}
      />
      <Section title={view.t('打电话', 'By telephone')}>
        <p>
          <Link href="tel:12345">12345</Link>
          {view.t(
            '，24 小时有人接。话务员可以替您填写，也可以帮您查进度，只要报编号。',
            ', day and night. The clerk can fill in a report for you, or look up its progress by number.',
          )}
        </p>
      </Section>
      <Section title={view.t('到窗口', 'At a window')}>
        <p>
          {view.t(
            '任何一个政务服务中心的综合窗口都可以受理诉求，带不带身份证都行。',
            'Any general window of a service centre takes your report; no identity card is needed for that.',
          )}
        </p>
      </Section>
      <Section title={view.t('请家人帮您办', 'Ask your family')}>
        <p>
          <Link href="/account/mandates">{view.t('授权家人代办', 'Give a mandate')}</Link>
          {view.t(
            '：写明让谁办、办什么、到哪天为止，随时可以收回。',
            ': say who, for what and until when; take it back at any time.',
          )}
        </p>
      </Section>
    </Stack>
  </Layout>
);

const accessibilityPage = (view: View) => (
  <Layout view={view} title={view.t('无障碍说明', 'Accessibility')}>
    <Stack gap="large">
      <PageHeading
        title={view.t('无障碍说明', 'Accessibility')}
        lead={view.t(
          '每个页面都可以只用键盘操作，不开脚本也能用；有长辈版、高对比和深色三种显示方式。',
          'Every page works with the keyboard alone and without scripts, in large print, high contrast and dark.',
        )}
      />
      <Section title={view.t('我们怎么检查', 'What is tested')}>
        <p>
          {view.t(
            '每次改动都用自动工具在四种显示方式下检查组件和样例页面，并在长辈版里检查字号、按钮大小和横向滚动。群众实际打开的页面还没有逐页检查。',
            'On every change a tool checks components and sample pages in four modes, and in large print their text size, target size and sideways scrolling. The pages that citizens really open are not yet checked one by one.',
          )}
        </p>
      </Section>
      <Section title={view.t('还做不到的', 'What falls short')}>
        <p>
          {view.t(
            '还没有请视障、听障和长者用户逐页试用；没有方言语音；朗读用的是浏览器自带的声音，有的手机没有。',
            'No page-by-page trial with blind, deaf or old users yet; no dialect speech; reading aloud uses the browser’s own voice, which some phones lack.',
          )}
        </p>
      </Section>
      <p>
        {view.t(
          '哪里用不了，请打 12345 或直接反映给我们。',
          'If something does not work for you, phone 12345 or report it to us.',
        )}
      </p>
    </Stack>
  </Layout>
);

const statusPage = (view: View, facts: Readiness) => (
  <Layout view={view} title={view.t('本平台运行状态', 'State of this platform')}>
    <PageHeading
      title={view.t('本平台运行状态', 'State of this platform')}
      lead={view.t('打开这一页时检查的结果。', 'Checked when this page was opened.')}
    />
    <Facts
      items={[
        { term: view.t('数据库', 'Database'), value: <Outcome view={view} outcome={facts.database} /> },
        { term: view.t('消息队列', 'Queue'), value: <Outcome view={view} outcome={facts.queue} /> },
      ]}
    />
  </Layout>
);

const Outcome = ({ view, outcome }: { readonly view: View; readonly outcome: 'pass' | 'fail' }) =>
  outcome === 'pass' ? (
    <Tag tone="ok">{view.t('正常', 'works')}</Tag>
  ) : (
    <Tag tone="late">{view.t('不正常', 'fails')}</Tag>
  );

const problemPage = (view: View, code: string) => (
  <Layout view={view} title={code}>
    <PageHeading title={code} lead={view.t('接口返回的错误代码。', 'An error code of the interface.')} />
    <Notice>
      {view.t(
        '响应里的 detail 写明发生了什么、怎么办；errors 逐项列出要改的字段。',
        'The answer’s “detail” says what happened and what to do; “errors” lists each field that must change.',
      )}
    </Notice>
  </Layout>
);
