import type { FieldFault } from '../../../kernel/errors.ts';
import {
  Button,
  ButtonRow,
  ErrorSummary,
  Form,
  LinkButton,
  PageHeading,
  Section,
  TextField,
} from '../../../ui/components.ts';
import type { View } from '../../../ui/view.ts';
import { AccountFrame } from './account-frame.tsx';

interface SecondFactorPageProps {
  readonly view: View;
  /** Base32. */
  readonly secret: string;
  /** The QR code as an SVG document. */
  readonly qr: string;
  readonly faults?: readonly FieldFault[];
}

export const secondFactorPage = ({ view, secret, qr, faults = [] }: SecondFactorPageProps) => (
  <AccountFrame view={view} title={view.t('设置验证器', 'Set up an authenticator')}>
    <ErrorSummary view={view} faults={faults} />
    <PageHeading
      title={view.t('设置验证器', 'Set up an authenticator')}
      lead={view.t(
        '用手机上的验证器应用扫下面的码，再填它显示的 6 位数字。以后登录时都要填。',
        'Scan this with an authenticator app on your phone, then enter the 6 digits that it shows. You will need them at each sign-in.',
      )}
    />
    <Section title={view.t('第一步：扫码', 'First: scan')}>
      <p>
        <img
          src={`data:image/svg+xml,${encodeURIComponent(qr)}`}
          alt={view.t(
            '验证器的二维码，下面有可以手工输入的文字',
            'QR code for the authenticator; the text below can be typed instead',
          )}
          width="220"
          height="220"
        />
      </p>
      <p>
        {view.t('扫不了就手工输入：', 'Cannot scan? Type this: ')}
        <code>{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
    </Section>
    <Section title={view.t('第二步：填数字', 'Then: the digits')}>
      <Form view={view} action="/account/second-factor">
        <TextField
          view={view}
          name="code"
          label={view.t('6 位数字', '6 digits')}
          inputmode="numeric"
          autocomplete="one-time-code"
          width="short"
          faults={faults}
        />
        <ButtonRow>
          <Button>{view.t('确认', 'Confirm')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  </AccountFrame>
);

export const secondFactorSetPage = (view: View) => (
  <AccountFrame view={view} title={view.t('验证器已设置', 'The authenticator is set up')}>
    <PageHeading
      title={view.t('验证器已设置', 'The authenticator is set up')}
      lead={view.t(
        '不用再做什么。换了手机，请找本单位的平台运维取消旧的，再来设置。',
        'Nothing more to do. With a new phone, ask your operator to remove the old one, then set it up here.',
      )}
    />
    <p>
      <LinkButton href="/account">{view.t('回到我的账号', 'Back to my account')}</LinkButton>
    </p>
  </AccountFrame>
);
