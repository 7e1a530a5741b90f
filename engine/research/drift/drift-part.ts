import type { SessionRun } from './session-run.ts';

/** What a difference between two modes comes from, in the order in which it is found. */
export const BACKTEST_PARTS = [
  'data',
  'latency',
  'queue',
  'slippage',
  'venue limits',
  'funding',
  'signal timing',
] as const;

/** The same for a live day run as paper, each with what it is. */
export const PAPER_PARTS = [
  { part: 'data', because: 'what the venue booked otherwise than as a fill of ours' },
  { part: 'order size', because: 'lots that only one was asked for, as after arming' },
  {
    part: 'queue',
    because: 'lots of the same order that only one filled, by the mark at the end of the day',
  },
  { part: 'slippage', because: 'price of lots that both filled, by the mid they were decided at' },
  { part: 'fees', because: 'what the venue took, and what its rates say' },
  { part: 'funding', because: 'what the venue booked, and what its rates say' },
  { part: 'signal timing', because: 'the mid moved between the two decisions, or only one had the signal' },
  { part: 'carried over', because: 'positions that earlier days left apart' },
] as const;

export type DriftPart = (typeof BACKTEST_PARTS)[number] | (typeof PAPER_PARTS)[number]['part'];

/** One assumption of the other mode put in place of the session's. */
export interface DriftStep {
  readonly part: DriftPart;
  /** The session with this and all assumptions before; undefined where both modes assume the same. */
  readonly run: SessionRun | undefined;
  /** What was put in for what, or why nothing can differ. */
  readonly because: string;
}
