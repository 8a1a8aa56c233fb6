import type { FieldFault } from '../../../kernel/errors.ts';
import {
  Button,
  ButtonRow,
  Card,
  ErrorSummary,
  Form,
  Layout,
  Link,
  LinkButton,
  Notice,
  PageHeading,
  Section,
  Stack,
  TextField,
} from '../../../ui/components.ts';
import type { View } from '../../../ui/view.ts';
import { DEMONSTRATION_PASSWORD, type DemonstrationAccount } from '../demonstration.ts';

export interface SignInPageProps {
  readonly view: View;
  /** Where to go afterwards; checked already. Empty: the first page of the person's role. */
  readonly next: string;
  readonly faults?: readonly FieldFault[];
  readonly phone?: string;
  readonly login?: string;
  /** Nobody outside the demonstration. */
  readonly demonstration: readonly DemonstrationAccount[];
}

/** One page for everybody: citizens first, officials below, the demonstration's log-ins last. */
export const signInPage = (props: SignInPageProps) => {
  const { view, next, faults = [] } = props;
  return (
    <Layout view={view} title={view.t('登录', 'Sign in')} area="account" personal>
      <Stack gap="page">
        <ErrorSummary view={view} faults={faults} />
        <PageHeading title={view.t('登录', 'Sign in')} lead={lead(view)} />
        {view.actor !== null && <SignedInAlready view={view} name={view.actor.name} />}
        <Card title={view.t('群众：用手机号', 'Citizens: with your mobile')}>
          <Form view={view} action="/sign-in/code">
            <Next next={next} />
            <TextField
              view={view}
              name="phone"
              label={view.t('手机号', 'Mobile number')}
              hint={view.t(
                '11 位。我们发一条短信，里面有 6 位数字；第一次登录就是注册。',
                '11 digits. We send a text message with 6 digits; the first time opens your account.',
              )}
              type="tel"
              inputmode="tel"
              autocomplete="tel-national"
              width="medium"
              value={props.phone}
              faults={faults}
            />
            <ButtonRow>
              <Button>{view.t('发短信给我', 'Send me a message')}</Button>
            </ButtonRow>
          </Form>
        </Card>
        <OfficialForm {...props} />
        {props.demonstration.length > 0 && (
          <DemonstrationLogIns view={view} next={next} accounts={props.demonstration} />
        )}
      </Stack>
    </Layout>
  );
};

const lead = (view: View) =>
  view.t(
    '不登录也能反映问题、凭编号查进度。登录后能看到您办过的所有事。',
    'You can report a problem and follow it by its number without signing in. Signed in, you see everything you have asked for.',
  );

const Next = ({ next }: { readonly next: string }) => <input type="hidden" name="next" value={next} />;

const SignedInAlready = ({ view, name }: { readonly view: View; readonly name: string }) => (
  <Notice>
    <Stack>
      <p>
        {view.t(
          `现在登录的是${name}。在下面可以换一个账号。`,
          `You are signed in as ${name}. Below you can change to another account.`,
        )}
      </p>
      <Form view={view} action="/sign-out">
        <Button kind="secondary">{view.t('退出登录', 'Sign out')}</Button>
      </Form>
    </Stack>
  </Notice>
);

const OfficialForm = ({ view, next, login, faults = [] }: SignInPageProps) => (
  <Card title={view.t('工作人员', 'Officials')}>
    <Form view={view} action="/sign-in/official">
      <Next next={next} />
      <TextField
        view={view}
        name="login"
        label={view.t('登录名', 'Login')}
        autocomplete="username"
        width="medium"
        value={login}
        faults={faults}
      />
      <TextField
        view={view}
        name="password"
        label={view.t('密码', 'Password')}
        type="password"
        autocomplete="current-password"
        width="medium"
        faults={faults}
      />
      <TextField
        view={view}
        name="code"
        label={view.t('验证器上的 6 位数字', 'The 6 digits of your authenticator')}
        hint={view.t('没有设置过验证器就不用填', 'Leave empty if you never set one up')}
        inputmode="numeric"
        autocomplete="one-time-code"
        width="short"
        optional
        faults={faults}
      />
      <ButtonRow>
        <Button kind="secondary">{view.t('登录工作台', 'Sign in to the desk')}</Button>
      </ButtonRow>
    </Form>
    <p class="quiet">
      {view.t(
        '忘记密码或丢了手机，请找本单位的平台运维；群众请打 ',
        'Forgot the password or lost the phone? Ask your operator; citizens phone ',
      )}
      <Link href="tel:12345">12345</Link>
    </p>
  </Card>
);

interface DemonstrationProps {
  readonly view: View;
  readonly next: string;
  readonly accounts: readonly DemonstrationAccount[];
}

const DemonstrationLogIns = ({ view, next, accounts }: DemonstrationProps) => (
  <Section title={view.t('示范登录：点一下就进', 'Demonstration: one click')}>
    <p>
      {view.t(
        '这里的人和单位都是虚构的。工作人员也可以用登录名，密码都是 ',
        'All people and offices here are invented. Officials can also use their login; the password is ',
      )}
      <code>{DEMONSTRATION_PASSWORD}</code>
      {view.t('。群众的短信在', '. Text messages to citizens are in the ')}
      <Link href="/outbox">{view.t('示范发件箱', 'demonstration outbox')}</Link>
      {view.t('里看。', '.')}
    </p>
    <Form view={view} action="/sign-in/demonstration">
      <Next next={next} />
      <div class="grid">
        {accounts.map((account) => (
          <Button kind="secondary" name="accountId" value={account.id}>
            {account.name} · {view.say(account.label)}
          </Button>
        ))}
      </div>
    </Form>
  </Section>
);

interface CodePageProps {
  readonly view: View;
  readonly next: string;
  readonly codeId: string;
  readonly faults?: readonly FieldFault[];
}

/** The second step of a citizen's sign-in. */
export const codePage = ({ view, next, codeId, faults = [] }: CodePageProps) => (
  <Layout view={view} title={view.t('填写短信里的数字', 'Enter the digits')} area="account" personal>
    <ErrorSummary view={view} faults={faults} />
    <PageHeading
      title={view.t('填写短信里的数字', 'Enter the digits')}
      lead={view.t(
        '短信已经发出，5 分钟内有效。没收到？等一分钟后返回上一页再发一次，或打 12345。',
        'The message is on its way and is valid for 5 minutes. Nothing came? Wait a minute, go back and send it again, or phone 12345.',
      )}
    />
    <Form view={view} action="/sign-in/code/check">
      <Next next={next} />
      <input type="hidden" name="codeId" value={codeId} />
      <TextField
        view={view}
        name="code"
        label={view.t('6 位数字', '6 digits')}
        hint={view.t('工作人员不会向您要这个号码', 'Nobody from the office will ask you for it')}
        inputmode="numeric"
        autocomplete="one-time-code"
        width="short"
        faults={faults}
      />
      <ButtonRow>
        <Button>{view.t('登录', 'Sign in')}</Button>
      </ButtonRow>
    </Form>
    {view.demo && (
      <p>
        {view.t(
          '示范模式不发真短信，数字在',
          'The demonstration sends no real messages: the digits are in the ',
        )}
        <Link href="/outbox">{view.t('示范发件箱', 'demonstration outbox')}</Link>
        {view.t('里。', '.')}
      </p>
    )}
    <p>
      <LinkButton kind="plain" href={next === '' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`}>
        {view.t('换一个手机号，或再发一次', 'Another number, or send it again')}
      </LinkButton>
    </p>
  </Layout>
);
