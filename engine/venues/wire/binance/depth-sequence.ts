import type { BinanceMarket, DiffFrame, SnapshotFrame } from './binance-frame.ts';

/** What comes out of the sequence check. */
export interface DepthSink {
  snapshot(frame: SnapshotFrame): void;
  delta(frame: DiffFrame): void;
  /** The book cannot be believed until the next snapshot that fits. */
  gap(detail: string): void;
  /** A diff or snapshot that the book already holds. */
  repeated(): void;
}

/** Diffs kept while no snapshot has come: about seven minutes of the 100 ms stream. */
const MOST_WAITING = 4096;

/**
 * Puts snapshot and diffs together as Binance documents it. Diffs wait for a snapshot; those it
 * already holds are dropped; the first one must reach over the snapshot's id; from then on spot
 * ids must follow without a hole and USD-M diffs must begin (`pu`) no later than the last one ended:
 * levels are told as they are afterwards, so a diff that overlaps, as from a second connection, is whole.
 * After a hole diffs wait again for a snapshot.
 */
export class DepthSequence {
  readonly #market: BinanceMarket;
  readonly #sink: DepthSink;
  #waiting: DiffFrame[] = [];
  #lastId: number | undefined;
  #isFirst = false;

  constructor(market: BinanceMarket, sink: DepthSink) {
    this.#market = market;
    this.#sink = sink;
  }

  /** Whether a snapshot has been joined and no hole was seen since. */
  get isJoined(): boolean {
    return this.#lastId !== undefined;
  }

  takeSnapshot(frame: SnapshotFrame): void {
    if (this.#lastId !== undefined && !(this.#isFirst && frame.lastUpdateId > this.#lastId)) {
      this.#sink.repeated();
      return;
    }
    const fitting = this.#waiting.filter((diff) => !this.#isHeldBy(frame.lastUpdateId, diff));
    const [first] = fitting;
    if (first !== undefined && !this.#reachesOver(frame.lastUpdateId, first)) {
      this.#sink.gap(`snapshot ${frame.lastUpdateId} is older than the first waiting diff ${first.firstId}`);
      return;
    }
    this.#waiting = [];
    this.#lastId = frame.lastUpdateId;
    this.#isFirst = true;
    this.#sink.snapshot(frame);
    for (const diff of fitting) this.takeDiff(diff);
  }

  takeDiff(frame: DiffFrame): void {
    const last = this.#lastId;
    if (last === undefined) {
      this.#wait(frame);
      return;
    }
    if (this.#isHeldBy(last, frame)) {
      this.#sink.repeated();
      return;
    }
    if (this.#isFirst ? !this.#reachesOver(last, frame) : !this.#follows(last, frame)) {
      this.#lastId = undefined;
      this.#wait(frame);
      const said = frame.previousId === undefined ? '' : `, which follows ${frame.previousId}`;
      this.#sink.gap(`update ${last} was followed by ${frame.firstId} to ${frame.finalId}${said}`);
      return;
    }
    this.#isFirst = false;
    this.#lastId = frame.finalId;
    this.#sink.delta(frame);
  }

  #wait(frame: DiffFrame): void {
    if (this.#waiting.length >= MOST_WAITING) this.#waiting.shift();
    this.#waiting.push(frame);
  }

  /** Spot drops `u <= id`; USD-M drops `u < id` before the first and repeated diffs after it. */
  #isHeldBy(id: number, frame: DiffFrame): boolean {
    const countsEqual = this.#market === 'spot' || (this.#lastId !== undefined && !this.#isFirst);
    return countsEqual ? frame.finalId <= id : frame.finalId < id;
  }

  /** The first diff after a snapshot: spot `U <= id + 1 <= u`, USD-M `U <= id <= u` or `pu = id`. */
  #reachesOver(id: number, frame: DiffFrame): boolean {
    if (frame.previousId === id) return true;
    const next = this.#market === 'spot' ? id + 1 : id;
    return frame.firstId <= next && next <= frame.finalId;
  }

  #follows(id: number, frame: DiffFrame): boolean {
    return this.#market === 'spot' ? frame.firstId <= id + 1 : (frame.previousId ?? id + 1) <= id;
  }
}
