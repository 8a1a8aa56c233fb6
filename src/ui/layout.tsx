import type { Child, PropsWithChildren } from 'hono/jsx';
import { assets } from './assets.ts';
import { DateTime } from './components/time/time.tsx';
import { safeHref, safeLocalPath } from './safe-href.ts';
import type { Area, Size, Theme, View } from './view.ts';

export interface NavigationItem {
  readonly href: string;
  readonly label: string;
}

export interface LayoutProps {
  readonly view: View;
  readonly title: string;
  /** Where the reader is: 群众门户, 工作台 … Pages about one's own account use 'account'. */
  readonly area?: Area | undefined;
  /** At most six entries. In the elder edition they move below the page, so that the task comes first. */
  readonly navigation?: readonly NavigationItem[] | undefined;
  /** Room for tables of desks; text keeps its measure anyway. */
  readonly wide?: boolean | undefined;
  /** What a printed copy must carry: number of the document and a code somebody else can check. */
  readonly document?: { readonly number: string; readonly checkCode?: string | undefined } | undefined;
  /** Search engines stay out: pages about one person's matter. */
  readonly personal?: boolean | undefined;
}

const areas: Readonly<Record<Area, readonly [string, string, string]>> = {
  portal: ['群众门户', 'Public portal', '/'],
  desk: ['工作台', 'Desk', '/desk'],
  supervision: ['督查台', 'Supervision', '/supervision'],
  account: ['我的账号', 'My account', '/account'],
  operator: ['运行管理', 'Operations', '/operator'],
};

const areaName = (view: View, area: Area): string => view.t(areas[area][0], areas[area][1]);

/** A whole document: head, header, main, footer. Everything works without scripts. */
export function Layout({ children, ...props }: PropsWithChildren<LayoutProps>) {
  const { view, area = 'portal', wide = false } = props;
  return (
    <html lang={view.lang === 'zh' ? 'zh-Hans' : 'en'} data-theme={view.theme} data-size={view.size}>
      <Head {...props} area={area} />
      <body class={wide ? 'wide' : undefined}>
        <a class="skip" href="#main">
          {view.t('跳到主要内容', 'Skip to main content')}
        </a>
        <Header view={view} area={area} navigation={props.navigation} />
        <main id="main" class="wrap" tabindex={-1}>
          <PrintHead {...props} area={area} />
          {children}
        </main>
        <Footer view={view} area={area} navigation={props.navigation} />
      </body>
    </html>
  );
}

type Placed = LayoutProps & { readonly area: Area };

function Head({ view, title, area, personal = false }: Placed) {
  const { cssPath, jsPath, deskJsPath } = assets();
  const desk = area !== 'portal' && area !== 'account';
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="format-detection" content="telephone=no" />
      {personal && <meta name="robots" content="noindex" />}
      <title>{`${title} – ${view.t('畅通', 'Changtong')} · ${areaName(view, area)}`}</title>
      <link rel="stylesheet" href={cssPath} />
      <link rel="icon" href={icon} type="image/svg+xml" />
      <script src={jsPath} defer />
      {desk && <script src={deskJsPath} defer />}
    </head>
  );
}

const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28"><rect width="28" height="28" rx="4" fill="#0B4A99"/><path d="M14 4v6m0 8v6M5 14h17m-4-4 4 4-4 4" fill="none" stroke="#fff" stroke-width="3"/></svg>',
)}`;

/** A way through a gap in a wall. */
const Mark = () => (
  <svg viewBox="0 0 28 28" aria-hidden="true" focusable="false">
    <rect width="28" height="28" rx="4" />
    <path d="M14 4v6m0 8v6M5 14h17m-4-4 4 4-4 4" />
  </svg>
);

interface FrameProps {
  readonly view: View;
  readonly area: Area;
  readonly navigation?: readonly NavigationItem[] | undefined;
}

function Header({ view, area, navigation }: FrameProps) {
  const elder = view.size === 'elder';
  return (
    <header class="site-header">
      <div class="wrap site-bar">
        <a class="brand" href={areas[area][2]}>
          <Mark />
          {view.t('畅通', 'Changtong')}
          <span class="brand-area">{areaName(view, area)}</span>
        </a>
        <div class="site-tools">
          <SignInState view={view} />
          <a
            class="switch-language only-standard"
            href={switchHref(view, 'lang', view.lang === 'zh' ? 'en' : 'zh')}
          >
            <span lang={view.lang === 'zh' ? 'en' : 'zh-Hans'}>
              {view.lang === 'zh' ? 'English' : '中文'}
            </span>
          </a>
          <DisplaySettings view={view} />
        </div>
      </div>
      {elder ? (
        <div class="wrap elder-call">
          <PhoneLink view={view} />
        </div>
      ) : (
        <Navigation view={view} area={area} navigation={navigation} />
      )}
    </header>
  );
}

const PhoneLink = ({ view }: { view: View }) => (
  <a class="call" href="tel:12345">
    {view.t('打电话给人工 12345', 'Phone a person: 12345')}
  </a>
);

function SignInState({ view }: { view: View }) {
  if (view.actor === null) {
    const back = encodeURIComponent(safeLocalPath(view.path));
    return <a href={`/sign-in?back=${back}`}>{view.t('登录', 'Sign in')}</a>;
  }
  return (
    <a class="signed-in" href="/account">
      {view.actor.name}
      {view.actor.official && <span class="quiet"> · {view.say(view.actor.roleLabel)}</span>}
    </a>
  );
}

function Navigation({ view, area, navigation }: FrameProps) {
  if (navigation === undefined || navigation.length === 0) return null;
  const current = currentItem(view, navigation);
  return (
    <nav class="wrap site-nav" aria-label={areaName(view, area)}>
      <ul role="list">
        {navigation.map((item) => (
          <li>
            <a href={safeHref(item.href)} aria-current={item === current ? 'page' : undefined}>
              {item.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The entry with the longest address that this page lies under. */
function currentItem(view: View, navigation: readonly NavigationItem[]): NavigationItem | undefined {
  const path = view.path.split('?')[0] ?? '/';
  return navigation
    .filter(({ href }) => path === href || (href !== '/' && path.startsWith(`${href}/`)))
    .sort((a, b) => b.href.length - a.href.length)[0];
}

/** The link that changes one display setting and comes back to this page; the server keeps it in a cookie. */
export const switchHref = (view: View, name: 'theme' | 'size' | 'lang', value: string): string =>
  `/settings/display?${name}=${value}&back=${encodeURIComponent(safeLocalPath(view.path))}`;

const themeNames: readonly (readonly [Theme, string, string])[] = [
  ['auto', '跟随手机或电脑', 'As the device'],
  ['light', '浅色', 'Light'],
  ['dark', '深色', 'Dark'],
  ['contrast', '高对比', 'High contrast'],
];
const sizeNames: readonly (readonly [Size, string, string])[] = [
  ['standard', '标准版', 'Standard'],
  ['elder', '长辈版', 'Large and simple'],
];

function DisplaySettings({ view }: { view: View }) {
  const choice = (name: 'theme' | 'size', value: string, label: string) => (
    <li>
      <a href={switchHref(view, name, value)} aria-current={view[name] === value ? 'true' : undefined}>
        {label}
      </a>
    </li>
  );
  return (
    <details class="settings">
      <summary>{view.t('显示设置', 'Display')}</summary>
      <div class="settings-panel">
        <p>{view.t('字号', 'Text size')}</p>
        <ul role="list">{sizeNames.map(([value, zh, en]) => choice('size', value, view.t(zh, en)))}</ul>
        <p>{view.t('颜色', 'Colours')}</p>
        <ul role="list">{themeNames.map(([value, zh, en]) => choice('theme', value, view.t(zh, en)))}</ul>
        <p>{view.t('语言', 'Language')}</p>
        <ul role="list">
          <li>
            <a
              href={switchHref(view, 'lang', 'zh')}
              lang="zh-Hans"
              aria-current={view.lang === 'zh' ? 'true' : undefined}
            >
              中文
            </a>
          </li>
          <li>
            <a
              href={switchHref(view, 'lang', 'en')}
              lang="en"
              aria-current={view.lang === 'en' ? 'true' : undefined}
            >
              English
            </a>
          </li>
        </ul>
      </div>
    </details>
  );
}

function Footer({ view, navigation = [] }: FrameProps) {
  const links: readonly (readonly [string, Child])[] = [
    ['/help', view.t('帮助', 'Help')],
    ['tel:12345', view.t('人工电话 12345', 'Phone a person: 12345')],
    ['/status', view.t('本平台运行状态', 'Is this platform working?')],
    ['/a11y', view.t('无障碍说明', 'Accessibility')],
  ];
  const further = navigation.filter((item) => links.every(([href]) => href !== item.href));
  const moved = view.size === 'elder' ? further.map((item) => [item.href, item.label] as const) : [];
  return (
    <footer class="site-footer">
      <div class="wrap">
        <nav aria-label={view.t('页脚', 'Footer')}>
          <ul role="list">
            {[...moved, ...links].map(([href, label]) => (
              <li>
                <a href={safeHref(href)}>{label}</a>
              </li>
            ))}
          </ul>
        </nav>
        <p>
          {view.t(
            '网上、电话、窗口、纸质办理效力相同。',
            'Online, by phone, at a window or on paper: all count the same.',
          )}
        </p>
        {view.demo && (
          <p>
            {view.t('示范数据，与任何真实机构无关', 'Demonstration data, unrelated to any real institution')}
          </p>
        )}
      </div>
    </footer>
  );
}

function PrintHead({ view, title, area, document }: Placed) {
  return (
    <div class="print-only print-head" aria-hidden="true">
      <p>
        {view.t('畅通', 'Changtong')} · {areaName(view, area)} · {title}
      </p>
      <p>
        {document && (
          <>
            {view.t('编号', 'Number')} {document.number} ·{' '}
          </>
        )}
        {document?.checkCode !== undefined && (
          <>
            {view.t('核验码', 'Check code')} {document.checkCode} ·{' '}
          </>
        )}
        {view.t('打印时间', 'Printed')} <DateTime view={view} at={view.now} year />
        {view.actor && (
          <>
            {' '}
            · {view.t('打印人', 'by')} {view.actor.name}
          </>
        )}
      </p>
    </div>
  );
}
