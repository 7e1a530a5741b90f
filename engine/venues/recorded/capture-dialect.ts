import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { CaptureOutput } from './capture-output.ts';
import type { SessionLine } from './session-lines.ts';
import type { SessionSurvey } from './session-survey.ts';

/** One venue's way of recording: what its instruments are, and what its frames mean. */
export interface CaptureDialect {
  readonly instruments: readonly Instrument[];
  /** Sizes of which less than a lot was cut off so far. */
  readonly roundedSizes: number;
  /** Takes a received frame or a REST answer; says which rule it breaks when it is malformed. */
  take(line: SessionLine): string | undefined;
}

/** Prepares a dialect from what a session asked for; events and counts go to `output`. */
export type DialectOpener = (survey: SessionSurvey, output: CaptureOutput) => CaptureDialect;
