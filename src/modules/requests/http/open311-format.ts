import { XMLBuilder } from 'fast-xml-parser';

/** What GeoReport v2 answers: a list under a root, each item under its own name. */
export interface Open311Document {
  readonly root: string;
  readonly item: string;
  readonly items: readonly Readonly<Record<string, unknown>>[];
  /** Objects such as discovery and service definitions are one thing, not a list. */
  readonly single?: boolean;
}

const builder = new XMLBuilder({ format: true, suppressEmptyNode: false });

/** XML 1.0 has no way to write most control characters, escaped or not. */
const XML_FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

export function toXml({ root, item, items, single = false }: Open311Document): string {
  const clean = items.map(printable);
  const content = single ? clean[0] : { [item]: clean };
  return `<?xml version="1.0" encoding="utf-8"?>\n${builder.build({ [root]: content ?? '' })}`;
}

const printable = (value: unknown): unknown => {
  if (typeof value === 'string') return value.replace(XML_FORBIDDEN, '');
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(printable);
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, printable(inner)]));
};

/** The JSON form: a bare list, or the object itself. */
export const toJson = ({ items, single = false }: Open311Document): unknown => (single ? items[0] : items);
