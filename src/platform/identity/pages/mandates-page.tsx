import type { FieldFault } from '../../../kernel/errors.ts';
import {
  Button,
  ButtonRow,
  DateField,
  DateTime,
  Empty,
  ErrorSummary,
  Form,
  Layout,
  Notice,
  PageHeading,
  RadioField,
  Section,
  Table,
  Tag,
  TextField,
} from '../../../ui/components.ts';
import type { View } from '../../../ui/view.ts';
import { LONGEST_MANDATE_DAYS, MANDATE_SCOPES, type MandateScope, type NamedMandate } from '../mandates.ts';
import { AccountFrame } from './account-frame.tsx';

/** What was typed, to show the form again. */
export type MandateInput = Readonly<Partial<Record<string, string>>>;

interface MandatesPageProps {
  readonly view: View;
  readonly accountId: string;
  readonly mandates: readonly NamedMandate[];
  readonly done: boolean;
  readonly faults?: readonly FieldFault[];
  readonly input?: MandateInput;
}

export const mandatesPage = ({
  view,
  accountId,
  mandates,
  done,
  faults = [],
  input = {},
}: MandatesPageProps) => (
  <AccountFrame view={view} title={view.t('代办授权', 'Mandates')}>
    <ErrorSummary view={view} faults={faults} />
    {done && (
      <Notice tone="ok" live>
        {view.t('已办好，双方都会收到短信。', 'Done. Both of you get a message.')}
      </Notice>
    )}
    <PageHeading
      title={view.t('代办授权', 'Mandates')}
      lead={view.t(
        '您可以让家人或信得过的人替您办一类事，到期自动结束，随时可以取消。也可以到窗口凭签字的授权书办理。',
        'Let family or somebody you trust act for you in one area. It ends by itself, and you can end it at any time. A service window can record it from a signed paper.',
      )}
    />
    <MandateList view={view} accountId={accountId} mandates={mandates} />
    <Section title={view.t('新授权一个人', 'Give a mandate')}>
      <Form view={view} action="/account/mandates">
        <HelperFields view={view} faults={faults} input={input} />
        <ButtonRow>
          <Button>{view.t('授权', 'Give the mandate')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  </AccountFrame>
);

interface FieldsProps {
  readonly view: View;
  readonly faults: readonly FieldFault[];
  readonly input: MandateInput;
}

const HelperFields = ({ view, faults, input }: FieldsProps) => (
  <>
    <TextField
      view={view}
      name="helperPhone"
      label={view.t('代办人的手机号', 'Mobile number of the helper')}
      type="tel"
      inputmode="tel"
      autocomplete="off"
      width="medium"
      value={input.helperPhone}
      faults={faults}
    />
    <TextField
      view={view}
      name="helperName"
      label={view.t('代办人的姓名', 'Name of the helper')}
      autocomplete="off"
      width="medium"
      value={input.helperName}
      faults={faults}
    />
    <RadioField
      view={view}
      name="scope"
      label={view.t('可以替办什么', 'What may the helper do')}
      value={input.scope}
      choices={Object.entries(MANDATE_SCOPES).map(([value, label]) => ({ value, label: view.say(label) }))}
      faults={faults}
    />
    <DateField
      view={view}
      name="until"
      label={view.t('到哪天为止', 'Until which day')}
      hint={view.t(
        `包括这一天，最长 ${LONGEST_MANDATE_DAYS} 天`,
        `That day included, at most ${LONGEST_MANDATE_DAYS} days`,
      )}
      value={input.until}
      faults={faults}
    />
  </>
);

type ListProps = Pick<MandatesPageProps, 'view' | 'accountId' | 'mandates'>;

function MandateList({ view, accountId, mandates }: ListProps) {
  if (mandates.length === 0)
    return (
      <Empty
        title={view.t(
          '这里会列出您给出和收到的授权',
          'Mandates that you gave or were given will be listed here',
        )}
        reason={view.t('现在还没有。在下面可以授权一个人。', 'There is none. You can give one below.')}
      />
    );
  return (
    <Form view={view} action="/account/mandates/end">
      <Table
        caption={view.t('最新的在前', 'Newest first')}
        rows={mandates}
        columns={[
          { heading: view.t('谁替谁', 'Who for whom'), cell: (row) => pairText(view, accountId, row) },
          { heading: view.t('办什么', 'What'), cell: (row) => scopeText(view, row.scope) },
          { heading: view.t('到哪天', 'Until'), cell: (row) => <DateTime view={view} at={row.validUntil} /> },
          { heading: view.t('怎么登记的', 'Recorded'), cell: (row) => recordedText(view, row) },
          { heading: view.t('现在', 'Now'), cell: (row) => <EndMandate view={view} mandate={row} /> },
        ]}
      />
    </Form>
  );
}

function EndMandate({ view, mandate }: { readonly view: View; readonly mandate: NamedMandate }) {
  if (mandate.revokedAt !== null) return <Tag>{view.t('已取消', 'ended')}</Tag>;
  if (mandate.validUntil <= view.now) return <Tag>{view.t('已到期', 'run out')}</Tag>;
  return (
    <Button
      kind="danger"
      name="mandateId"
      value={mandate.id}
      describe={view.t(
        `取消授权：${scopeText(view, mandate.scope)}`,
        `End the mandate: ${scopeText(view, mandate.scope)}`,
      )}
    >
      {view.t('取消', 'End')}
    </Button>
  );
}

const scopeText = (view: View, scope: MandateScope) => view.say(MANDATE_SCOPES[scope]);

function pairText(view: View, accountId: string, { principalId, principalName, helperName }: NamedMandate) {
  return principalId === accountId
    ? view.t(`${helperName}替您`, `${helperName} for you`)
    : view.t(`您替${principalName}`, `you for ${principalName}`);
}

const recordedText = (view: View, { recordedHow, paperReference }: NamedMandate) =>
  recordedHow === 'online'
    ? view.t('本人在网上', 'online, in person')
    : view.t(`窗口，授权书 ${paperReference}`, `at a window, paper ${paperReference}`);

interface CounterPageProps {
  readonly view: View;
  readonly done: boolean;
  readonly faults?: readonly FieldFault[];
  readonly input?: MandateInput;
}

/** For the clerk at a counter who has the signed paper in hand. */
export const counterMandatePage = ({ view, done, faults = [], input = {} }: CounterPageProps) => (
  <Layout view={view} title={view.t('登记纸质代办授权', 'Record a paper mandate')} area="desk" personal>
    <ErrorSummary view={view} faults={faults} />
    {done && (
      <Notice tone="ok" live>
        {view.t('已登记，双方都会收到短信。', 'Recorded. Both people get a message.')}
      </Notice>
    )}
    <PageHeading
      title={view.t('登记纸质代办授权', 'Record a paper mandate')}
      lead={view.t(
        '核对双方证件和签字后填写。授权书原件按编号存档。',
        'Check both identity cards and the signature first. File the paper under its number.',
      )}
    />
    <Form view={view} action="/desk/mandates">
      <TextField
        view={view}
        name="principalName"
        label={view.t('本人姓名', 'Name of the person')}
        autocomplete="off"
        width="medium"
        value={input.principalName}
        faults={faults}
      />
      <TextField
        view={view}
        name="principalPhone"
        label={view.t('本人手机号', 'Mobile number of the person')}
        type="tel"
        autocomplete="off"
        width="medium"
        value={input.principalPhone}
        faults={faults}
      />
      <HelperFields view={view} faults={faults} input={input} />
      <TextField
        view={view}
        name="paperReference"
        label={view.t('授权书编号', 'Number of the paper')}
        autocomplete="off"
        width="medium"
        value={input.paperReference}
        faults={faults}
      />
      <ButtonRow>
        <Button>{view.t('登记', 'Record')}</Button>
      </ButtonRow>
    </Form>
  </Layout>
);
