import type { Clock } from '../../clock.ts';
import type { RawBatch, RawFrameQueue } from './raw-frame-queue.ts';
import type { RawKept } from './raw-keeper.ts';

const HAND_OVER_EVERY_MS = 1000;
/** A kill costs so much of the raw frames at most. */
const WRITE_EVERY_MS = 60_000;

/** What the archiver's thread is asked about raw frames. */
export type ToRawKeeper = { readonly type: 'raw'; readonly batch: RawBatch } | { readonly type: 'write-raw' };

export interface RawForwarderOptions {
  readonly queue: RawFrameQueue;
  readonly clock: Clock;
  readonly post: (message: ToRawKeeper) => void;
  readonly warn: (text: string) => void;
}

/** Brings raw frames from the kernel's thread to the archiver's, and tells the person when some are lost. */
export class RawForwarder {
  readonly #options: RawForwarderOptions;
  readonly #stops: readonly (() => void)[];
  #toldDropped = 0;
  #toldFailure = '';

  constructor(options: RawForwarderOptions) {
    this.#options = options;
    const { clock, post } = options;
    this.#stops = [
      clock.every(HAND_OVER_EVERY_MS, () => this.handOver()),
      clock.every(WRITE_EVERY_MS, () => post({ type: 'write-raw' })),
    ];
  }

  handOver(): void {
    const { post, queue } = this.#options;
    const batch = queue.takeBatch();
    if (batch) post({ type: 'raw', batch });
    this.#tellOfDropped();
  }

  /** Frames were written, or given up. */
  hear({ failure = '', weight }: RawKept): void {
    const { queue, warn } = this.#options;
    queue.done(weight);
    if (failure !== '' && failure !== this.#toldFailure) warn(failure);
    this.#toldFailure = failure;
  }

  stop(): void {
    for (const stop of this.#stops) stop();
  }

  #tellOfDropped(): void {
    const { queue, warn } = this.#options;
    if (this.#toldDropped === 0 && queue.droppedCount > 0)
      warn('raw frames are dropped because the archiver cannot keep up; the recording has every event');
    this.#toldDropped = queue.droppedCount;
  }
}
