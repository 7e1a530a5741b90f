import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { TradePrint } from '../../domain/market/market-event.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import type { ActivityBar } from '../bars/activity-bar.ts';
import type { ActivityBarBuilder } from '../bars/activity-bar-builder.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';

const WEEK_MS = 604_800_000;
/** 1970 began on a Thursday; weeks begin on Monday. */
const FIRST_MONDAY_MS = 345_600_000;

/** Hears how a stream of trades falls into bars, in order. */
export interface BarCuts {
  /** So many lots of the trade belong to the open bar. `begins` when the trade begins with them. */
  onPart(lots: number, begins: boolean): void;
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
      cuts.onPart(trade.lots, true);
    },
    advance,
  };
}

/** Bars of equal activity; a trade that overfills one is split between it and the next ones. */
export function cutByActivity({ lotValue }: Instrument, bars: ActivityBarBuilder): BarCutter {
  let taken = 0;
  return {
    get forming() {
      const bar = bars.formingBar;
      return bar && { openTime: bar.openTime, endTime: bar.closeTime };
    },
    get isOpen() {
      return taken > 0;
    },
    add(trade, cuts) {
      let rest: number = trade.lots;
      const take = (lots: number) => {
        cuts.onPart(lots, rest === trade.lots);
        rest -= lots;
      };
      bars.add(trade, (bar: ActivityBar) => {
        take(Math.round(bar.volumeBase / lotValue) - taken);
        taken = 0;
        cuts.onClosed(bar.openTime, bar.closeTime);
      });
      if (rest === 0) return;
      taken += rest;
      take(rest);
    },
    advance: () => undefined,
  };
}
