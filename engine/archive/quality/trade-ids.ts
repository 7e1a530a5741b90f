import type { TradePrint } from '../../domain/market/market-event.ts';

/** A trade id is looked for among so many before it. */
const REMEMBERED = 10_000;
/** Ids that follow each other by one at least so often are taken for a count without holes. */
const CONSECUTIVE_SHARE = 0.9;
/** Trades further apart than this were not seen by a feed that listened all the time. */
const LISTENING_MS = 60_000;

/** Counts what is wrong with the ids and times of a day's trades. */
export class TradeIds {
  trades = 0;
  duplicateTrades = 0;
  backwardTrades = 0;
  #recent = new Set<string>();
  #before: TradePrint | undefined;
  #steps = 0;
  #stepsOfOne = 0;
  #missing = 0;

  add(print: TradePrint): void {
    this.trades += 1;
    const before = this.#before;
    if (this.#recent.has(print.tradeId)) this.duplicateTrades += 1;
    this.#remember(print.tradeId);
    this.#before = print;
    if (!before) return;
    if (print.venueTime < before.venueTime) this.backwardTrades += 1;
    const step = stepBetween(before.tradeId, print.tradeId);
    if (step === undefined || step <= 0 || print.time - before.time > LISTENING_MS) return;
    this.#steps += 1;
    if (step === 1) this.#stepsOfOne += 1;
    this.#missing += step - 1;
  }

  /** Ids left out; undefined where ids are not whole numbers that follow each other. */
  get missingTrades(): number | undefined {
    const isCount = this.#steps > 0 && this.#stepsOfOne >= this.#steps * CONSECUTIVE_SHARE;
    return isCount ? this.#missing : undefined;
  }

  #remember(id: string): void {
    this.#recent.add(id);
    if (this.#recent.size <= REMEMBERED) return;
    for (const oldest of this.#recent) {
      this.#recent.delete(oldest);
      return;
    }
  }
}

function stepBetween(before: string, next: string): number | undefined {
  if (!/^\d{1,15}$/.test(before) || !/^\d{1,15}$/.test(next)) return undefined;
  return Number(next) - Number(before);
}
