import { Button, ButtonRow, Form, Layout, Notice, PageHeading } from '../../../ui/components.ts';
import type { View } from '../../../ui/view.ts';
import type { FormInput } from '../form-data.ts';

/** What was typed, once more, with a fresh token: nothing is lost and one press sends it. Files must be chosen again. */
export const repostPage = (view: View, path: string, sent: FormInput) => {
  const input = withoutSecrets(sent);
  return (
    <Layout view={view} title={view.t('请再按一次提交', 'Please send it once more')} personal>
      <PageHeading
        title={view.t('请再按一次提交', 'Please send it once more')}
        lead={view.t(
          '这一页打开太久，或是从别处打开的。还没有提交，您填的内容还在。',
          'This page was open for too long, or was opened from elsewhere. Nothing was sent; what you typed is kept.',
        )}
      />
      {Object.values(input).some(hasFile) && (
        <Notice tone="warn">{view.t('照片需要重新选一次。', 'Please choose the photos again.')}</Notice>
      )}
      <Form view={view} action={path}>
        {Object.entries(input).flatMap(([name, value]) =>
          [value]
            .flat()
            .map((each) =>
              typeof each === 'string' ? <input type="hidden" name={name} value={each} /> : null,
            ),
        )}
        <dl class="facts">
          {Object.entries(input)
            .filter(([, value]) => typeof value === 'string' && value !== '' && value.length < 500)
            .map(([, value]) => (
              <dd>{String(value)}</dd>
            ))}
        </dl>
        <ButtonRow>
          <Button>{view.t('再次提交', 'Send again')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  );
};

/** Passwords and codes are typed again: they never stand on a page. */
const withoutSecrets = ({ password: _password, code: _code, ...rest }: FormInput): FormInput => rest;

const hasFile = (value: unknown) => [value].flat().some((each) => typeof each !== 'string');
