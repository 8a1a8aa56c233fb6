import type { FieldFault } from '../../../kernel/errors.ts';
import {
  Button,
  ButtonRow,
  Card,
  ErrorSummary,
  Form,
  Grid,
  Layout,
  PageHeading,
  Section,
  Stack,
  TextField,
} from '../../../ui/components.ts';
import type { View } from '../../../ui/view.ts';
import type { DemonstrationAccount } from '../demonstration.ts';

interface SignInProps {
  readonly view: View;
  readonly next: string;
  readonly faults: readonly FieldFault[];
  readonly values: Readonly<Record<string, string>>;
  readonly demonstration: readonly DemonstrationAccount[];
}

export const SignInPage = (props: SignInProps) => {
  const { view, faults, demonstration } = props;
  return (
    <Layout view={view} title={view.t('登录', 'Sign in')} personal>
      <ErrorSummary view={view} faults={faults} />
      <PageHeading
        title={view.t('登录', 'Sign in')}
        lead={view.t(
          '反映问题不用登录。登录后能看到您办过的事，进度会自动告诉您。',
          'You need no account to report a problem. With one you see all your matters in one place.',
        )}
      />
      <Stack gap="page">
        <Grid>
          <CitizenForm {...props} />
          <OfficialForm {...props} />
        </Grid>
        {demonstration.length > 0 && (
          <DemonstrationLogIns view={view} accounts={demonstration} next={props.next} />
        )}
      </Stack>
    </Layout>
  );
};

const Next = ({ next }: { readonly next: string }) => <input type="hidden" name="next" value={next} />;

const CitizenForm = ({ view, next, faults, values }: SignInProps) => (
  <Card title={view.t('群众：用手机号', 'Citizens: by mobile phone')}>
    <Form view={view} action="/sign-in/phone">
      <Next next={next} />
      <TextField
        view={view}
        name="phone"
        label={view.t('手机号', 'Mobile number')}
        type="tel"
        inputmode="numeric"
        autocomplete="tel"
        value={values.phone}
        faults={faults}
      />
      <ButtonRow>
        <Button>{view.t('发验证码', 'Send me a code')}</Button>
      </ButtonRow>
    </Form>
  </Card>
);

const OfficialForm = ({ view, next, faults, values }: SignInProps) => (
  <Card title={view.t('工作人员', 'Officials')}>
    <Form view={view} action="/sign-in/official">
      <Next next={next} />
      <TextField
        view={view}
        name="login"
        label={view.t('工号', 'Login')}
        autocomplete="username"
        value={values.login}
        faults={faults}
      />
      <TextField
        view={view}
        name="password"
        label={view.t('密码', 'Password')}
        type="password"
        autocomplete="current-password"
        faults={faults}
      />
      <TextField
        view={view}
        name="totp"
        label={view.t('动态口令（开通了才填）', 'One-time code, if you have one')}
        inputmode="numeric"
        autocomplete="one-time-code"
        width="short"
        optional
        faults={faults}
      />
      <ButtonRow>
        <Button kind="secondary">{view.t('登录', 'Sign in')}</Button>
      </ButtonRow>
    </Form>
  </Card>
);

const DemonstrationLogIns = ({
  view,
  accounts,
  next,
}: {
  readonly view: View;
  readonly accounts: readonly DemonstrationAccount[];
  readonly next: string;
}) => (
  <Section title={view.t('示范登录（一键，不用密码）', 'Demonstration log-ins, one click')}>
    <p>
      {view.t(
        '这些人和单位都是虚构的，只在示范模式里有。',
        'These people are invented; they exist in demonstration mode only.',
      )}
    </p>
    <Form view={view} action="/sign-in/demonstration">
      <Next next={next} />
      <ul role="list" class="grid">
        {accounts.map(({ id, name, label }) => (
          <li>
            <Button kind="secondary" name="accountId" value={id}>{`${view.say(label)} · ${name}`}</Button>
          </li>
        ))}
      </ul>
    </Form>
  </Section>
);

export const CodePage = ({
  view,
  next,
  codeId,
  faults,
}: {
  readonly view: View;
  readonly next: string;
  readonly codeId: string;
  readonly faults: readonly FieldFault[];
}) => (
  <Layout view={view} title={view.t('输入验证码', 'Enter the code')} personal>
    <ErrorSummary view={view} faults={faults} />
    <PageHeading
      title={view.t('输入短信里的 6 位数字', 'Enter the 6 digits we sent you')}
      lead={
        view.demo
          ? view.t(
              '示范模式不发真短信，请到“消息箱”（/outbox）看验证码。5 分钟内有效。',
              'In demonstration mode look in the message box (/outbox). Valid for 5 minutes.',
            )
          : view.t('5 分钟内有效。没收到可以返回重发。', 'Valid for 5 minutes. Go back to send it again.')
      }
    />
    <Form view={view} action="/sign-in/code">
      <Next next={next} />
      <input type="hidden" name="codeId" value={codeId} />
      <TextField
        view={view}
        name="code"
        label={view.t('验证码', 'Code')}
        inputmode="numeric"
        autocomplete="one-time-code"
        width="short"
        faults={faults}
      />
      <ButtonRow>
        <Button>{view.t('登录', 'Sign in')}</Button>
      </ButtonRow>
    </Form>
  </Layout>
);
