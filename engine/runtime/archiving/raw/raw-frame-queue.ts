import type { RawRow } from '../../../archive/raw/raw-row.ts';
import type { RawFrame } from '../../../venues/raw-frame.ts';

/** Frames on their way to the archiver's thread. */
export interface RawBatch {
  readonly venue: string;
  readonly rows: readonly RawRow[];
  /** What the rows weigh; told back when they are on the disk or given up. */
  readonly weight: number;
}

/** Text that waits or is being written: about two minutes of a busy venue. */
const MOST_WEIGHT = 64 * 1_048_576;
/** What a row weighs besides its text. */
const ROW_WEIGHT = 200;

/**
 * Holds raw frames until the archiver's thread takes them, and never more than there is room for: when that
 * thread cannot keep up, received frames are dropped, and a mark says how many. The kernel waits for nothing.
 */
export class RawFrameQueue {
  readonly venue: string;
  readonly #mostWeight: number;
  #waiting: RawRow[] = [];
  #weight = 0;
  #underWay = 0;
  #dropped = { count: 0, since: 0 };
  #droppedInAll = 0;

  constructor(venue: string, mostWeight: number = MOST_WEIGHT) {
    this.venue = venue;
    this.#mostWeight = mostWeight;
  }

  /** Frames dropped since the begin. */
  get droppedCount(): number {
    return this.#droppedInAll;
  }

  take(frame: RawFrame): void {
    const weight = frame.text.length + ROW_WEIGHT;
    // What a session says of itself is little, and nothing can be read without it.
    if (frame.kind === 'recv' && this.#weight + this.#underWay + weight > this.#mostWeight)
      return this.#drop(frame);
    this.#tellOfDropped();
    this.#waiting.push(frame);
    this.#weight += weight;
  }

  /** What waits, and is under way from now on; undefined when there is nothing. */
  takeBatch(): RawBatch | undefined {
    this.#tellOfDropped();
    if (this.#waiting.length === 0) return undefined;
    const batch = { venue: this.venue, rows: this.#waiting, weight: this.#weight };
    this.#underWay += this.#weight;
    this.#waiting = [];
    this.#weight = 0;
    return batch;
  }

  /** Frames of this weight are under way no more. */
  done(weight: number): void {
    this.#underWay = Math.max(0, this.#underWay - weight);
  }

  #drop({ time }: RawFrame): void {
    if (this.#dropped.count === 0) this.#dropped.since = time;
    this.#dropped.count += 1;
    this.#droppedInAll += 1;
  }

  #tellOfDropped(): void {
    const { count, since } = this.#dropped;
    if (count === 0) return;
    this.#waiting.push(gapOf(since, count));
    this.#weight += ROW_WEIGHT;
    this.#dropped = { count: 0, since: 0 };
  }
}

/** The mark of frames that were dropped. */
export const gapOf = (time: number, count: number): RawRow => ({
  time,
  kind: 'gap',
  connection: 'gap',
  address: '',
  text: `${count} received ${count === 1 ? 'frame was' : 'frames were'} dropped`,
});
