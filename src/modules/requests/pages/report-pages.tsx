import type { Child } from 'hono/jsx';
import type { Bilingual } from '../../../kernel/bilingual.ts';
import type { FieldFault } from '../../../kernel/errors.ts';
import {
  Button,
  ButtonRow,
  Card,
  Checkbox,
  DateTime,
  ErrorSummary,
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
  children,
}: Omit<ReportProps, 'draft'> & {
  readonly step: ReportStep;
  readonly title: string;
  readonly lead?: string;
  readonly files?: boolean;
  readonly children?: Child;
}) => {
  const at = REPORT_STEPS.indexOf(step);
  return (
    <Layout view={view} title={title} personal>
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
    </Layout>
  );
};

export const WhatPage = (
  props: ReportProps & { readonly offices: readonly { readonly value: string; readonly label: string }[] },
) => {
  const { view, draft, faults, offices } = props;
  return (
    <StepPage {...props} step="what" title={view.t('发生了什么？', 'What happened?')}>
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
        keepDraft
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
      <details open={Boolean(draft.fields.avoidDepartmentId)}>
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
  props: ReportProps & { readonly divisions: readonly { readonly value: string; readonly label: string }[] },
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
      {placed && draft.fields.latitude === undefined && (
        <Notice>
          <Checkbox
            name="usePlace"
            label={view.t(
              `照片里有拍摄位置（${placed.latitude.toFixed(5)}，${placed.longitude.toFixed(5)}），用作问题地点`,
              `Use the place in the photo (${placed.latitude.toFixed(5)}, ${placed.longitude.toFixed(5)})`,
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
  /** Makes a second press of the button the same submission. */
  readonly formKey: string;
  readonly place: string;
  readonly office: string | null;
  readonly similar: readonly NearDuplicate[];
}

export const CheckPage = ({ view, draft, faults, formKey, place, office, similar }: CheckProps) => {
  const { fields, photos } = draft;
  const change = (step: ReportStep) => <Link href={`/report/${step}`}>{view.t('修改', 'Change')}</Link>;
  return (
    <Layout view={view} title={view.t('核对后提交', 'Check and send')} personal>
      <ErrorSummary view={view} faults={faults} />
      <Steps view={view} current={5} total={5} />
      <PageHeading title={view.t('核对后提交', 'Check and send')} />
      <Stack gap="large">
        {similar.length > 0 && <Similar view={view} similar={similar} />}
        <Facts
          items={[
            {
              term: view.t('发生了什么', 'What'),
              value: (
                <p class="prewrap">
                  {fields.body} {change('what')}
                </p>
              ),
            },
            {
              term: view.t('您想要', 'You want'),
              value: (
                <>
                  {view.say(TYPES[(fields.type ?? 'help') as keyof typeof TYPES])} {change('what')}
                </>
              ),
            },
            {
              term: view.t('在哪里', 'Where'),
              value: (
                <>
                  {place || view.t('没有填', 'not given')} {change('where')}
                </>
              ),
            },
            {
              term: view.t('照片', 'Photos'),
              value: (
                <>
                  {view.t(`${photos.length} 张`, String(photos.length))} {change('photo')}
                </>
              ),
            },
            {
              term: view.t('联系您', 'Contact'),
              value: (
                <>
                  {fields.phone || view.t('不留电话，凭编号查', 'no number; by code')} {change('contact')}
                </>
              ),
            },
            {
              term: view.t('公开', 'Public'),
              value: (
                <>
                  {fields.avoidDepartmentId
                    ? view.t('保密，只有纪检受理人员能看', 'confidential')
                    : fields.visibility === 'private' || fields.type === 'report'
                      ? view.t('不公开', 'no')
                      : view.t('公开问题和答复', 'yes')}{' '}
                  {change('contact')}
                </>
              ),
            },
          ]}
        />
        {office && (
          <p>
            {view.t(
              `看起来归${office}管，提交后马上送到。`,
              `It looks like a matter for ${office}; it gets there at once.`,
            )}
          </p>
        )}
        <Form view={view} action="/report/check">
          <input type="hidden" name="key" value={formKey} />
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
        '如果是同一件事，可以直接看它的进度。您仍然可以提交，会单独答复您。',
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
  readonly office: string | null;
}) => (
  <Layout view={view} title={view.t('已收到', 'Received')} personal document={{ number: receipt.number }}>
    <Stack gap="large">
      <PageHeading
        title={view.t('已收到您反映的问题', 'We have your report')}
        lead={
          office
            ? view.t(`已交给${office}。`, `${office} has it.`)
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
            '查询码只显示这一次。有了它，可以补充说明、评价、要求重办，请不要告诉别人。',
            'The query code is shown only once. With it you can add to the report, rate it, or ask to reopen it. Keep it to yourself.',
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
