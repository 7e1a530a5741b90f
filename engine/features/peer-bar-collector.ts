import type { Instrument, InstrumentId } from '../domain/instrument/instrument.ts';
import type { Bar } from '../domain/market/bar.ts';
import { IntervalBars } from './interval-bars.ts';

/** Takes in the closed bars of one time of all followed instruments, in the order in which they are followed. */
export type PeerListener = (bars: readonly (Bar | undefined)[]) => void;

interface Interval {
  readonly merging: readonly IntervalBars[];
  readonly listeners: Set<PeerListener>;
  bars: (Bar | undefined)[];
  openTime: number;
  count: number;
}

/**
 * Brings the closed bars of all followed instruments together. The bars of a time are given out when the
 * last instrument's bar of that time has closed, or when the first bar of a later time arrives; a bar that
 * comes later still is left out, so the same events always give the same lists.
 */
export class PeerBarCollector {
  readonly instruments: readonly Instrument[];
  readonly #begunMinutes: (instrument: InstrumentId, intervalMs: number) => readonly Bar[];
  readonly #places: ReadonlyMap<InstrumentId, number>;
  readonly #intervals = new Map<number, Interval>();

  /** `begun` tells the minutes of an instrument's period that is under way as somebody begins to listen. */
  constructor(
    instruments: readonly Instrument[],
    begun: (instrument: InstrumentId, intervalMs: number) => readonly Bar[] = () => [],
  ) {
    this.instruments = instruments;
    this.#begunMinutes = begun;
    this.#places = new Map(instruments.map(({ id }, place) => [id, place]));
  }

  /** Whoever listens is told from the next whole bar of `intervalMs` on, until the returned function is called. */
  listen(intervalMs: number, listener: PeerListener): () => void {
    const interval = this.#intervals.get(intervalMs) ?? this.#begun(intervalMs);
    this.#intervals.set(intervalMs, interval);
    interval.listeners.add(listener);
    return () => {
      interval.listeners.delete(listener);
      if (interval.listeners.size === 0) this.#intervals.delete(intervalMs);
    };
  }

  /** Takes in a closed one-minute bar. */
  onClosedBar(instrument: InstrumentId, minute: Bar): void {
    const place = this.#places.get(instrument);
    if (place === undefined) return;
    for (const interval of this.#intervals.values()) {
      const bar = interval.merging[place]?.add(minute);
      if (bar !== undefined) this.#add(interval, place, bar);
    }
  }

  #add(interval: Interval, place: number, bar: Bar): void {
    if (bar.openTime < interval.openTime) return;
    if (bar.openTime > interval.openTime) {
      this.#giveOut(interval);
      interval.openTime = bar.openTime;
    } else if (interval.count === 0) {
      // The bars of this time have gone out already.
      return;
    }
    if (interval.bars[place] === undefined) interval.count += 1;
    interval.bars[place] = bar;
    if (interval.count === this.instruments.length) this.#giveOut(interval);
  }

  #giveOut(interval: Interval): void {
    if (interval.count === 0) return;
    const { bars } = interval;
    interval.bars = this.instruments.map(() => undefined);
    interval.count = 0;
    for (const listener of interval.listeners) listener(bars);
  }

  #begun(intervalMs: number): Interval {
    return {
      merging: this.instruments.map(
        ({ id }) => new IntervalBars(intervalMs, this.#begunMinutes(id, intervalMs)),
      ),
      listeners: new Set(),
      bars: this.instruments.map(() => undefined),
      openTime: -1,
      count: 0,
    };
  }
}
