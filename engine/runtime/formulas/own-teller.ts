import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import type { FeatureHub } from '../../features/feature-hub.ts';
import type { HeldPosition } from '../../formulas/step-contents.ts';
import type { OwnPast } from './formula-market.ts';

/** Tells formulas on display what we closed and what we hold, as it changes. */
export class OwnTeller {
  readonly #hub: FeatureHub;
  readonly #own: OwnPast;
  readonly #instruments: readonly InstrumentId[];
  readonly #held = new Map<InstrumentId, HeldPosition>();
  #closed: Readonly<Record<InstrumentId, readonly unknown[]>> = {};

  constructor(hub: FeatureHub, own: OwnPast, instruments: readonly InstrumentId[]) {
    this.#hub = hub;
    this.#own = own;
    this.#instruments = instruments;
  }

  /** Tells what is new at `time` ms; answers with the kinds of steps that were told. */
  tell(time: number): readonly string[] {
    return [
      ...(this.#tellClosedTrades() ? ['closed-trade'] : []),
      ...(this.#tellPositions(time) ? ['position'] : []),
    ];
  }

  #tellClosedTrades(): boolean {
    let hasTold = false;
    const all = this.#own.closedTrades();
    for (const [id, trades] of Object.entries(all)) {
      const before = this.#closed[id];
      if (before === trades) continue;
      const last = before?.at(-1);
      const from = last === undefined ? 0 : trades.findIndex((trade) => trade === last) + 1;
      for (const trade of trades.slice(from)) this.#hub.own.onClosedTrade(id, trade);
      hasTold = true;
    }
    this.#closed = all;
    return hasTold;
  }

  #tellPositions(time: number): boolean {
    let hasTold = false;
    for (const id of this.#instruments) {
      const held = this.#own.held(id);
      const before = this.#held.get(id) ?? { direction: 'flat', entryPrice: 0 };
      if (before.direction === held.direction && before.entryPrice === held.entryPrice) continue;
      this.#held.set(id, held);
      this.#hub.own.onPosition(id, time as UnixMs, held);
      hasTold = true;
    }
    return hasTold;
  }
}
