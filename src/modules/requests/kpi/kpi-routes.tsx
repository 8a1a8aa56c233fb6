import { AppError } from '../../../kernel/errors.ts';
import { allow } from '../../../platform/http/access-table.ts';
import { page, type Web, type WebContext } from '../../../platform/http/web.ts';
import { categories, isCategoryId } from '../domain/categories.ts';
import { TYPES } from '../domain/states.ts';
import { namesFor } from '../http/names.ts';
import type { RequestsRoom } from '../room.ts';
import { countedCases } from './cases.ts';
import { indicator, isIndicatorId } from './definitions.ts';
import { figures } from './figures.ts';
import { kpiAnswer, kpiApiRoute } from './kpi-api.ts';
import { kpiCsv } from './kpi-csv.ts';
import { CasesPage, KpiPage } from './kpi-pages.tsx';
import { currentPeriod, periodOf } from './period.ts';
import { type Asked, casesHref, NO_OFFICE } from './printed.ts';

export const kpiAccess = [
  allow('GET', '/kpi', 'anyone'),
  allow('GET', '/kpi/cases', 'anyone'),
  allow('GET', '/kpi.csv', 'anyone'),
  allow('GET', '/api/v1/kpi', 'anyone'),
];

export function kpiRoutes(web: Web, room: RequestsRoom): void {
  web.get('/kpi', async (c) => {
    const view = c.get('view');
    const { period, asked } = askedIn(c);
    return page(
      c,
      <KpiPage
        view={view}
        period={period}
        asked={asked}
        figures={await figuresOf(c)}
        names={namesFor(room, view)}
        choices={choicesFor(c)}
      />,
    );
  });

  web.get('/kpi.csv', async (c) => {
    const view = c.get('view');
    const { period } = askedIn(c);
    return c.body(kpiCsv(view, period, await figuresOf(c), namesFor(room, view)), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="kpi-${period.id}.csv"`,
    });
  });

  web.get('/kpi/cases', async (c) => {
    const view = c.get('view');
    const { period, asked } = askedIn(c);
    const id = c.req.query('indicator') ?? '';
    if (!isIndicatorId(id)) throw notKnown('指标', 'indicator');
    const side = c.req.query('side') === 'denominator' ? 'denominator' : 'numerator';
    const shown = indicator(id).kind === 'mean' ? 'denominator' : side;
    const after = cursor(c.req.query('after'));
    const question = { ...asked, period, asOf: view.now };
    const [counted, cases] = await Promise.all([
      figures(room.sql, room.calendar(), question),
      countedCases(room.sql, room.calendar(), { ...question, indicator: id, side: shown }, after),
    ]);
    return page(
      c,
      <CasesPage
        view={view}
        period={period}
        asked={asked}
        indicator={id}
        side={shown}
        cases={cases}
        count={counted.total[id][shown]}
        after={after}
        names={namesFor(room, view)}
      />,
    );
  });

  web.openapi(kpiApiRoute, async (c) => {
    const { period, asked } = askedIn(c as never);
    const sideOf = (id: Parameters<typeof indicator>[0]) =>
      indicator(id).kind === 'mean' ? 'denominator' : 'numerator';
    const link = (id: Parameters<typeof indicator>[0]) =>
      `${room.config.publicUrl}${casesHref(asked, id, sideOf(id))}`;
    return c.json(kpiAnswer(c.get('view'), period, await figuresOf(c as never), link), 200);
  });

  function figuresOf(c: WebContext) {
    const { period, asked } = askedIn(c);
    return figures(room.sql, room.calendar(), { ...asked, period, asOf: c.get('view').now });
  }

  function choicesFor(c: WebContext) {
    const view = c.get('view');
    const names = namesFor(room, view);
    return {
      department: room.organisation
        .departments()
        .map(({ id }) => ({ value: id, label: view.say(names.department(id)) })),
      division: room.organisation
        .divisions()
        .filter(({ level }) => level === 'district')
        .map(({ code, name }) => ({ value: code, label: name })),
      category: categories.map(({ id, name }) => ({ value: id, label: view.say(name) })),
    };
  }

  /**
   * What the address asks for. An empty field of the filter form is no filter.
   * @throws AppError KPI_NOT_KNOWN (400): a misspelt filter must not look like the whole
   */
  function askedIn(c: WebContext) {
    const { period: id, department, division, category, type } = c.req.query();
    const period = id ? periodOf(id) : currentPeriod(c.get('view').now);
    if (!period) throw notKnown('统计期', 'period');
    if (department && department !== NO_OFFICE && !room.organisation.department(department))
      throw notKnown('单位', 'office');
    if (division && !(/^\d{6}$/.test(division) && room.organisation.division(division)))
      throw notKnown('地区', 'district');
    if (category && !isCategoryId(category)) throw notKnown('分类', 'category');
    if (type && !Object.hasOwn(TYPES, type)) throw notKnown('类型', 'type');
    const asked: Asked = {
      period: period.id,
      departmentId: department === NO_OFFICE ? '' : department || undefined,
      divisionCode: division || undefined,
      category: category || undefined,
      type: type || undefined,
    };
    return { period, asked };
  }
}

/** A moment as PostgreSQL writes it, and the request's id. */
const cursor = (text: string | undefined) =>
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00_[0-9a-f-]{36}$/.test(text ?? '') ? text : undefined;

const notKnown = (zh: string, en: string) =>
  new AppError('KPI_NOT_KNOWN', {
    status: 400,
    userMessage: {
      zh: `没有这个${zh}，请核对网址，或从“办得怎么样”重新选。`,
      en: `No such ${en}: check the address, or choose again from “How well it is done”.`,
    },
  });
