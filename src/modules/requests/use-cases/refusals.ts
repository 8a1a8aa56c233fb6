import { AppError } from '../../../kernel/errors.ts';
import { STATES, type State } from '../domain/states.ts';
import { type Action, transition } from '../domain/transitions.ts';

/** For strangers a request that exists and one that does not look the same. */
export const notYours = () =>
  new AppError('REQUEST_NOT_YOURS', {
    status: 403,
    userMessage: {
      zh: '这件诉求不由您办理，或者编号不对。请核对编号；需要经办，请找派单员。',
      en: 'This request is not yours to act on, or the number is wrong. Check the number, or ask the dispatcher.',
    },
  });

export function wrongState(state: State, action: Action, possible: readonly Action[]): AppError {
  const { zh, en } = STATES[state].name;
  const wanted = transition(action).name;
  const names = possible.map((each) => transition(each).name);
  const next = {
    zh: names.length > 0 ? `现在可以：${names.map((name) => name.zh).join('、')}。` : '现在不需要您做什么。',
    en:
      names.length > 0
        ? `You can: ${names.map((name) => name.en).join(', ')}.`
        : 'There is nothing for you to do.',
  };
  return new AppError('REQUEST_WRONG_STATE', {
    status: 409,
    userMessage: {
      zh: `这件诉求现在是“${zh}”，不能${wanted.zh}。可能别人刚刚办过，请刷新看最新情况。${next.zh}`,
      en: `The request is now “${en}”; “${wanted.en}” is not possible. Someone may just have acted: reload. ${next.en}`,
    },
  });
}
