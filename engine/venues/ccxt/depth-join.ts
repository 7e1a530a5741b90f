import type { BookFrame } from '../wire/live-frame.ts';
import type { BinanceMarket, DiffFrame, SnapshotFrame } from '../wire/binance/binance-frame.ts';
import { DepthSequence } from '../wire/binance/depth-sequence.ts';
import type { BookContinuity, BookStep } from './book-continuity.ts';

/**
 * Binance's rule: changes wait for a snapshot that was asked for apart from them, and are joined to it
 * by their numbers.
 */
export class DepthJoin implements BookContinuity {
  readonly #market: BinanceMarket;
  #sequence: DepthSequence;
  #steps: BookStep[] = [];
  #current: BookFrame | undefined;

  constructor(market: BinanceMarket) {
    this.#market = market;
    this.#sequence = this.#fresh();
  }

  take(frame: BookFrame): readonly BookStep[] {
    this.#steps = [];
    this.#current = frame;
    if (frame.isSnapshot) this.#sequence.takeSnapshot(snapshotOf(frame));
    else this.#sequence.takeDiff(diffOf(frame));
    return this.#steps;
  }

  restart(): void {
    this.#sequence = this.#fresh();
  }

  #fresh(): DepthSequence {
    return new DepthSequence(this.#market, {
      snapshot: (frame) => this.#steps.push({ kind: 'snapshot', frame: bookOf(frame, this.#current) }),
      delta: (diff) => this.#steps.push({ kind: 'next', frame: changeOf(diff) }),
      gap: (because) => this.#steps.push({ kind: 'gap', because }),
      repeated: () => undefined,
    });
  }
}

const snapshotOf = ({ asks, bids, updateId, venueTime }: BookFrame): SnapshotFrame => ({
  kind: 'snapshot',
  venueTime,
  lastUpdateId: updateId,
  bids,
  asks,
});

const diffOf = ({ asks, bids, firstId, previousId, symbol, updateId, venueTime }: BookFrame): DiffFrame => ({
  kind: 'diff',
  symbol,
  venueTime: venueTime ?? 0,
  firstId: firstId ?? updateId,
  finalId: updateId,
  previousId,
  bids,
  asks,
});

const bookOf = (
  { asks, bids, lastUpdateId, venueTime }: SnapshotFrame,
  current: BookFrame | undefined,
): BookFrame => ({
  kind: 'book',
  symbol: current?.symbol ?? '',
  venueTime,
  isSnapshot: true,
  updateId: lastUpdateId,
  bids,
  asks,
});

/** A change as the continuity and the market know it. */
export const changeOf = (diff: DiffFrame): BookFrame => ({
  kind: 'book',
  symbol: diff.symbol,
  venueTime: diff.venueTime,
  isSnapshot: false,
  updateId: diff.finalId,
  firstId: diff.firstId,
  previousId: diff.previousId,
  bids: diff.bids,
  asks: diff.asks,
});
