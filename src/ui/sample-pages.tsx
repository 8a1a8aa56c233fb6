import { both } from '../kernel/bilingual.ts';
import {
  Breadcrumb,
  Button,
  ButtonRow,
  Card,
  ErrorSummary,
  Facts,
  FileField,
  Form,
  KeyboardHelp,
  Kpi,
  KpiRow,
  LinkButton,
  Notice,
  PageHeading,
  Pagination,
  PrintButton,
  ReadAloud,
  SearchBox,
  Section,
  Split,
  Stack,
  Steps,
  Table,
  Tabs,
  Tag,
  TextAreaField,
  TextField,
  Tile,
  TileGrid,
  Timeline,
  WorkDaysLeft,
} from './components.ts';
import { Layout } from './layout.tsx';
import type { View } from './view.ts';

const portalNavigation = (view: View) => [
  { href: '/see', label: view.t('我要看', 'See') },
  { href: '/track', label: view.t('我要查', 'Check') },
  { href: '/services', label: view.t('我要办', 'Do') },
  { href: '/requests', label: view.t('我要问', 'Ask') },
];

/** Components put together as on a real page: to look at, to print, and for the tests of whole documents. */
export const samplePages: Readonly<Record<string, (view: View) => ReturnType<typeof Layout>>> = {
  home: (view) => (
    <Layout view={view} title={view.t('首页', 'Home')} navigation={portalNavigation(view)}>
      <Stack gap="page">
        <Stack gap="large">
          <PageHeading title={view.t('今天要办什么事？', 'What do you need today?')} />
          <SearchBox
            view={view}
            action="/search"
            label={view.t(
              '写一句话就行，例如“孩子上户口”“路灯坏了”',
              'Plain words will do: "the street lamp is out"',
            )}
          />
        </Stack>
        <Section title={view.t('常办的事', 'Common tasks')}>
          <HomeTiles view={view} />
        </Section>
        <Section title={view.t('您正在办的事', 'Your open matters')}>
          <Card>
            <Facts
              items={[
                {
                  term: view.t('路灯不亮', 'Street lamp out'),
                  value: (
                    <>
                      <Tag tone="info">{view.t('办理中', 'In progress')}</Tag>{' '}
                      {view.t('3 月 12 日前答复您', 'Answer by 12 March')}
                    </>
                  ),
                },
                {
                  term: view.t('居住证续签', 'Residence permit'),
                  value: (
                    <>
                      <Tag tone="warn">{view.t('等您补材料', 'Waiting for you')}</Tag>{' '}
                      {view.t('还差 1 份，3 月 15 日前', 'One paper missing, by 15 March')}
                    </>
                  ),
                },
              ]}
            />
          </Card>
        </Section>
      </Stack>
    </Layout>
  ),
  request: (view) => (
    <Layout
      view={view}
      title={view.t('路灯不亮，正在修', 'Street lamp out: being repaired')}
      navigation={portalNavigation(view)}
      document={{ number: 'YL-2025-0310-0042', checkCode: '7F3K-92QD' }}
      personal
    >
      <Stack gap="large">
        <PageHeading
          over={
            <>
              <Breadcrumb
                view={view}
                items={[{ href: '/requests', label: view.t('我反映的问题', 'My requests') }]}
              />
              <span class="number">{view.t('编号', 'Number')} YL-2025-0310-0042</span>
            </>
          }
          title={view.t('路灯不亮，正在修', 'Street lamp out: being repaired')}
        />
        <Split
          aside={
            <Card title={view.t('这件事', 'This request')}>
              <Facts
                items={[
                  { term: view.t('地点', 'Place'), value: '临江区北市场水果一条街 18 号门前' },
                  { term: view.t('负责', 'In charge'), value: '市城管局市政科' },
                  { term: view.t('期限', 'Due'), value: <WorkDaysLeft view={view} days={1} /> },
                  { term: view.t('承诺', 'Promise'), value: view.t('3 个工作日', '3 work days') },
                ]}
              />
            </Card>
          }
        >
          <Notice
            title={view.t(
              '市城管局在 3 月 12 日 17:30 前答复您',
              '市城管局 (city management) answers by 12 March 17:30',
            )}
          >
            <p>{view.t('您现在不用做什么。答复后我们发短信告诉您。', 'You need not do anything now.')}</p>
          </Notice>
          <Section title={view.t('经过', 'What happened')}>
            <Timeline
              view={view}
              items={[
                {
                  at: new Date('2025-03-10T09:12:00+08:00'),
                  title: view.t('您提交了问题和 2 张照片', 'You sent the report with 2 photos'),
                },
                {
                  at: new Date('2025-03-10T09:40:00+08:00'),
                  title: view.t('分派给市城管局', 'Given to 市城管局'),
                  by: view.t('热线中心 王某', 'Hotline centre, Wang'),
                },
                {
                  at: new Date('2025-03-11T08:05:00+08:00'),
                  title: view.t('维修队已接单，预计今天到场', 'The repair crew comes today'),
                  by: '市城管局市政科',
                  state: 'now',
                },
                { title: view.t('答复您', 'Answer'), state: 'next' },
              ]}
            />
          </Section>
          <ButtonRow>
            <LinkButton href="?add" kind="secondary">
              {view.t('补充说明或照片', 'Add words or photos')}
            </LinkButton>
            <LinkButton href="?again" kind="danger">
              {view.t('问题没解决，要求重办', 'Not solved: do it again')}
            </LinkButton>
            <ReadAloud view={view} />
            <PrintButton view={view} />
          </ButtonRow>
        </Split>
      </Stack>
    </Layout>
  ),
  form: (view) => {
    const faults = [
      {
        field: 'where',
        message: both(
          '请写明问题在哪里，例如“北市场 18 号门前”',
          'Say where it is, such as "18 North Market"',
        ),
      },
      {
        field: 'phone',
        message: both('手机号应为 11 位数字，您填了 10 位', 'A mobile number has 11 digits; you wrote 10'),
      },
    ];
    return (
      <Layout view={view} title={view.t('反映问题', 'Report a problem')} navigation={portalNavigation(view)}>
        <Stack gap="large">
          <ErrorSummary view={view} faults={faults} />
          <Steps view={view} current={2} total={4} />
          <PageHeading title={view.t('在哪里？', 'Where is it?')} />
          <Form view={view} action="/requests" files>
            <TextField view={view} name="where" label={view.t('地址', 'Address')} faults={faults} />
            <TextAreaField
              view={view}
              name="more"
              label={view.t('怎么找到那里', 'How to find it')}
              limit={200}
              rows={3}
              optional
              keepDraft
            />
            <FileField
              view={view}
              name="photos"
              label={view.t('照片', 'Photos')}
              hint={view.t('最多 5 张，每张 10 MB 以内', 'Up to 5, at most 10 MB each')}
              accept="image/*"
              multiple
              optional
            />
            <TextField
              view={view}
              name="phone"
              label={view.t('手机号', 'Mobile number')}
              hint={view.t('只用来告诉您结果', 'Only to tell you the result')}
              type="tel"
              width="medium"
              value="1380013800"
              faults={faults}
            />
            <ButtonRow>
              <Button>{view.t('下一步', 'Continue')}</Button>
              <Button kind="secondary" name="go" value="back" unchecked>
                {view.t('上一步', 'Back')}
              </Button>
            </ButtonRow>
          </Form>
        </Stack>
      </Layout>
    );
  },
  desk: (view) => (
    <Layout
      view={{
        ...view,
        actor: { name: '林晓', roleLabel: both('市城管局 承办', 'Handler, 市城管局'), official: true },
      }}
      title={view.t('我的待办', 'My queue')}
      area="desk"
      navigation={[
        { href: '/ui/sample', label: view.t('我的待办', 'My queue') },
        { href: '/desk/team', label: view.t('本科室', 'My office') },
        { href: '/desk/replies', label: view.t('答复范本', 'Reply templates') },
        { href: '/supervision', label: view.t('指标', 'Figures') },
      ]}
      wide
    >
      <Stack gap="large">
        <PageHeading title={view.t('27 件待办，5 件超期', '27 to do, 5 late')} />
        <KpiRow>
          <Kpi view={view} label={view.t('超期', 'Late')} value="5" href="?due=late" tone="late" />
          <Kpi view={view} label={view.t('今天到期', 'Due today')} value="8" href="?due=today" tone="warn" />
          <Kpi view={view} label={view.t('未到期', 'Later')} value="14" href="?due=later" />
          <Kpi
            view={view}
            label={view.t('本月按期办结率', 'On time this month')}
            value="92.4%"
            of={{ numerator: 134, denominator: 145 }}
            href="?kpi"
          />
        </KpiRow>
        <Stack>
          <Tabs
            label={view.t('待办分类', 'Parts of the queue')}
            items={[
              { href: '?', label: view.t('全部', 'All'), count: 27, current: true },
              { href: '?due=late', label: view.t('超期', 'Late'), count: 5 },
              { href: '?mine', label: view.t('只看我的', 'Only mine'), count: 9 },
            ]}
          />
          <DeskTable view={view} />
          <Pagination view={view} older="?after=20" summary={view.t('27 件中的 1–8', '1–8 of 27')} />
        </Stack>
        <KeyboardHelp view={view} />
      </Stack>
    </Layout>
  ),
};

const HomeTiles = ({ view }: { readonly view: View }) => (
  <TileGrid>
    {tasks.slice(0, view.size === 'elder' ? 4 : 8).map(([href, zh, en, about, aboutEn], index) => (
      <Tile href={href} title={view.t(zh, en)} about={view.t(about, aboutEn)} main={index === 0} />
    ))}
  </TileGrid>
);

const tasks: readonly (readonly [string, string, string, string, string])[] = [
  [
    '/requests/new',
    '反映问题',
    'Report a problem',
    '拍照或说话，3 个工作日内答复',
    'Answered in 3 work days',
  ],
  ['/track', '查办件进度', 'Check progress', '凭编号或手机号', 'By number or phone'],
  ['/certificates', '电子证照', 'Certificates', '查看、出示、查谁用过', 'Show them, see who looked'],
  ['/proxy', '找人帮我办', 'Ask someone to help', '可请家人代办', 'Family may act for you'],
  ['/code', '安康码', 'Health code', '看病、社保、医保一个码', 'One code for care'],
  ['/fund', '公积金', 'Housing fund', '查缴存、查谁在替我缴', 'Who pays in for me'],
  ['/newborn', '新生儿一件事', 'A child is born', '户口、医保、疫苗一次办', 'Everything at once'],
  ['/data', '公开数据', 'Open data', '直接下载或申请', 'Download or apply'],
];

const queue = [
  ['YL-2025-0306-0117', '污水外溢到人行道', '临江区', -2, '处理中', 112],
  ['YL-2025-0306-0203', '公交站牌损坏', '青屏区', -1, '待签收', 98],
  ['YL-2025-0307-0008', '早市占道经营', '青屏区', 0, '处理中', 96],
  ['YL-2025-0307-0031', '井盖松动有响声', '临江区', 0, '处理中', 91],
  ['YL-2025-0310-0042', '路灯不亮', '临江区', 1, '处理中', 24],
  ['YL-2025-0310-0055', '绿化带被毁', '松溪县', 2, '待群众确认', 20],
  ['YL-2025-0310-0061', '工地夜间施工噪声', '临江区', 2, '待签收', 19],
  ['YL-2025-0311-0003', '垃圾桶两天没清', '白石县', 3, '待签收', 2],
] as const;

const DeskTable = ({ view }: { readonly view: View }) => (
  <Table
    caption={view.t('按到期时间排序，最急的在前', 'By due time, most urgent first')}
    columns={[
      { heading: view.t('编号', 'Number'), cell: (row) => row[0] },
      { heading: view.t('事项', 'Matter'), cell: (row) => row[1] },
      { heading: view.t('地区', 'District'), cell: (row) => row[2] },
      { heading: view.t('时限', 'Time left'), cell: (row) => <WorkDaysLeft view={view} days={row[3]} /> },
      { heading: view.t('状态', 'State'), cell: (row) => row[4] },
      { heading: view.t('已等（小时）', 'Waiting (h)'), cell: (row) => row[5], numeric: true },
    ]}
    rows={queue}
    rowHref={(row) => `/desk/requests/${row[0]}`}
  />
);
