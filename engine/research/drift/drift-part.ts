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

export type DriftPart = (typeof BACKTEST_PARTS)[number] | 'fees' | 'order size';

/** One assumption of the other mode put in place of the session's. */
export interface DriftStep {
  readonly part: DriftPart;
  /** The session with this and all assumptions before; undefined where both modes assume the same. */
  readonly run: SessionRun | undefined;
  /** What was put in for what, or why nothing can differ. */
  readonly because: string;
}
