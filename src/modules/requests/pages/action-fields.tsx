import type { FieldFault } from '../../../kernel/errors.ts';
import {
  DateField,
  RadioField,
  Rating,
  SelectField,
  TextAreaField,
  TextField,
} from '../../../ui/components.ts';
import type { View } from '../../../ui/view.ts';
import { categories } from '../domain/categories.ts';
import { REFUSAL_REASONS } from '../domain/refusal-reasons.ts';
import type { Action } from '../domain/transitions.ts';

export interface ActionForm {
  readonly view: View;
  readonly values: Readonly<Record<string, string>>;
  readonly faults: readonly FieldFault[];
  readonly offices: readonly { readonly value: string; readonly label: string }[];
  /** Asked points of the request that the reply must meet. */
  readonly points: readonly string[];
  readonly templates: readonly { readonly name: string; readonly text: string }[];
}

type Fields = (form: ActionForm) => unknown;

const common = ({ view, values, faults }: ActionForm, name: string) => ({
  view,
  name,
  value: values[name],
  faults,
});

const area = (form: ActionForm, name: string, zh: string, en: string, limit = 500, optional = false) => (
  <TextAreaField
    {...common(form, name)}
    label={form.view.t(zh, en)}
    limit={limit}
    rows={4}
    optional={optional}
  />
);

const office = (form: ActionForm, name: string, zh: string, en: string) => (
  <SelectField
    {...common(form, name)}
    label={form.view.t(zh, en)}
    choices={form.offices}
    prompt={form.view.t('请选择', 'Choose')}
  />
);

const yesNo = (form: ActionForm, name: string, zh: string, en: string) => (
  <RadioField
    {...common(form, name)}
    label={form.view.t(zh, en)}
    inline
    choices={[
      { value: 'yes', label: form.view.t('是', 'Yes') },
      { value: 'no', label: form.view.t('否', 'No') },
    ]}
  />
);

const reason: Fields = (form) => area(form, 'reason', '理由', 'Reason');
const nothing: Fields = () => null;

/** What each action asks for. An action without fields is confirmed with its button alone. */
export const ACTION_FIELDS: Readonly<Record<Action, Fields>> = {
  reject: (form) => (
    <>
      <RadioField
        {...common(form, 'reason')}
        label={form.view.t('不予受理的理由', 'Why it cannot be accepted')}
        choices={Object.entries(REFUSAL_REASONS).map(([value, { name, channel }]) => ({
          value,
          label: form.view.say(name),
          hint: form.view.say(channel),
        }))}
      />
      {area(form, 'explanation', '说明（群众会看到）', 'Explanation (the citizen reads it)')}
    </>
  ),
  'appeal-rejection': (form) => area(form, 'text', '为什么应当受理？', 'Why should it be accepted?', 1_000),
  'appeal-termination': (form) => area(form, 'text', '为什么不应终止？', 'Why should it go on?', 1_000),
  'ask-info': (form) => area(form, 'text', '请群众补充什么？', 'What should the citizen add?'),
  'supply-info': (form) => area(form, 'text', '补充说明', 'What you want to add', 2_000),
  supplement: (form) => area(form, 'text', '补充说明', 'What you want to add', 2_000),
  'answer-directly': (form) => area(form, 'text', '答复内容', 'Answer', 2_000),
  accept: nothing,
  dispatch: (form) => (
    <>
      <SelectField
        {...common(form, 'category')}
        label={form.view.t('分类', 'Category')}
        choices={categories.map(({ id, name }) => ({ value: id, label: form.view.say(name) }))}
        prompt={form.view.t('请选择', 'Choose')}
      />
      {office(form, 'departmentId', '承办单位', 'Office in charge')}
      {area(form, 'note', '派单说明', 'Note', 500, true)}
    </>
  ),
  sign: nothing,
  'request-return': (form) => (
    <>
      {area(form, 'evidence', '不归本单位管的依据', 'Why it is not yours', 1_000)}
      {office(form, 'proposedDepartmentId', '应当由哪个单位办理', 'Which office should have it')}
    </>
  ),
  'grant-return': (form) => (
    <>
      {office(form, 'departmentId', '由哪个单位办理', 'Which office gets it')}
      {area(form, 'reason', '裁定理由', 'Reason', 1_000)}
    </>
  ),
  'refuse-return': (form) =>
    area(form, 'reason', '裁定理由（裁定后不能再退回）', 'Reason (binding: no second hand-back)', 1_000),
  'invite-co-handler': (form) => (
    <>
      {office(form, 'departmentId', '协办单位', 'Office')}
      {area(form, 'task', '请对方做什么', 'What it should do')}
    </>
  ),
  'report-co-work': (form) => area(form, 'report', '协办结果', 'What was done', 1_000),
  'record-contact': (form) => area(form, 'text', '怎么联系的、说了什么', 'How, and what was said'),
  'request-extension': (form) => (
    <>
      <TextField
        {...common(form, 'amount')}
        label={form.view.t('延长几个工作日', 'How many working days')}
        type="number"
        inputmode="numeric"
        width="short"
      />
      {area(form, 'reason', '延期理由（群众会看到）', 'Reason (the citizen reads it)')}
    </>
  ),
  'approve-extension': reason,
  'refuse-extension': reason,
  plan: (form) => (
    <>
      {area(form, 'measures', '打算怎么办（群众会看到）', 'Measures (the citizen reads them)', 1_000)}
      <DateField {...common(form, 'date')} label={form.view.t('办成日期', 'Date')} />
    </>
  ),
  'resume-plan': (form) => area(form, 'text', '说明', 'Note', 500, true),
  reply: (form) => (
    <>
      <ReplyTemplates {...form} />
      {area(form, 'text', '答复全文', 'Reply', 5_000)}
      {form.points.map((point, index) => (
        <>
          <input type="hidden" name={`points.${index}.point`} value={point} />
          <TextField
            {...common(form, `points.${index}.answer`)}
            label={form.view.t(`群众问：“${point}”`, `Asked: “${point}”`)}
            hint={form.view.t(
              '答复里哪一句回答了这一点；做不到的写明原因。正文已经答到的可以留空',
              'Which sentence answers it, or why it cannot be met. Leave empty when the text clearly does',
            )}
            optional
          />
        </>
      ))}
      <RadioField
        {...common(form, 'outcome')}
        label={form.view.t('办理结果', 'Outcome')}
        choices={[
          { value: 'solved', label: form.view.t('已解决', 'Solved') },
          { value: 'partly', label: form.view.t('部分解决', 'Partly solved') },
          { value: 'explained', label: form.view.t('解释说明', 'Explained') },
          { value: 'answered', label: form.view.t('已解答', 'Answered') },
        ]}
      />
    </>
  ),
  'approve-reply': (form) => area(form, 'note', '审核意见', 'Note', 500, true),
  'return-reply': (form) => (
    <>
      {area(form, 'reason', '还有什么没有答到', 'What is still unanswered')}
      {yesNo(form, 'empty', '这是一份空答复（只说已转办、正在处理）吗？', 'Is it an empty reply?')}
    </>
  ),
  'request-termination': reason,
  'approve-termination': reason,
  'refuse-termination': reason,
  'call-back': (form) => (
    <>
      {yesNo(form, 'reached', '联系上了吗？', 'Did you reach the citizen?')}
      {area(form, 'text', '回访结果', 'What was said')}
    </>
  ),
  rate: (form) => (
    <>
      <Rating {...common(form, 'score')} label={form.view.t('您满意吗？', 'How satisfied are you?')} />
      {yesNo(form, 'solved', '问题解决了吗？', 'Is it solved?')}
      {area(form, 'comment', '想说的话', 'Anything else', 1_000, true)}
    </>
  ),
  reopen: (form) => area(form, 'text', '哪里没有解决？', 'What is not solved?', 1_000),
  merge: (form) => (
    <>
      <TextField
        {...common(form, 'mainNumber')}
        label={form.view.t('主件编号', 'Number of the main request')}
        width="medium"
      />
      {area(form, 'reason', '为什么是同一件事', 'Why it is the same matter')}
    </>
  ),
  unmerge: reason,
  withdraw: (form) => area(form, 'text', '撤回原因', 'Why', 500, true),
  remind: (form) => (
    <>
      <TextField
        {...common(form, 'level')}
        label={form.view.t('督办级别（0 到 4）', 'Level (0 to 4)')}
        type="number"
        inputmode="numeric"
        width="short"
      />
      {area(form, 'text', '督办要求', 'What is required')}
    </>
  ),
  archive: nothing,
};

const ReplyTemplates = ({ view, templates }: ActionForm) =>
  templates.length === 0 ? null : (
    <details>
      <summary>{view.t(`答复模板（${templates.length}）`, `Reply templates (${templates.length})`)}</summary>
      <dl>
        {templates.map(({ name, text }) => (
          <>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </>
        ))}
      </dl>
    </details>
  );
