import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { TradePrint } from '../../domain/market/market-event.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import type { ActivityBar } from '../bars/activity-bar.ts';
import type { BarRule } from '../bars/bar-rule.ts';
import { RuledBarBuilder } from '../bars/ruled-bar-builder.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';

const WEEK_MS = 604_800_000;
/** 1970 began on a Thursday; weeks begin on Monday. */
const FIRST_MONDAY_MS = 345_600_000;

/** What a cutter needs to know of a trade. */
export type CutTrade = Pick<TradePrint, 'time' | 'ticks' | 'lots' | 'aggressor'>;

/** Hears how a stream of trades falls into bars, in order. */
export interface BarCuts {
  /** So many lots of the trade belong to the open bar. `begins` when the trade begins with them. */
  onPart(trade: CutTrade, lots: number, begins: boolean): void;
  /** The open bar is complete. `endTime` is the end of its period, or the time of its last trade. */
  onClosed(openTime: number, endTime: number): void;
}

/** Cuts a stream of trades into the very bars a chart of the same kind shows. */
export interface BarCutter {
  /** When the open bar began and when it ends, or when its last trade was; undefined before the first trade. */
  readonly forming: { readonly openTime: number; readonly endTime: number } | undefined;
  /** Whether a bar is open that the next trade may go into. */
  readonly isOpen: boolean;
  add(trade: TradePrint, cuts: BarCuts): void;
  /** Closes the bars that ended by `time`; only bars of time do. */
  advance(time: UnixMs, cuts: BarCuts): void;
}

/**
 * Bars of equal periods counted from UTC midnight, those of whole weeks from Monday. A period in which
 * nothing traded has no bar. @throws {RangeError} when `intervalMs` is not a whole number above zero.
 */
export function cutByTime(intervalMs: number): BarCutter {
  wholeNumber('a bar interval in ms', intervalMs);
  const offsetMs = intervalMs % WEEK_MS === 0 ? FIRST_MONDAY_MS : 0;
  let openTime: number | undefined;
  const advance: BarCutter['advance'] = (time, cuts) => {
    if (openTime === undefined || time < openTime + intervalMs) return;
    const began = openTime;
    openTime = undefined;
    cuts.onClosed(began, began + intervalMs);
  };
  return {
    get forming() {
      return openTime === undefined ? undefined : { openTime, endTime: openTime + intervalMs };
    },
    get isOpen() {
      return openTime !== undefined;
    },
    add(trade, cuts) {
      advance(trade.time, cuts);
      openTime ??= trade.time - ((trade.time - offsetMs) % intervalMs);
      cuts.onPart(trade, trade.lots, true);
    },
    advance,
  };
}

/** What builds bars by activity. It may hold trades back until it knows its threshold. */
interface ActivityBars {
  readonly formingBar: ActivityBar | undefined;
  add(trade: TradePrint, onClosed: (bar: ActivityBar) => void): void;
}

/** Bars of equal activity; a trade that overfills one is split between it and the next ones. */
export function cutByActivity({ lotValue }: Instrument, bars: ActivityBars): BarCutter {
  const waiting: { readonly trade: CutTrade; rest: number }[] = [];
  let taken = 0;
  let hasBegun = false;
  const take = (most: number, cuts: BarCuts) => {
    let left = most;
    for (let next = waiting[0]; next !== undefined && left > 0; next = waiting[0]) {
      const lots = Math.min(left, next.rest);
      cuts.onPart(next.trade, lots, next.rest === next.trade.lots);
      left -= lots;
      taken += lots;
      next.rest -= lots;
      if (next.rest === 0) waiting.shift();
    }
  };
  return {
    get forming() {
      const bar = bars.formingBar;
      return bar && { openTime: bar.openTime, endTime: bar.closeTime };
    },
    get isOpen() {
      return taken > 0;
    },
    add(trade, cuts) {
      const { aggressor, lots, ticks, time } = trade;
      waiting.push({ trade: { aggressor, lots, ticks, time }, rest: lots });
      bars.add(trade, (bar) => {
        take(Math.round(bar.volumeBase / lotValue) - taken, cuts);
        taken = 0;
        hasBegun = true;
        cuts.onClosed(bar.openTime, bar.closeTime);
      });
      hasBegun ||= bars.formingBar !== undefined;
      if (hasBegun) take(Infinity, cuts);
    },
    advance: () => undefined,
  };
}

/** Cuts after a rule as the chart does. @throws {RangeError} when the rule's number is out of range. */
export const cutterOf = (instrument: Instrument, rule: BarRule): BarCutter =>
  rule.kind === 'time'
    ? cutByTime(rule.intervalMs)
    : cutByActivity(instrument, new RuledBarBuilder(instrument, rule.kind, rule.threshold));
