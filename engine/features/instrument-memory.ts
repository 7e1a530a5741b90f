import type { MarketStep } from '../formulas/formula.ts';
import type { ClosedTrade, HeldPosition } from '../formulas/step-contents.ts';
import { ToldSeries } from './told-series.ts';

/** The longest history of our own trades a formula of the catalogue looks back on. */
const MOST_TRADES = 500;

/**
 * What a formula that starts later has to be told of an instrument: what we hold, our last closed trades and
 * how the named series stand. Kept for every followed instrument, whether or not somebody asks.
 */
export class InstrumentMemory {
  readonly series = new ToldSeries();
  closedTrades: readonly ClosedTrade[] = [];
  /** What we hold, and since when we hold that way; undefined while we never held anything. */
  held: { readonly since: number; readonly position: HeldPosition } | undefined;
  /** Time of the last event that was let in. */
  lastTime = 0;
  /** When the last bar of each length that was let in began. */
  readonly lastBarTimes = new Map<number, number>();

  addTrade(trade: ClosedTrade): void {
    this.closedTrades = [...this.closedTrades, trade].slice(-MOST_TRADES);
  }

  hold(time: number, position: HeldPosition): void {
    const isSame = this.held?.position.direction === position.direction;
    this.held = { since: isSame ? (this.held?.since ?? time) : time, position };
  }

  /** All of it as the steps a formula would have been fed, oldest first; `shared` are the series of no instrument. */
  steps(shared: ToldSeries): readonly MarketStep[] {
    const steps: MarketStep[] = this.closedTrades.map((trade) => ({
      kind: 'closed-trade',
      time: trade.closedAt,
      trade,
    }));
    if (this.held !== undefined)
      steps.push({ kind: 'position', time: this.held.since, position: this.held.position });
    for (const told of [...shared.all(), ...this.series.all()]) steps.push({ kind: 'series', ...told });
    return steps.toSorted((one, other) => one.time - other.time);
  }
}
