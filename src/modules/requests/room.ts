import type { Platform } from '../../platform/platform.ts';
import type { ResponsibilityList } from './domain/responsibility.ts';

export interface Guess {
  readonly category: string;
  /** 0 to 1, calibrated. */
  readonly confidence: number;
  readonly reasons: readonly { readonly term: string; readonly weight: number }[];
}

/** Reads what a citizen wrote; runs offline and learns from confirmed dispatches. */
export interface RequestClassifier {
  classify(message: { readonly title: string; readonly text: string }, topK: number): readonly Guess[];
  learn(message: { readonly title: string; readonly text: string }, category: string): void;
}

/** What the use cases of this room stand on: the platform and what the room itself keeps in memory. */
export interface RequestsRoom extends Platform {
  readonly classifier: RequestClassifier;
  /** The responsibility list in force. */
  readonly responsibility: () => ResponsibilityList;
  /** Reads the list again after a version was put in force; other processes read it when they start. */
  reloadResponsibility(): Promise<void>;
}
