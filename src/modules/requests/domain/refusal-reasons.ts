import { type Bilingual, both } from '../../../kernel/bilingual.ts';

/**
 * Why a request may be refused, and where it belongs instead. The list is closed: "not convenient" is not on it.
 * @source 潍坊市12345政务服务便民热线条例 (2021) art. 19; the channels are named by us
 */
export const REFUSAL_REASONS = {
  litigation: row(
    '应当或已经通过诉讼、仲裁解决',
    'It is or must be settled by a court or arbitration',
    '向有管辖权的人民法院起诉，或向约定的仲裁机构申请；法律援助电话 12348',
    'go to the court or the agreed arbitration body; legal aid: 12348',
  ),
  review: row(
    '应当或已经通过行政复议解决',
    'It is or must be settled by administrative review',
    '向作出决定的机关的同级人民政府申请行政复议',
    'apply to the government at the same level for administrative review',
  ),
  petition: row(
    '已经进入信访程序',
    'A petition about it is under way',
    '向受理信访的机关查询办理情况',
    'ask the office that took the petition',
  ),
  disclosure: row(
    '属于政府信息公开申请',
    'It is an application for government information',
    '向该机关的政府信息公开机构提出申请',
    'apply to that office’s information-disclosure unit',
  ),
  secret: row(
    '涉及国家秘密、商业秘密或他人隐私',
    'It touches state or business secrets or another’s privacy',
    '到主管机关当面说明',
    'speak to the competent authority in person',
  ),
  concluded: row(
    '已经依法办结，没有新的事实和理由',
    'It was lawfully concluded and nothing new is given',
    '有新的材料时可以再次反映',
    'report again when there is something new',
  ),
  party: row(
    '属于党委、人大、政协、监委、法院、检察院职责',
    'It belongs to another branch than government',
    '向相应机关反映；纪检监察举报电话 12388',
    'turn to that branch; discipline inspection: 12388',
  ),
  elsewhere: row(
    '不属于本省行政区域',
    'It is outside this province',
    '拨打当地区号加 12345',
    'phone the local area code and 12345',
  ),
} as const;

export type RefusalReason = keyof typeof REFUSAL_REASONS;

export const refusalReason = (reason: RefusalReason): { name: Bilingual; channel: Bilingual } =>
  REFUSAL_REASONS[reason];

function row(zh: string, en: string, channelZh: string, channelEn: string) {
  return { name: both(zh, en), channel: both(channelZh, channelEn) };
}
