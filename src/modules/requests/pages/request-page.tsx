import { type Bilingual, both } from '../../../kernel/bilingual.ts';
import {
  ButtonRow,
  Card,
  DateTime,
  dateTimeText,
  type Fact,
  Facts,
  Layout,
  Link,
  LinkButton,
  Notice,
  PageHeading,
  PrintButton,
  ReadAloud,
  Section,
  Split,
  Stack,
  Timeline,
  type TimelineItem,
  WorkDaysLeft,
} from '../../../ui/components.ts';
import type { View } from '../../../ui/view.ts';
import type { PublicDetail, PublicStep } from '../db/public.ts';
import { maskInReply, maskInText } from '../domain/mask-in-text.ts';
import { printedDay } from '../domain/printed-day.ts';
import { publicState } from '../domain/public-state.ts';
import type { CitizenRequest } from '../domain/request.ts';
import { isOpen, RATINGS, STATES, type State, TYPES } from '../domain/states.ts';
import { type Action, transition } from '../domain/transitions.ts';
import type { Names } from './desk-pages.tsx';
import { portalNavigation } from './portal-navigation.ts';

export interface PublicRequestProps {
  readonly view: View;
  readonly request: CitizenRequest;
  readonly detail: PublicDetail;
  /** The reader sent it, acts for who did, or showed its code. */
  readonly own: boolean;
  readonly actions: readonly Action[];
  readonly names: Names;
  readonly office: { readonly name: string; readonly phone: string } | null;
}

/** Answers at once what needs no other office. */
export const CENTRE = both('12345 政务服务中心', '12345 Citizen Service Centre');

/** Words of the matter are for its reporter, and for everybody when it is public and not yet put away. */
const isReadable = ({ own, request }: PublicRequestProps) =>
  own || (request.visibility === 'public' && request.state !== 'archived');

/** Who has it? By when? What next? Must I do anything? How do I say “not solved”? */
export function PublicRequestPage(props: PublicRequestProps) {
  const { view, request, names } = props;
  const readable = isReadable(props);
  const category = names.category(request.category);
  const title = readable
    ? maskInText(request.title)
    : view.t(`${category.zh}（内容不公开）`, `${category.en} (not public)`);
  return (
    <Layout
      view={view}
      title={title}
      navigation={portalNavigation(view)}
      document={{ number: request.number }}
      personal={!readable || props.own}
    >
      <Stack gap="large">
        <PageHeading title={title} over={request.number} />
        <Split aside={<PublicFacts {...props} />}>
          <NextStep {...props} />
          <OwnActions {...props} />
          {readable && <Matter {...props} />}
          <ButtonRow>
            <ReadAloud view={view} />
            <PrintButton view={view} />
          </ButtonRow>
        </Split>
      </Stack>
    </Layout>
  );
}

function Matter(props: PublicRequestProps) {
  const { view, request, detail } = props;
  const answer = answerOf(detail.steps);
  return (
    <>
      {answer?.text && (
        <Section title={view.t('答复', 'The answer')}>
          <Card>
            <p class="prewrap">{maskInReply(answer.text)}</p>
            <p class="quiet">
              {props.office?.name ?? view.say(CENTRE)} <DateTime view={view} at={answer.at} />
            </p>
            <PhotoList {...props} kinds={['reply']} />
          </Card>
        </Section>
      )}
      <Section title={view.t('反映的问题', 'The problem')}>
        <p class="prewrap">{maskInText(request.body)}</p>
        <PhotoList {...props} kinds={props.own ? ['report', 'supplement'] : ['report']} />
      </Section>
      <Section title={view.t('办理经过', 'What happened')}>
        <Timeline
          view={view}
          items={[
            ...detail.steps.map((step) => timelineItem(props, step, step === answer)),
            ...expectedItems(view, request),
          ]}
        />
      </Section>
    </>
  );
}

/** The newest approved answer. */
const answerOf = (steps: readonly PublicStep[]) =>
  steps.findLast(({ action }) => action === 'approve-reply' || action === 'answer-directly');

function NextStep({ view, request, detail, office, names, own }: PublicRequestProps) {
  const { state, dueAt } = request;
  const late = dueAt !== null && isOpen(state) && dueAt < view.now;
  const days = dueAt && isOpen(state) ? names.daysLeft(dueAt) : null;
  return (
    <Notice
      tone={late ? 'late' : isOpen(state) ? 'info' : 'ok'}
      title={view.say(STATES[publicState(state)].name)}
    >
      <p>{view.say(nextSentence({ view, request, office, late, own }))}</p>
      {days !== null && (
        <p>
          <WorkDaysLeft view={view} days={late ? Math.min(days, -1) : days} />
        </p>
      )}
      {request.provisional && dueAt && isOpen(state) && (
        <p>
          {view.t(
            '到期日跨到放假安排还没公布的年份，可能顺延。',
            'The date lies in a year whose holidays are not announced; it may move.',
          )}
        </p>
      )}
      {detail.mainNumber && (
        <p>
          <Link href={`/requests/${detail.mainNumber}`}>
            {view.t(`一起办的那件：${detail.mainNumber}`, `The other report: ${detail.mainNumber}`)}
          </Link>
        </p>
      )}
      {detail.children > 0 && (
        <p>
          {view.t(
            `还有 ${detail.children} 人反映了同一件事，一起办，分别答复。`,
            `${detail.children} more reported the same; all are answered.`,
          )}
        </p>
      )}
    </Notice>
  );
}

interface Standing {
  readonly view: View;
  readonly request: CitizenRequest;
  readonly office: PublicRequestProps['office'];
  readonly late: boolean;
  readonly own: boolean;
}

const nextSentence = (standing: Standing): Bilingual =>
  (standing.late ? lateSentence(standing) : stateSentence(standing)) ?? waitingSentence(standing);

function lateSentence({ request: { supervisionLevel, supervisionLeader }, office }: Standing): Bilingual {
  const supervised = supervisionLevel >= 2 && supervisionLeader !== null;
  const zh = office?.name ?? CENTRE.zh;
  const en = office?.name ?? CENTRE.en;
  return both(
    `${zh}没有按时答复。${supervised ? `已督办，责任人${supervisionLeader}。` : ''}您可以打 12345 催办。`,
    `${en} is late.${supervised ? ` Under supervision; responsible: ${supervisionLeader}.` : ''} You may phone 12345.`,
  );
}

/** What a state says by itself; undefined where the office and its date say more. */
function stateSentence({ request, office, own }: Standing): Bilingual | undefined {
  const { state, plannedFor, ratedAt } = request;
  const sentences: Partial<Record<State, Bilingual>> = {
    'need-info': own
      ? both(
          '还需要您补充说明，要补什么写在“办理经过”里。补充前不计时。',
          'We need more from you: see “What happened”. The clock stands still until then.',
        )
      : both(
          '正在等反映人补充说明，补充前不计时。',
          'Waiting for more from the reporter; the clock stands still until then.',
        ),
    closed: answeredSentence(own, ratedAt),
    answered: answeredSentence(own, ratedAt),
    planned: both(
      `${office?.name ?? ''}已列入计划，${plannedFor ? printedDay(plannedFor).zh : ''}前办成。办成之前不算办结。`,
      `${office?.name ?? ''} has planned it for ${plannedFor ?? ''}. It stays open until then.`,
    ),
    merged: both(
      '和另一件反映同一问题的诉求一起办，结果会分别答复。您现在不用做什么。',
      'Handled together with another report of the same; each gets its own reply. You need not do anything now.',
    ),
    rejected: both(
      '没有受理。理由和该找谁写在“办理经过”里。',
      'It was not accepted. “What happened” says why, and whom to ask.',
    ),
    terminated: both(
      '已经终止办理，理由写在“办理经过”里。有新情况可以重新反映。',
      'It was ended; “What happened” says why. Report it again if there is something new.',
    ),
    withdrawn: both(
      '反映人已经撤回。需要时可以重新反映。',
      'The reporter withdrew it. It can be reported again at any time.',
    ),
    archived: both(
      '这件事已经办完归档，联系人信息已按保存期限删除。',
      'This matter is over and archived; the contact data were erased when their time was up.',
    ),
  };
  return sentences[state];
}

function answeredSentence(own: boolean, ratedAt: Date | null): Bilingual {
  if (!own) return both('已经答复。', 'Answered.');
  return ratedAt
    ? both(
        '已经答复，您也评价过了。问题没解决，可以要求重办。',
        'Answered, and rated by you. If it is not solved, ask to reopen it.',
      )
    : both(
        '已经答复。请评价；问题没解决，可以要求重办。',
        'Answered. Please rate it; if it is not solved, ask to reopen it.',
      );
}

function waitingSentence({ view, request: { dueAt }, office }: Standing): Bilingual {
  if (!office)
    return both(
      '正在确认归哪个单位管，确认后马上送去。您现在不用做什么。',
      'We are finding the right office. You need not do anything now.',
    );
  if (!dueAt)
    return both(
      `已交给${office.name}。到期那一年的放假安排还没公布，公布后在这里写明日期。您现在不用做什么。`,
      `${office.name} has it. The holidays of the year it falls due in are not announced; the date will stand here. You need not do anything now.`,
    );
  const by = dateTimeText(view, dueAt);
  return both(
    `已交给${office.name}，${by} 前答复。您现在不用做什么。`,
    `${office.name} has it and answers by ${by}. You need not do anything now.`,
  );
}

/** What is still to come, and when. */
function expectedItems(view: View, { state, dueAt }: CitizenRequest): TimelineItem[] {
  if (!isOpen(state) || dueAt === null) return [];
  const late = dueAt < view.now;
  return [
    {
      title: late
        ? view.t('应当答复，还没有答复', 'The answer was due')
        : view.t('在此之前答复', 'Answer due'),
      at: dueAt,
      state: late ? 'late' : 'next',
    },
  ];
}

function timelineItem(
  { view, names }: PublicRequestProps,
  { at, action, actorDepartmentId, text }: PublicStep,
  shownAbove: boolean,
): TimelineItem {
  const masked = text && (actorDepartmentId ? maskInReply(text) : maskInText(text));
  return {
    at,
    title: action === 'submit' ? view.t('收到反映', 'Received') : view.say(transition(action as Action).name),
    body: shownAbove ? view.t('答复全文在上面。', 'The answer stands above.') : masked || undefined,
    by: actorDepartmentId ? view.say(names.department(actorDepartmentId)) : undefined,
  };
}

function PhotoList({
  view,
  detail,
  kinds,
}: PublicRequestProps & { readonly kinds: readonly PublicDetail['photos'][number]['kind'][] }) {
  const photos = detail.photos.filter(({ kind }) => kinds.includes(kind));
  return photos.length === 0 ? null : (
    <ul role="list" class="photos">
      {photos.map(({ fileId }, index) => (
        <li>
          <a href={`/files/${fileId}`}>
            <img
              src={`/files/${fileId}?size=small`}
              alt={view.t(`现场照片 ${index + 1}`, `Photo ${index + 1}`)}
              loading="lazy"
              width="160"
            />
          </a>
        </li>
      ))}
    </ul>
  );
}

function PublicFacts(props: PublicRequestProps) {
  const { view, request, names } = props;
  const items: Fact[] = [
    { term: view.t('分类', 'Category'), value: view.say(names.category(request.category)) },
    { term: view.t('地区', 'District'), value: names.division(request.divisionCode) },
    ...(isReadable(props) ? openFacts(props) : []),
  ];
  return (
    <Card title={view.t('这件事', 'This matter')}>
      <Facts items={items} />
    </Card>
  );
}

function openFacts({ view, request, office }: PublicRequestProps): Fact[] {
  const { address, rating, solved } = request;
  const facts: (Fact | false)[] = [
    { term: view.t('类型', 'Kind'), value: view.say(TYPES[request.type]) },
    address !== '' && { term: view.t('地点', 'Place'), value: maskInText(address) },
    {
      term: view.t('承办', 'Office'),
      value: office ? (
        <>
          {office.name} <Link href={`tel:${office.phone}`}>{office.phone}</Link>
        </>
      ) : (
        view.say(request.state === 'answered' ? CENTRE : both('尚未确定', 'not decided yet'))
      ),
    },
    { term: view.t('收到', 'Received'), value: <DateTime view={view} at={request.receivedAt} /> },
    ...limitFacts(view, request),
    rating !== null && { term: view.t('评价', 'Rating'), value: view.say(RATINGS[rating]) },
    solved !== null && {
      term: view.t('解决了吗', 'Solved?'),
      value: solved ? view.t('解决了', 'Yes') : view.t('没有', 'No'),
    },
  ];
  return facts.filter((fact) => fact !== false);
}

function limitFacts(view: View, { limitAmount, limitUnit, dueAt, originalDueAt }: CitizenRequest): Fact[] {
  if (limitAmount === null) return [];
  const unit = {
    'work-days': both('个工作日', 'working days'),
    'calendar-days': both('天', 'days'),
    hours: both('小时', 'hours'),
  };
  const extended = dueAt !== null && originalDueAt !== null && dueAt > originalDueAt;
  return [
    {
      term: view.t('承诺时限', 'Promised'),
      value: `${limitAmount} ${limitUnit ? view.say(unit[limitUnit]) : ''}`,
    },
    ...(dueAt ? [{ term: view.t('到期', 'Due'), value: <DateTime view={view} at={dueAt} /> }] : []),
    ...(extended && originalDueAt
      ? [{ term: view.t('原来到期', 'Due at first'), value: <DateTime view={view} at={originalDueAt} /> }]
      : []),
  ];
}

const OwnActions = ({ view, request, own, actions }: PublicRequestProps) =>
  own ? (
    <ButtonRow>
      {actions.map((action, index) => (
        <LinkButton
          href={`/requests/${request.number}/${action}`}
          kind={index === 0 ? 'primary' : 'secondary'}
        >
          {view.say(reporterActionName(action))}
        </LinkButton>
      ))}
    </ButtonRow>
  ) : (
    <p>
      {view.t('这是您反映的？', 'Did you report this? ')}
      <Link href={`/track?number=${request.number}`}>{view.t('输入查询码', 'Enter the query code')}</Link>
      {view.t('，可以补充、评价或要求重办。', ' to add to it, rate it or reopen it.')}
    </p>
  );

/** The table names actions for clerks; a citizen who is not content looks for these words. */
export const reporterActionName = (action: Action): Bilingual =>
  action === 'reopen' ? both('问题没解决，要求重办', 'Not solved: reopen it') : transition(action).name;
