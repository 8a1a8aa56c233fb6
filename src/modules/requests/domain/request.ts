import type { Channel, Rating, RequestType, State } from './states.ts';

export type Visibility = 'public' | 'private' | 'confidential';

export interface Suggestion {
  readonly category: string;
  readonly departmentId: string;
  readonly confidence: number;
  /** Words of the text that speak for it, strongest first. */
  readonly reasons: readonly string[];
}

/** One request as it stands: the row of `requests.request`. Sealed fields stay sealed here. */
export interface CitizenRequest {
  readonly id: string;
  readonly number: string;
  readonly queryCodeHash: Buffer;
  readonly type: RequestType;
  readonly title: string;
  readonly body: string;
  readonly category: string;
  readonly categoryConfirmed: boolean;
  readonly confidence: number;
  readonly suggestions: readonly Suggestion[];
  readonly divisionCode: string;
  readonly address: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly coordinateSystem: string | null;
  readonly channel: Channel;
  readonly visibility: Visibility;
  readonly reporterId: string | null;
  readonly reporterName: Buffer | null;
  readonly reporterPhone: Buffer | null;
  readonly reporterPhoneIndex: Buffer | null;
  readonly helperId: string | null;
  readonly mandateId: string | null;
  /** The office that a report is about: it neither gets the case nor sees it (济南 art. 32). */
  readonly avoidDepartmentId: string | null;
  readonly state: State;
  readonly stateSince: Date;
  readonly resumeState: State | null;
  readonly departmentId: string | null;
  readonly handlerId: string | null;
  readonly receivedAt: Date;
  readonly acceptedAt: Date | null;
  readonly dispatchedAt: Date | null;
  readonly dispatchDueAt: Date | null;
  readonly signDueAt: Date | null;
  readonly signedAt: Date | null;
  readonly firstContactAt: Date | null;
  readonly repliedAt: Date | null;
  readonly closedAt: Date | null;
  readonly dueAt: Date | null;
  readonly originalDueAt: Date | null;
  readonly limitAmount: number | null;
  readonly limitUnit: 'work-days' | 'calendar-days' | 'hours' | null;
  readonly limitBasis: string | null;
  /** Where the running limit counts from: receipt, or the moment of reopening. */
  readonly clockFrom: Date | null;
  readonly calendarVersion: string | null;
  readonly provisional: boolean;
  readonly pausedSince: Date | null;
  /** YYYY-MM-DD */
  readonly plannedFor: string | null;
  readonly round: number;
  readonly officesPassed: number;
  readonly adjudicatedAt: Date | null;
  readonly extensionCount: number;
  readonly appealCount: number;
  readonly rating: Rating | null;
  readonly solved: boolean | null;
  readonly ratedAt: Date | null;
  readonly calledBackAt: Date | null;
  readonly reopenedCount: number;
  readonly supervisionLevel: 0 | 1 | 2 | 3 | 4;
  readonly supervisionLeader: string | null;
  readonly mergedInto: string | null;
  readonly erasedAt: Date | null;
  readonly version: number;
}

export type RequestPatch = Partial<{ -readonly [K in keyof CitizenRequest]: CitizenRequest[K] }>;
