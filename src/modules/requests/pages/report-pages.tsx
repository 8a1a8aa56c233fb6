import type { Child } from 'hono/jsx';
import type { Bilingual } from '../../../kernel/bilingual.ts';
import type { FieldFault } from '../../../kernel/errors.ts';
import type { Department } from '../../../platform/organisation/organisation.ts';
import {
  Button,
  ButtonRow,
  Card,
  Checkbox,
  DateTime,
  dateTimeText,
  ErrorSummary,
  type Fact,
  Facts,
  FileField,
  Form,
  Layout,
  Link,
  LinkButton,
  Notice,
  PageHeading,
  PrintButton,
  RadioField,
  Section,
  SelectField,
  Stack,
  Steps,
  TextAreaField,
  TextField,
} from '../../../ui/components.ts';
import type { View } from '../../../ui/view.ts';
import type { Draft } from '../db/drafts.ts';
import { TYPES } from '../domain/states.ts';
import type { ExpectedHandling } from '../use-cases/expected-handling.ts';
import type { NearDuplicate } from '../use-cases/near-duplicates.ts';
import { BODY_LIMIT, type Receipt } from '../use-cases/submit-request.ts';

export const REPORT_STEPS = ['what', 'where', 'photo', 'contact', 'check'] as const;
export type ReportStep = (typeof REPORT_STEPS)[number];

export interface ReportProps {
  readonly view: View;
  readonly draft: Draft;
  readonly faults: readonly FieldFault[];
}

const TYPE_HINTS: Readonly<Record<keyof typeof TYPES, Bilingual>> = {
  help: { zh: '有东西坏了、遇到困难，请帮忙解决', en: 'Something is broken or you need help' },
  complain: { zh: '有人没做好、侵害了您的利益', en: 'Somebody did wrong by you' },
  consult: { zh: '想问政策、流程、材料', en: 'You want to know a rule or a procedure' },
  suggest: { zh: '有好主意', en: 'You have an idea' },
  report: { zh: '发现违法或者违纪，内容不公开', en: 'You saw an offence; never public' },
};

const StepPage = ({
  view,
  faults,
  step,
  title,
  lead,
  files,
  started = false,
  children,
}: Omit<ReportProps, 'draft'> & {
  readonly step: ReportStep;
  /** Something was written before. */
  readonly started?: boolean;
  readonly title: string;
  readonly lead?: string;
  readonly files?: boolean;
  readonly children?: Child;
}) => {
  const at = REPORT_STEPS.indexOf(step);
  return (
    <Layout view={view} title={title} personal>
      <Stack gap="large">
        <Stack>
          <ErrorSummary view={view} faults={faults} />
          <Steps view={view} current={at + 1} total={REPORT_STEPS.length} />
          <PageHeading title={title} lead={lead} />
        </Stack>
        <Form view={view} action={`/report/${step}`} files={files}>
          {children}
          <ButtonRow>
            <Button>{view.t('下一步', 'Continue')}</Button>
            {at > 0 && (
              <LinkButton href={`/report/${REPORT_STEPS[at - 1]}`} kind="plain">
                {view.t('上一步', 'Back')}
              </LinkButton>
            )}
          </ButtonRow>
        </Form>
        {started && <StartAgain view={view} />}
      </Stack>
    </Layout>
  );
};

/** A half-written report waits for a week in this browser; on a shared machine the next person wipes it away. */
const StartAgain = ({ view }: { readonly view: View }) => (
  <Form view={view} action="/report/restart">
    <p class="hint">
      {view.t(
        '您填的内容已经存好，7 天内在这台手机或电脑上都能接着写。',
        'What you wrote is kept for 7 days on this phone or computer.',
      )}
    </p>
    <ButtonRow>
      <Button kind="plain">{view.t('清空，从头写', 'Clear it and start again')}</Button>
    </ButtonRow>
  </Form>
);

export const WhatPage = (
  props: ReportProps & { readonly offices: readonly { readonly value: string; readonly label: string }[] },
) => {
  const { view, draft, faults, offices } = props;
  return (
    <StepPage
      {...props}
      step="what"
      title={view.t('发生了什么？', 'What happened?')}
      started={draft.fields.body !== undefined}
    >
      <TextAreaField
        view={view}
        name="body"
        label={view.t('写清楚看到的情况就行，不用写原因', 'Say what you see; you need not say why')}
        hint={view.t(
          '例如：菜市场门口的路灯三天没亮，晚上看不见路。',
          'For example: the street lamp at the market has been dark for three days.',
        )}
        value={draft.fields.body}
        limit={BODY_LIMIT}
        rows={6}
        faults={faults}
      />
      <RadioField
        view={view}
        name="type"
        label={view.t('您想要什么？', 'What do you want?')}
        value={draft.fields.type ?? 'help'}
        choices={(Object.keys(TYPE_HINTS) as (keyof typeof TYPES)[]).map((value) => ({
          value,
          label: view.say(TYPES[value]),
          hint: view.say(TYPE_HINTS[value]),
        }))}
        faults={faults}
      />
      <details open={Boolean(draft.fields.avoidDepartmentId) || draft.fields.type === 'report'}>
        <summary>{view.t('反映的是工作人员？', 'Is it about an official?')}</summary>
        <p class="hint">
          {view.t(
            '选了单位后，只有纪检受理人员能看到，被反映的单位看不到。',
            'If you choose the office, only the inspectors see it; that office does not.',
          )}
        </p>
        <SelectField
          view={view}
          name="avoidDepartmentId"
          label={view.t('哪个单位的工作人员', 'Which office')}
          choices={offices}
          prompt={view.t('不是反映工作人员', 'Not about an official')}
          value={draft.fields.avoidDepartmentId}
          optional
          faults={faults}
        />
      </details>
    </StepPage>
  );
};

export const WherePage = (
  props: ReportProps & {
    readonly divisions: readonly { readonly value: string; readonly label: string; readonly group: string }[];
  },
) => {
  const { view, draft, faults, divisions } = props;
  const value = (name: string) => draft.fields[name];
  return (
    <StepPage
      {...props}
      step="where"
      title={view.t('在哪里？', 'Where is it?')}
      lead={view.t(
        '写得越具体，到得越快。不知道门牌号，写附近的店名、路口也行。',
        'The more exact, the sooner somebody is there. A shop or a crossing nearby will do.',
      )}
    >
      <SelectField
        view={view}
        name="divisionCode"
        label={view.t('区县、街道', 'District and street')}
        choices={divisions}
        prompt={view.t('请选择', 'Choose')}
        value={value('divisionCode')}
        faults={faults}
      />
      <TextField
        view={view}
        name="address"
        label={view.t('地点', 'Place')}
        hint={view.t('例如：东菜市场北门', 'For example: north gate of the East Market')}
        value={value('address')}
        autocomplete="street-address"
        optional
        faults={faults}
      />
      <details open={Boolean(value('latitude'))}>
        <summary>{view.t('有经纬度？', 'Do you have coordinates?')}</summary>
        <TextField
          view={view}
          name="latitude"
          label={view.t('纬度', 'Latitude')}
          value={value('latitude')}
          inputmode="decimal"
          width="short"
          optional
          faults={faults}
        />
        <TextField
          view={view}
          name="longitude"
          label={view.t('经度', 'Longitude')}
          value={value('longitude')}
          inputmode="decimal"
          width="short"
          optional
          faults={faults}
        />
      </details>
    </StepPage>
  );
};

export const MAX_PHOTOS = 6;

export const PhotoPage = (props: ReportProps & { readonly maxMb: number }) => {
  const { view, draft, faults, maxMb } = props;
  const placed = draft.photos.find(({ place }) => place !== null)?.place;
  return (
    <StepPage
      {...props}
      step="photo"
      files
      title={view.t('有照片吗？', 'Do you have photos?')}
      lead={view.t(
        '没有也可以，直接点“下一步”。照片里的拍摄信息会先去掉再保存。',
        'Not needed: just continue. What the camera wrote into the photo is removed before it is kept.',
      )}
    >
      {draft.photos.length > 0 && (
        <ul role="list" class="photos">
          {draft.photos.map(({ fileId }, index) => (
            <li>
              <img
                src={`/report/photos/${fileId}`}
                alt={view.t(`照片 ${index + 1}`, `Photo ${index + 1}`)}
                width="160"
              />
              <Button kind="secondary" name="remove" value={fileId} unchecked>
                {view.t(`去掉照片 ${index + 1}`, `Remove photo ${index + 1}`)}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {placed && !draft.fields.latitude && (
        <Notice>
          <p>{view.t('照片里有拍摄位置，要用吗？', 'The photo says where it was taken. Use it?')}</p>
          <Checkbox
            name="usePlace"
            label={view.t('用作问题地点', 'Use it as the place of the problem')}
            hint={view.t(
              `北纬 ${placed.latitude.toFixed(5)}，东经 ${placed.longitude.toFixed(5)}。不勾选，位置不会保存`,
              `${placed.latitude.toFixed(5)} N, ${placed.longitude.toFixed(5)} E. Not kept unless you tick this`,
            )}
          />
        </Notice>
      )}
      <FileField
        view={view}
        name="photos"
        label={view.t('添加照片', 'Add photos')}
        hint={view.t(
          `最多 ${MAX_PHOTOS} 张，每张不超过 ${maxMb} MB，JPEG、PNG 或 WebP`,
          `At most ${MAX_PHOTOS}, ${maxMb} MB each; JPEG, PNG or WebP`,
        )}
        accept="image/*"
        multiple
        optional
        faults={faults}
      />
    </StepPage>
  );
};

export const ContactPage = (
  props: ReportProps & { readonly principals: readonly { readonly value: string; readonly label: string }[] },
) => {
  const { view, draft, faults, principals } = props;
  return (
    <StepPage
      {...props}
      step="contact"
      title={view.t('怎么告诉您结果？', 'How can we tell you the result?')}
      lead={view.t(
        '可以不留电话，提交后凭编号和查询码看进度。',
        'You may leave no number: a number and a query code let you follow it.',
      )}
    >
      {principals.length > 0 && (
        <RadioField
          view={view}
          name="principalId"
          label={view.t('这是谁的事？', 'Whose matter is it?')}
          value={draft.fields.principalId ?? ''}
          choices={[{ value: '', label: view.t('我自己的', 'Mine') }, ...principals]}
          faults={faults}
        />
      )}
      <TextField
        view={view}
        name="phone"
        label={view.t('手机号', 'Mobile number')}
        type="tel"
        inputmode="numeric"
        autocomplete="tel"
        value={draft.fields.phone}
        optional
        faults={faults}
      />
      <TextField
        view={view}
        name="name"
        label={view.t('怎么称呼您', 'Your name')}
        autocomplete="name"
        value={draft.fields.name}
        width="medium"
        optional
        faults={faults}
      />
      <RadioField
        view={view}
        name="visibility"
        label={view.t('内容要公开吗？', 'May others read it?')}
        value={draft.fields.visibility ?? 'public'}
        choices={[
          {
            value: 'public',
            label: view.t('可以公开', 'Yes'),
            hint: view.t(
              '别人能看到问题和答复，看不到您是谁',
              'Others see the problem and the reply, never who you are',
            ),
          },
          {
            value: 'private',
            label: view.t('不公开', 'No'),
            hint: view.t('只公开编号和办到哪一步', 'Only the number and where it stands are public'),
          },
        ]}
        faults={faults}
      />
    </StepPage>
  );
};

interface CheckProps extends ReportProps {
  readonly place: string;
  /** The person a helper reports for: “替…”. */
  readonly forWhom: string | undefined;
  /** The office that the report is about. */
  readonly avoided: string | undefined;
  readonly expected: ExpectedHandling | null;
  readonly similar: readonly NearDuplicate[];
}

export const CheckPage = (props: CheckProps) => {
  const { view, faults, similar } = props;
  return (
    <Layout view={view} title={view.t('核对后提交', 'Check and send')} personal>
      <Stack gap="large">
        <Stack>
          <ErrorSummary view={view} faults={faults} />
          <Steps view={view} current={5} total={5} />
          <PageHeading title={view.t('核对后提交', 'Check and send')} />
        </Stack>
        {similar.length > 0 && <Similar view={view} similar={similar} />}
        <Written {...props} />
        <Expectation {...props} />
        <Form view={view} action="/report/check">
          <ButtonRow>
            <Button>{view.t('提交', 'Send')}</Button>
            <LinkButton href="/report/contact" kind="plain">
              {view.t('上一步', 'Back')}
            </LinkButton>
          </ButtonRow>
        </Form>
      </Stack>
    </Layout>
  );
};

function Written({ view, draft: { fields, photos }, place, forWhom, avoided }: CheckProps) {
  const row = (step: ReportStep, term: string, value: Child): Fact => ({
    term,
    value: (
      <>
        {value} <Change view={view} step={step} what={term} />
      </>
    ),
  });
  const coordinates =
    fields.latitude && fields.longitude ? `（${fields.latitude}，${fields.longitude}）` : '';
  return (
    <Facts
      items={[
        row('what', view.t('发生了什么', 'What'), <span class="prewrap">{fields.body}</span>),
        row(
          'what',
          view.t('您想要', 'You want'),
          view.say(TYPES[(fields.type ?? 'help') as keyof typeof TYPES]),
        ),
        ...(avoided ? [row('what', view.t('反映的单位', 'About'), avoided)] : []),
        row('where', view.t('在哪里', 'Where'), `${place}${coordinates}`),
        row('photo', view.t('照片', 'Photos'), <Thumbnails view={view} photos={photos} />),
        ...(forWhom ? [row('contact', view.t('这是谁的事', 'Whose matter'), forWhom)] : []),
        row(
          'contact',
          view.t('联系您', 'Contact'),
          [fields.name, fields.phone].filter(Boolean).join(view.t('，', ', ')) ||
            view.t('没有留，凭编号和查询码查', 'none; by number and query code'),
        ),
        row('contact', view.t('内容公开', 'Public'), openness(view, fields)),
      ]}
    />
  );
}

const Change = ({ view, step, what }: { view: View; step: ReportStep; what: string }) => (
  <a class="nowrap" href={`/report/${step}`}>
    {view.t('修改', 'Change')}
    <span class="visually-hidden">{view.t(`“${what}”`, ` “${what}”`)}</span>
  </a>
);

const Thumbnails = ({ view, photos }: { view: View; photos: Draft['photos'] }) => (
  <span class="photos">
    {photos.length === 0 && view.t('没有', 'None')}
    {photos.map(({ fileId }, index) => (
      <img
        src={`/report/photos/${fileId}`}
        alt={view.t(`照片 ${index + 1}`, `Photo ${index + 1}`)}
        width="80"
      />
    ))}
  </span>
);

function openness(view: View, fields: Draft['fields']): string {
  if (fields.avoidDepartmentId)
    return view.t(
      '保密：只有纪检受理人员能看，被反映的单位看不到',
      'Confidential: the inspectors alone; not that office',
    );
  if (fields.type === 'report') return view.t('不公开（举报一律不公开）', 'No: reports of a wrong never are');
  return fields.visibility === 'private'
    ? view.t('不公开，只公开编号和办到哪一步', 'No: only the number and where it stands')
    : view.t('公开问题和答复，不公开您是谁', 'The problem and the reply, never who you are');
}

function Expectation({ view, draft, expected }: CheckProps) {
  if (draft.fields.avoidDepartmentId)
    return <p>{view.t('提交后直接送到纪检受理中心。', 'It goes straight to the inspectors.')}</p>;
  if (!expected)
    return (
      <p>
        {view.t(
          '提交后 12345 的工作人员确认归哪个单位管，再告诉您哪天之前答复。',
          'Staff of 12345 will find the right office and tell you by when it answers.',
        )}
      </p>
    );
  const { office, dueAt } = expected;
  return (
    <p>
      {view.t(`看起来归${office.name}管。`, `It looks like a matter for ${office.nameEn} ${office.name}. `)}
      {dueAt &&
        view.t(
          `现在提交，一般 ${dateTimeText(view, dueAt)} 前答复。`,
          `Sent now, an answer is usually due by ${dateTimeText(view, dueAt)}.`,
        )}
    </p>
  );
}

const Similar = ({ view, similar }: { readonly view: View; readonly similar: readonly NearDuplicate[] }) => (
  <Notice title={view.t('是不是已经有人反映过？', 'Has somebody reported it already?')}>
    <ul>
      {similar.map(({ number, title, address }) => (
        <li>
          <Link href={`/requests/${number}`}>{`${title}${address ? `（${address}）` : ''}`}</Link>
        </li>
      ))}
    </ul>
    <p>
      {view.t(
        '和这件一样？可以跟进它，也可以继续提交，会单独答复您。',
        'If it is the same, you can follow it. You may send yours all the same; you get your own reply.',
      )}
    </p>
  </Notice>
);

export const DonePage = ({
  view,
  receipt,
  office,
}: {
  readonly view: View;
  readonly receipt: Receipt;
  readonly office: Department | null;
}) => (
  <Layout view={view} title={view.t('已收到', 'Received')} personal document={{ number: receipt.number }}>
    <Stack gap="large">
      <PageHeading
        title={view.t('已收到您反映的问题', 'We have your report')}
        lead={
          office
            ? view.t(
                `已交给${office.name}，电话 ${office.phone}。`,
                `${office.nameEn} ${office.name} has it, telephone ${office.phone}.`,
              )
            : view.t(
                '正在确认归哪个单位管，确认后马上送去。',
                'We are finding the right office and will send it there at once.',
              )
        }
      />
      <Card title={view.t('请记下这两个号', 'Please keep these two')}>
        <Facts
          items={[
            { term: view.t('编号', 'Number'), value: <strong>{receipt.number}</strong> },
            { term: view.t('查询码', 'Query code'), value: <strong>{receipt.queryCode}</strong> },
          ]}
        />
        <p>
          {view.t(
            '查询码只在这一页显示，请抄下来、拍照或打印。有了它，不用登录也能补充说明、评价、要求重办，请不要告诉别人。',
            'The query code is shown on this page only: write it down, photograph or print it. With it you can add to the report, rate it or reopen it without an account. Keep it to yourself.',
          )}
        </p>
        <PrintButton view={view} />
      </Card>
      <Section title={view.t('接下来', 'What happens next')}>
        <p>
          {receipt.dueAt ? (
            <>
              <DateTime view={view} at={receipt.dueAt} />
              {view.t(
                ' 前答复您。您现在不用做什么。',
                ' is the latest you get an answer. You need not do anything now.',
              )}
            </>
          ) : (
            view.t(
              '派给承办单位后，会告诉您哪天之前答复。您现在不用做什么。',
              'Once an office has it you are told the date. You need not do anything now.',
            )
          )}
        </p>
        <p>
          <LinkButton href={`/requests/${receipt.number}`}>{view.t('查看进度', 'Follow it')}</LinkButton>
        </p>
      </Section>
    </Stack>
  </Layout>
);
