import { maskInText } from '../domain/mask-in-text.ts';
import { OPEN_STATES } from '../domain/states.ts';
import { mostSimilar } from '../domain/text/similarity.ts';
import type { RequestsRoom } from '../room.ts';
import { divisionsAround } from './route-request.ts';

export interface NearDuplicate {
  readonly number: string;
  readonly title: string;
  readonly address: string;
  readonly likeness: number;
}

const DAYS = 60;
const LOOKED_AT = 300;

/** Open public requests in the same district that say much the same: shown before submitting, decided by the citizen. */
export async function nearDuplicates(
  room: RequestsRoom,
  report: { readonly body: string; readonly divisionCode: string; readonly address: string },
  now: Date,
): Promise<readonly NearDuplicate[]> {
  const district =
    divisionsAround(room, report.divisionCode).find((code) => code.length === 6) ?? report.divisionCode;
  const recent = await room.sql<{ number: string; title: string; text: string; address: string }[]>`
    select number, title, body as text, address from requests.request
    where division_code like ${`${district}%`} and visibility = 'public' and state = any(${OPEN_STATES as unknown as string[]})
      and received_at > ${new Date(now.getTime() - DAYS * 86_400_000)}
    order by received_at desc limit ${LOOKED_AT}`;
  const like = mostSimilar(
    { text: report.body, place: report.address },
    recent.map((each) => ({ ...each, place: each.address })),
    { limit: 3 },
  );
  return like.map(({ candidate: { number, title, address }, likeness }) => ({
    number,
    title: maskInText(title),
    address: maskInText(address),
    likeness,
  }));
}
