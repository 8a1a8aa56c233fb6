import type { Context, Env, Hono, Schema } from 'hono';
import type { PropsWithChildren } from 'hono/jsx';
import { components } from './components/examples.ts';
import { Link, PageHeading, Section, Stack, Tile, TileGrid } from './components.ts';
import { type ComponentExamples, exampleView, type Mode, modes } from './example.ts';
import { Layout } from './layout.tsx';
import { samplePages } from './sample-pages.tsx';
import type { View } from './view.ts';

/** One example in one mode. Tokens work on any element with `data-theme` and `data-size`, so modes can stand side by side. */
const Frame = ({ mode, children }: PropsWithChildren<{ readonly mode: Mode }>) => (
  <div class="frame" data-theme={mode.theme} data-size={mode.size}>
    <p class="frame-name">{mode.title}</p>
    {children}
  </div>
);

/** All examples of one component, each in the four modes. */
export const ComponentPage = ({ view, component }: { view: View; component: ComponentExamples }) => (
  <Layout view={view} title={component.title} wide>
    <Stack gap="page">
      <PageHeading
        over={<Link href="/ui">{view.t('全部组件', 'All components')}</Link>}
        title={component.title}
        lead={component.about}
      />
      {component.examples.map((example, index) => (
        <Section title={example.name}>
          {example.note !== undefined && <p class="quiet">{example.note}</p>}
          <div class="frames">
            {modes.map((mode) => (
              <Frame mode={mode}>
                {example.render(
                  { ...view, theme: mode.theme, size: mode.size },
                  `${component.slug}-${index}-${mode.slug}`,
                )}
              </Frame>
            ))}
          </div>
        </Section>
      ))}
    </Stack>
  </Layout>
);

/** The table of contents. */
export const GalleryPage = ({ view }: { view: View }) => (
  <Layout view={view} title={view.t('界面组件', 'Interface components')}>
    <Stack gap="large">
      <PageHeading
        title={view.t('界面组件', 'Interface components')}
        lead={view.t(
          '每个组件的每个例子，都在标准、长辈、高对比、深色四种样子下并排显示；测试读的也是这些例子。',
          'Every example of every component in the four modes; the tests read the same examples.',
        )}
      />
      <TileGrid>
        {components.map(({ slug, title, about }) => (
          <Tile href={`/ui/${slug}`} title={title} about={about} />
        ))}
      </TileGrid>
      <Section title={view.t('整页', 'Whole pages')}>
        <TileGrid>
          {Object.keys(samplePages).map((name) => (
            <Tile href={`/ui/sample/${name}`} title={name} />
          ))}
        </TileGrid>
      </Section>
    </Stack>
  </Layout>
);

const whole = (page: { toString(): unknown }): string => `<!doctype html>${page.toString()}`;

type ViewOf = (c: Context) => View;

// Gallery pages must open before there is a session or a database.
const viewFromQuery: ViewOf = (c) => {
  const lang = c.req.query('lang') === 'en' ? 'en' : 'zh';
  const mode = modes.find(({ slug }) => slug === c.req.query('mode')) ?? modes[0];
  return exampleView({
    lang,
    theme: mode?.theme ?? 'light',
    size: mode?.size ?? 'standard',
    path: c.req.path,
  });
};

/** `/ui`, `/ui/{component}` and `/ui/sample/{page}`. Give `viewOf` to follow the reader's own settings. */
export function mountGallery<E extends Env, S extends Schema, B extends string>(
  app: Hono<E, S, B>,
  viewOf: ViewOf = viewFromQuery,
): void {
  app.get('/ui', (c) => c.html(whole(<GalleryPage view={viewOf(c)} />)));
  app.get('/ui/sample/:page', (c) => {
    const sample = samplePages[c.req.param('page') ?? ''];
    return sample === undefined ? c.notFound() : c.html(whole(sample(viewOf(c))));
  });
  app.get('/ui/:component', (c) => {
    const component = components.find(({ slug }) => slug === c.req.param('component'));
    if (component === undefined) return c.notFound();
    return c.html(whole(<ComponentPage view={viewOf(c)} component={component} />));
  });
}
