export {
  type Division,
  type DivisionCode,
  type DivisionLevel,
  divisionLevelNames,
  isInventedDivision,
  parseDivisionCode,
  provinces,
} from './division-code.ts';
export type { IdentifierFault } from './identifier-fault.ts';
export { maskName, maskPhone, maskResidentId } from './mask.ts';
export { type MobilePhone, parseMobilePhone } from './mobile-phone.ts';
export { characterCount, normaliseNumber } from './normalise.ts';
export {
  parseResidentId,
  type ResidentId,
  type ResidentIdFacts,
  type ResidentIdKind,
  residentIdCheckCharacter,
} from './resident-id.ts';
export {
  organisationCheckCharacter,
  parseSocialCreditCode,
  type SocialCreditCode,
  socialCreditCheckCharacter,
} from './social-credit-code.ts';
