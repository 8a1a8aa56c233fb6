import type { Child } from 'hono/jsx';
import { safeHref } from '../../safe-href.ts';

export type HeatLevel = 1 | 2 | 3 | 4 | 5;

export interface DistrictTile {
  readonly code: string;
  readonly name: string;
  /** Printed for people, with its unit: "12 件超期". */
  readonly value: Child;
  /** 1 least, 5 most pressing. Left out where nothing was measured. */
  readonly level?: HeatLevel | undefined;
  readonly href?: string | undefined;
}

/** Districts as labelled tiles: no outline of land is drawn, and each figure stands in words beside its level. */
export const DistrictTiles = ({
  label,
  tiles,
}: {
  readonly label: string;
  readonly tiles: readonly DistrictTile[];
}) => (
  <ul class="districts" role="list" aria-label={label}>
    {tiles.map(({ name, value, level, href }) => (
      <li class={level === undefined ? 'district' : `district heat-${level}`}>
        <p class="district-name">{href === undefined ? name : <a href={safeHref(href)}>{name}</a>}</p>
        <p class="number">{value}</p>
        {level !== undefined && (
          <svg class="district-level" width="40" height="8" aria-hidden="true">
            {[1, 2, 3, 4, 5].map((step) => (
              <rect
                class={step <= level ? 'level-on' : 'level-off'}
                x={(step - 1) * 8}
                y={step <= level ? 0 : 6}
                width="6"
                height={step <= level ? 8 : 2}
              />
            ))}
          </svg>
        )}
      </li>
    ))}
  </ul>
);
