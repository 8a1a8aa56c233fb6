import { AppError } from '../../../kernel/errors.ts';
import { STATES, type State } from '../domain/states.ts';
import { type Action, type Mover, stepsOpenTo, TRANSITIONS } from '../domain/transitions.ts';

export const blockageNotFound = () =>
  new AppError('BLOCKAGE_NOT_FOUND', {
    status: 404,
    userMessage: {
      zh: '没有这个编号的堵点。请核对编号，例如 DD-2026-0042；也可以在堵点清单里找。',
      en: 'There is no blockage with this number. Check it (for example DD-2026-0042), or look in the list.',
    },
  });

export const notYourBlockage = () =>
  new AppError('BLOCKAGE_NOT_YOURS', {
    status: 403,
    userMessage: {
      zh: '这个堵点不由您的单位负责，您不能办这一步。确实该您单位办，请督查人员改派。',
      en: 'This blockage is not your office’s, so you cannot take this step. If it should be, ask a supervisor to hand it over.',
    },
  });

export const supervisorsOnly = () =>
  new AppError('BLOCKAGE_SUPERVISORS_ONLY', {
    status: 403,
    userMessage: {
      zh: '催办、改派、裁定由督查人员来做。需要的话请联系市 12345 政务服务中心督查岗。',
      en: 'Reminding, handing over and deciding is for supervisors. Ask the supervision desk of the citizen service centre.',
    },
  });

export const noSuchOffice = () =>
  new AppError('BLOCKAGE_NO_SUCH_OFFICE', {
    status: 422,
    userMessage: {
      zh: '请选一个在册的单位，并且不是现在的责任单位。',
      en: 'Choose an office on the list, other than the present owner.',
    },
    fields: [
      {
        field: 'departmentId',
        message: {
          zh: '请选一个在册的单位，并且不是现在的责任单位',
          en: 'Choose an office on the list, other than the present owner',
        },
      },
    ],
  });

export function wrongState(state: State, action: Action): AppError {
  const mover: Mover = TRANSITIONS[action].by;
  const now = STATES[state].name;
  const possible = stepsOpenTo(mover, state).map((each) => TRANSITIONS[each].name);
  const zh =
    possible.length > 0
      ? `现在可以：${possible.map((name) => name.zh).join('、')}。`
      : '现在不需要您做什么。';
  const en =
    possible.length > 0
      ? `Possible now: ${possible.map((name) => name.en).join(', ')}.`
      : 'There is nothing for you to do now.';
  return new AppError('BLOCKAGE_WRONG_STATE', {
    status: 409,
    userMessage: {
      zh: `这个堵点现在是“${now.zh}”，这一步不能办。可能机器或别人刚刚办过，请刷新看最新情况。${zh}`,
      en: `The blockage is now “${now.en}”, so this step is not possible. The machine or somebody else may just have acted: reload. ${en}`,
    },
  });
}
