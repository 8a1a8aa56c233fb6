import type { NavigationItem } from '../../../ui/components.ts';
import type { View } from '../../../ui/view.ts';

export const portalNavigation = (view: View): NavigationItem[] => [
  { href: '/report', label: view.t('反映问题', 'Report a problem') },
  { href: '/track', label: view.t('查进度', 'Follow a report') },
  { href: '/requests', label: view.t('大家反映的', 'What others reported') },
  { href: '/help', label: view.t('帮助', 'Help') },
];
