import type { PropsWithChildren } from 'hono/jsx';
import { Layout, type NavigationItem, Stack } from '../../../ui/components.ts';
import type { View } from '../../../ui/view.ts';

const navigation = (view: View): readonly NavigationItem[] => [
  { href: '/account', label: view.t('我的账号', 'My account') },
  { href: '/account/looks', label: view.t('谁看过我的数据', 'Who saw my data') },
  ...(view.actor?.official ? [] : [{ href: '/account/mandates', label: view.t('代办授权', 'Mandates') }]),
];

/** The frame of all pages about one's own account. */
export const AccountFrame = ({
  view,
  title,
  children,
}: PropsWithChildren<{ readonly view: View; readonly title: string }>) => (
  <Layout view={view} title={title} area="account" navigation={navigation(view)} personal>
    <Stack gap="page">{children}</Stack>
  </Layout>
);
