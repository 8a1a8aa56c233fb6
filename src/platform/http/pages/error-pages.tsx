import type { AppError } from '../../../kernel/errors.ts';
import {
  ErrorSummary,
  Layout,
  Link,
  LinkButton,
  PageHeading,
  SearchBox,
  Stack,
} from '../../../ui/components.ts';
import type { View } from '../../../ui/view.ts';

export const refusalPage = (view: View, error: AppError) => (
  <Layout view={view} title={heading(view, error.status)} personal>
    <ErrorSummary view={view} faults={error.fields} />
    <PageHeading title={heading(view, error.status)} lead={view.say(error.userMessage)} />
    <WaysOn view={view} />
  </Layout>
);

function heading(view: View, status: number): string {
  if (status === 403) return view.t('这一页不对您开放', 'This page is not open to you');
  if (status === 404) return view.t('没有找到', 'Not found');
  if (status === 409) return view.t('现在办不了这一步', 'Not possible at this step');
  if (status === 413) return view.t('内容太大', 'Too large');
  if (status === 429) return view.t('请稍等一下', 'Please wait a moment');
  if (status >= 500) return view.t('我们这边出了问题', 'Something is wrong on our side');
  return view.t('没有提交成功', 'Not sent');
}

export const notFoundPage = (view: View) => (
  <Layout view={view} title={view.t('没有这一页', 'No such page')} personal>
    <Stack gap="large">
      <PageHeading
        title={view.t('没有这一页', 'No such page')}
        lead={view.t(
          '网址可能不完整，或者这一页已经搬走。可以在这里找：',
          'The address may be incomplete, or the page has moved. Search for it here:',
        )}
      />
      <SearchBox view={view} action="/search" label={view.t('您要找什么？', 'What are you looking for?')} />
      <WaysOn view={view} />
    </Stack>
  </Layout>
);

/** A bug: its reference for the telephone, and ways to get the thing done all the same. */
export const bugPage = (view: View, reference: string) => (
  <Layout view={view} title={view.t('我们这边出了问题', 'Something is wrong on our side')} personal>
    <PageHeading
      title={view.t('我们这边出了问题', 'Something is wrong on our side')}
      lead={view.t(
        `刚才这一步没有完成。按浏览器的“返回”，您填的内容还在，可以再试一次。仍不行请打 12345，报编号 ${reference}。`,
        `This step was not completed. Go back: what you typed is still there; try again. If it fails again, phone 12345 and give the reference ${reference}.`,
      )}
    />
    <WaysOn view={view} />
  </Layout>
);

const WaysOn = ({ view }: { readonly view: View }) => (
  <Stack>
    <p>
      <LinkButton href="/" kind="secondary">
        {view.t('回到首页', 'Home')}
      </LinkButton>
    </p>
    <p>
      {view.t('也可以打电话 ', 'Or phone ')}
      <Link href="tel:12345">12345</Link>
      {view.t('，或到政务服务窗口办理，效果一样。', ', or go to a service window: it counts the same.')}
    </p>
  </Stack>
);
