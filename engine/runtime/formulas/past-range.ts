import type { AnyFormula, FormulaParams } from '../../formulas/formula.ts';
import type { TradeLog } from '../../market/trade-log.ts';
import type { PastRange } from './past-reader.ts';

const MINUTE_MS = 60_000;
/** Bars shown beyond those that warm a formula. */
const SHOWN_BARS = 240;
/** Trades read where a formula needs few. */
const LEAST_TRADES = 20_000;
const MOST_TRADES = 200_000;
/** Kinds that can be read again from what a session keeps. */
const KEPT: ReadonlySet<string> = new Set(['bar', 'price', 'trade', 'peers', 'series', 'closed-trade']);

/** What is read, told apart by input. */
export const kindsRead = ({ input, reads }: Pick<AnyFormula, 'input' | 'reads'>): readonly string[] =>
  input === 'step' ? (reads ?? []) : [input];

/** How long before now the past of a formula is read from. */
export interface PastNeed {
  readonly instrument: string;
  readonly log: TradeLog;
  /** Market time, ms. */
  readonly now: number;
  readonly intervalMs: number;
}

/**
 * The past that warms a formula and fills its picture: twice what its warm-up takes and what is shown. Trades are
 * read only where every kind of data it reads is kept; bars always, since they come before what happens now.
 */
export function pastRangeOf(
  formula: AnyFormula,
  params: FormulaParams,
  { instrument, intervalMs, log, now }: PastNeed,
): Omit<PastRange, 'markets'> {
  const kinds = kindsRead(formula);
  const warmUp = formula.warmUp(params);
  const spanMs = formula.warmUpMs?.(params) ?? 0;
  const bars = kinds.some((kind) => kind === 'bar' || kind === 'price' || kind === 'peers');
  const barsMs = Math.max((2 * warmUp + SHOWN_BARS) * Math.max(intervalMs, MINUTE_MS), 2 * spanMs);
  const readsTrades = kinds.includes('trade') && kinds.every((kind) => KEPT.has(kind));
  if (!readsTrades) return { fromTime: bars ? now - barsMs : now };
  const count = Math.min(MOST_TRADES, Math.max(LEAST_TRADES, 4 * warmUp));
  const from = Math.max(
    log.first,
    log.total - MOST_TRADES,
    Math.min(log.total - count, log.placeAt(now - 2 * spanMs)),
  );
  return { fromTime: bars ? now - barsMs : now, trades: { instrument, log, from } };
}
