import { workDaysLeft } from '../../../kernel/clock/index.ts';
import type { View } from '../../../ui/view.ts';
import { categoryOf, isCategoryId } from '../domain/categories.ts';
import type { Names } from '../pages/desk-pages.tsx';
import type { RequestsRoom } from '../room.ts';

/** The names behind the codes, for one page. */
export const namesFor = (room: RequestsRoom, view: View): Names => ({
  category: (id) => (isCategoryId(id) ? categoryOf(id).name : { zh: id, en: id }),
  department(id) {
    const office = id === null ? undefined : room.organisation.department(id);
    return office
      ? { zh: office.name, en: `${office.nameEn} ${office.name}` }
      : { zh: '尚未确定', en: 'not decided yet' };
  },
  division: (code) => divisionName(room, code),
  daysLeft(due) {
    const left = workDaysLeft(view.now, due, room.calendar());
    return left.ok ? left.value.value : null;
  },
});

/** A street with its district: streets of one name stand in many districts. */
function divisionName({ organisation }: RequestsRoom, code: string): string {
  const division = organisation.division(code);
  if (division?.level !== 'street') return division?.name ?? code;
  return `${organisation.division(division.parentCode ?? '')?.name ?? ''}${division.name}`;
}
