import type { Child, PropsWithChildren } from 'hono/jsx';
import { safeHref } from '../../safe-href.ts';

interface TileProps {
  readonly href: string;
  /** A verb and its object: "反映问题". */
  readonly title: string;
  /** What it takes or gives: "拍照或说话，3 个工作日内答复". */
  readonly about?: Child;
  /** The one task most people come for. */
  readonly main?: boolean | undefined;
}

/** A whole box that is one link; for tasks, not for decoration. */
export const Tile = ({ href, title, about, main = false }: TileProps) => (
  <li class={main ? 'tile tile-main' : 'tile'}>
    <a href={safeHref(href)}>{title}</a>
    {about !== undefined && <p>{about}</p>}
  </li>
);

export const TileGrid = ({ children, label }: PropsWithChildren<{ readonly label?: string | undefined }>) => (
  <ul class="tiles" role="list" aria-label={label}>
    {children}
  </ul>
);
