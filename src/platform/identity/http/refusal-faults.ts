import { type Bilingual, both } from '../../../kernel/bilingual.ts';
import type { FieldFault } from '../../../kernel/errors.ts';
import { LONGEST_MANDATE_DAYS, type MandateRefusal } from '../mandates.ts';
import type { CodeSignInRefusal, PasswordRefusal, RequestRefusal, Waiting } from '../sign-in.ts';

/** The same sentence whether login, password or code was wrong, and whether the login exists. */
const WRONG_LOGIN = both(
  '登录名、密码或 6 位数字不对，没有登录。请核对后再试；忘记了请找本单位的平台运维。',
  'Login, password or digits are not right; you are not signed in. Check and try again, or ask your operator.',
);

const CODE_NEEDED = both(
  '请再填验证器上的 6 位数字，密码也要再填一次。',
  'Enter the 6 digits of your authenticator as well, and the password once more.',
);

const CODE_OVER = both(
  '这 6 位数字已经用过、过期或试的次数太多。请返回上一页再发一次短信。',
  'These digits were used, are too old, or were tried too often. Go back and have a new message sent.',
);

const PHONE = both(
  '手机号应为 11 位数字，以 1 开头，请检查后重填。',
  'A mobile number has 11 digits and starts with 1. Check it and try again.',
);

const waitText = ({ seconds }: Waiting): Bilingual =>
  both(
    `试得太多了，请等 ${seconds} 秒再试。着急请打 12345。`,
    `Too many attempts: wait ${seconds} s and try again. If it is urgent, phone 12345.`,
  );

const fault = (field: string, message: Bilingual): readonly FieldFault[] => [{ field, message }];

export function passwordFaults(refusal: PasswordRefusal): readonly FieldFault[] {
  if (refusal.reason === 'wait') return fault('login', waitText(refusal));
  return refusal.reason === 'wrong' ? fault('login', WRONG_LOGIN) : fault('code', CODE_NEEDED);
}

export const requestFaults = (refusal: RequestRefusal): readonly FieldFault[] =>
  fault('phone', refusal.reason === 'wait' ? waitText(refusal) : PHONE);

export function codeFaults(refusal: CodeSignInRefusal): readonly FieldFault[] {
  if (refusal.reason === 'wait') return fault('code', waitText(refusal));
  if (refusal.reason === 'over') return fault('code', CODE_OVER);
  const left = refusal.triesLeft;
  return fault(
    'code',
    both(
      `数字不对，还可以试 ${left} 次。请看最新的那条短信。`,
      `These are not the digits; ${left} more ${left === 1 ? 'try' : 'tries'}. Look at the newest message.`,
    ),
  );
}

/** 429 when waiting helps, 422 when the input must change. */
export const statusOf = ({ reason }: { readonly reason: string }): 422 | 429 =>
  reason === 'wait' ? 429 : 422;

const MANDATE_FAULTS: Readonly<Record<MandateRefusal, FieldFault>> = {
  'phone-not-valid': { field: 'helperPhone', message: PHONE },
  'helper-is-principal': {
    field: 'helperPhone',
    message: both(
      '代办人和本人是同一个手机号。请填代办人自己的手机号。',
      'Helper and person have the same number. Enter the helper’s own number.',
    ),
  },
  'dates-not-valid': {
    field: 'until',
    message: both(
      `请选今天以后、${LONGEST_MANDATE_DAYS} 天以内的日期。`,
      `Choose a day after today and within ${LONGEST_MANDATE_DAYS} days.`,
    ),
  },
  'paper-missing': {
    field: 'paperReference',
    message: both('请填授权书编号，存档时要用。', 'Enter the number of the paper; it is filed under it.'),
  },
};

export const mandateFaults = (refusal: MandateRefusal): readonly FieldFault[] => [MANDATE_FAULTS[refusal]];
