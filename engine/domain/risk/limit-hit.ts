import type { InstrumentId } from '../instrument/instrument.ts';
import type { RunId } from '../order/order-intent.ts';
import type { UnixMs } from '../units/time.ts';

/** Which limit was reached. Stable: journals and tests rely on these words. */
export type LimitHitCode =
  | 'daily-loss-warning'
  | 'daily-loss'
  | 'drawdown'
  | 'entry-ceiling'
  | 'exit-ceiling'
  | 'losses-in-a-row'
  | 'stop-outs'
  | 'day-fees'
  | 'fees-of-gains'
  | 'rejects'
  | 'reject-storm'
  | 'slippage'
  | 'pack-daily-loss'
  | 'pack-total-loss';

/**
 * What follows from it: nothing yet; no entries until `until` or for as long as a person says; everything
 * stopped but what protects, and live trading disarmed; the same with every position closed; one symbol or
 * one strategy enters nothing; no strategy is asked any more.
 */
export type LimitAction =
  | 'warn'
  | 'protect-only'
  | 'freeze'
  | 'flatten'
  | 'pause-symbol'
  | 'pause-strategy'
  | 'stop-strategies';

/** A limit was reached: a normal event with the numbers that led to it. */
export interface LimitHit {
  readonly code: LimitHitCode;
  readonly action: LimitAction;
  readonly measured: Readonly<Record<string, number>>;
  /** When it ends by itself; absent when a person has to end it. */
  readonly until?: UnixMs;
  readonly instrument?: InstrumentId;
  readonly strategyId?: string;
  /** The rule pack whose rule it was. */
  readonly pack?: string;
  /** Of the run whose order led to it. */
  readonly runId?: RunId;
}

/** What pauses: entries in a symbol, a strategy, all strategies, or entries of the account. */
export type PauseOf =
  | { readonly kind: 'symbol'; readonly instrument: InstrumentId }
  | { readonly kind: 'strategy'; readonly strategyId: string }
  | { readonly kind: 'strategies' }
  | { readonly kind: 'account' };

/** Whether two hits are of one limit and of what it concerns. */
export const isSameHit = (a: LimitHit, b: LimitHit): boolean =>
  a.code === b.code && a.instrument === b.instrument && a.strategyId === b.strategyId && a.pack === b.pack;

/** Whose entry it is. */
export interface EntryOf {
  readonly instrument: InstrumentId;
  /** `manual` for orders by hand, which pass what stops strategies alone. */
  readonly strategyId: string;
}

/** Whether a reached limit that still holds stands in the way of an entry. */
export function holdsBack({ action, instrument, strategyId }: LimitHit, entry: EntryOf): boolean {
  switch (action) {
    case 'warn':
      return false;
    case 'pause-symbol':
      return instrument === entry.instrument;
    case 'pause-strategy':
      return strategyId === entry.strategyId;
    case 'stop-strategies':
      return entry.strategyId !== 'manual';
    case 'protect-only':
    case 'freeze':
    case 'flatten':
      return true;
  }
}
