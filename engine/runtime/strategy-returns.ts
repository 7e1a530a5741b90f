import type { RunId } from '../domain/order/order-intent.ts';
import { moneyToNumber } from '../domain/units/money.ts';
import { unixMs } from '../domain/units/time.ts';
import { unrealizedPnlOf } from '../portfolio/open-position.ts';
import type { KernelRooms } from './kernel-rooms.ts';

const MINUTE_MS = 60_000;

/**
 * What every running strategy returned minute by minute, for formulas that ask: the log of what the account
 * would have grown by with that strategy alone. Nothing is counted while none asks.
 */
export class StrategyReturnsClock {
  readonly #rooms: KernelRooms;
  /** What each run has earned from its closed trades since counting began. */
  readonly #booked = new Map<RunId, number>();
  /** What each run had earned in all, open positions at their marks, when the last minute ended. */
  readonly #before = new Map<RunId, number>();
  #equityBefore = 0;
  #nextMinute = 0;

  constructor(rooms: KernelRooms) {
    this.#rooms = rooms;
  }

  /** Call it for every closed round trip. */
  noteClosed(runId: RunId, netPnlQuote: number): void {
    if (this.#nextMinute > 0) this.#booked.set(runId, (this.#booked.get(runId) ?? 0) + netPnlQuote);
  }

  /** Call it before an event changes the market; `equityQuote` is asked only where a minute ended. */
  passTime(time: number, equityQuote: () => number): void {
    if (time < this.#nextMinute) return;
    const { own, runners } = this.#rooms;
    if (!own.readsStrategyReturns) return this.#stop();
    const minute = time - (time % MINUTE_MS);
    const isCounting = this.#nextMinute > 0;
    const names = [...runners.keys()];
    const earned = names.map((runId) => this.#earnedBy(runId));
    if (isCounting && names.length > 0) {
      const returns = names.map((runId, at) =>
        this.#logReturn((earned[at] ?? 0) - (this.#before.get(runId) ?? 0)),
      );
      own.onStrategyReturns(unixMs(minute), { names, returns });
    }
    this.#before.clear();
    for (const [at, runId] of names.entries()) this.#before.set(runId, earned[at] ?? 0);
    this.#equityBefore = equityQuote();
    this.#nextMinute = minute + MINUTE_MS;
  }

  // Looked at again with the next event: somebody may ask at any time.
  #stop(): void {
    if (this.#nextMinute === 0) return;
    this.#nextMinute = 0;
    this.#booked.clear();
    this.#before.clear();
  }

  #logReturn(gain: number): number {
    const grown = this.#equityBefore > 0 ? 1 + gain / this.#equityBefore : 1;
    // A loss of everything has no logarithm; it is told as the loss of all but a millionth.
    return Math.log(Math.max(grown, 1e-6));
  }

  #earnedBy(runId: RunId): number {
    const { ledger, market } = this.#rooms;
    let earned = this.#booked.get(runId) ?? 0;
    for (const position of ledger.snapshot().positions) {
      if (position.runId !== runId) continue;
      const open = unrealizedPnlOf(position, market.of(position.instrument)?.markTicks ?? 0);
      earned += moneyToNumber(position.realizedPnl) - moneyToNumber(position.feesPaid);
      earned += moneyToNumber(position.funding) + moneyToNumber(open);
    }
    return earned;
  }
}
