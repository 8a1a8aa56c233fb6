import type { Platform } from '../../platform/platform.ts';
import type { AnyKind } from './domain/kind.ts';

/** Rooms spread the platform into objects of their own; its pool is what stays the same, so it names the house. */
const kindsOfHouse = new WeakMap<Platform['sql'], Map<string, AnyKind>>();

type House = Pick<Platform, 'sql'>;

function kindsIn({ sql }: House): Map<string, AnyKind> {
  const kinds = kindsOfHouse.get(sql) ?? new Map<string, AnyKind>();
  kindsOfHouse.set(sql, kinds);
  return kinds;
}

/**
 * Makes a room's kinds known to the house; call it in the room's `prepare`. Registering the same kind again is harmless.
 * @throws Error when two different kinds have one id: one of them would never be re-checked
 */
export function registerBlockageKinds(house: House, ...kinds: readonly AnyKind[]): void {
  const known = kindsIn(house);
  for (const kind of kinds) {
    const before = known.get(kind.id);
    if (before !== undefined && before !== kind)
      throw new Error(`Two kinds of blockage are called ${kind.id}`);
    known.set(kind.id, kind);
  }
}

export const kindsOf = (house: House): readonly AnyKind[] => [...kindsIn(house).values()];

/** undefined: no room of this program knows the kind, so nobody can re-check it. */
export const findKind = (house: House, id: string): AnyKind | undefined => kindsIn(house).get(id);
