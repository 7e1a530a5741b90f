import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { LiquidationsFrame, PrintFields, TickerFrame, TradesFrame } from '../wire/live-frame.ts';
import { FundingWatch } from './funding-watch.ts';
import type { Moment } from './moment.ts';
import { PrintGuard } from './print-guard.ts';
import { RecentIds } from './recent-ids.ts';
import { TermsTeller } from './terms-teller.ts';

const REMEMBERED_TRADES = 5000;
const REMEMBERED_LIQUIDATIONS = 500;

/** Tells everything of an instrument that is not its book: each print once, mark, funding, the forced. */
export class TapeTeller {
  readonly #instrument: Instrument;
  readonly #emit: (event: MarketEvent) => void;
  readonly #prints = new PrintGuard();
  readonly #tradeIds = new RecentIds(REMEMBERED_TRADES);
  readonly #forced = new RecentIds(REMEMBERED_LIQUIDATIONS);
  readonly #funding = new FundingWatch();
  readonly #terms = new TermsTeller();
  #openInterestBase: number | undefined;

  constructor(instrument: Instrument, emit: (event: MarketEvent) => void) {
    this.#instrument = instrument;
    this.#emit = emit;
  }

  /** Prints too far from the book that nothing confirmed. */
  get withheldPrints(): number {
    return this.#prints.withheld;
  }

  /** `mid` in ticks, 0 where the book says nothing. */
  takeTrades({ prints }: TradesFrame, mid: number, at: Moment): void {
    for (const print of prints) {
      if (!this.#tradeIds.add(print.tradeId)) continue;
      for (const released of this.#prints.take(print, mid)) this.#tellTrade(released, at);
    }
  }

  takeTicker(frame: TickerFrame, at: Moment): void {
    const settled = this.#funding.take(frame, at.venueNow);
    if (settled !== undefined) {
      const { markTicks, rateE8, venueTime } = settled;
      this.#emit({ kind: 'funding', ...this.#observed(venueTime, at), rateE8, markTicks: ticks(markTicks) });
    }
    const { markTicks, openInterestBase, venueTime = Math.round(at.venueNow) } = frame;
    if (markTicks !== undefined) {
      this.#emit({ kind: 'mark-price', ...this.#observed(venueTime, at), ticks: ticks(markTicks) });
    }
    for (const term of this.#terms.take(frame, at.monotonicMs))
      this.#emit({ kind: 'outside-number', ...this.#observed(venueTime, at), ...term });
    if (openInterestBase === undefined || openInterestBase === this.#openInterestBase) return;
    this.#openInterestBase = openInterestBase;
    this.#emit({ kind: 'open-interest', ...this.#observed(venueTime, at), openInterestBase });
  }

  takeLiquidations({ liquidations }: LiquidationsFrame, at: Moment): void {
    const alike = new Map<string, number>();
    for (const { lots: size, side, ticks: price, venueTime } of liquidations) {
      // Venues give them no id. Two connections bring the same message, one message may hold two alike.
      const key = `${venueTime} ${side} ${price} ${size}`;
      const count = (alike.get(key) ?? 0) + 1;
      alike.set(key, count);
      if (!this.#forced.add(`${key} ${count}`)) continue;
      const terms = { side, ticks: ticks(price), lots: lots(size) };
      this.#emit({ kind: 'liquidation', ...this.#observed(venueTime, at), ...terms });
    }
  }

  #tellTrade(print: PrintFields, at: Moment): void {
    this.#emit({
      kind: 'trade',
      ...this.#observed(print.venueTime, at),
      ticks: ticks(print.ticks),
      lots: lots(print.lots),
      aggressor: print.aggressor,
      tradeId: print.tradeId,
    });
  }

  #observed(venueTime: number, at: Moment) {
    return { instrument: this.#instrument.id, time: at.time, venueTime: unixMs(venueTime) };
  }
}
