import type { Bar } from '../../domain/market/bar.ts';
import type { BarSeries } from '../bar-series.ts';

/** When a bar's period is over, in ms. */
export const endOf = ({ intervalMs, openTime }: Bar): number => openTime + intervalMs;

/** Bars in the order in which their periods end, what is finer first. */
export function inOrderOfTheirEnds(minutes: readonly Bar[], others: readonly Bar[]): readonly Bar[] {
  if (others.length === 0) return minutes;
  return [...minutes, ...others].toSorted((a, b) => endOf(a) - endOf(b) || a.intervalMs - b.intervalMs);
}

/** The bars of other lengths that fit into one of `intervalMs`, each handed out once. */
export class SummedBars {
  readonly #others: ReadonlyMap<number, BarSeries>;
  readonly #intervalMs: number;
  /** When the newest bar of a length that was handed out began. */
  readonly #lookedAt = new Map<number, number>();

  constructor(others: ReadonlyMap<number, BarSeries>, intervalMs: number) {
    this.#others = others;
    this.#intervalMs = intervalMs;
  }

  /** Those that came since the last time. */
  waiting(): Bar[] {
    const waiting: Bar[] = [];
    for (const [length, series] of this.#others) {
      if (this.#intervalMs % length === 0) this.#collect(length, series, waiting);
    }
    return waiting;
  }

  #collect(length: number, series: BarSeries, into: Bar[]): void {
    const lookedAt = this.#lookedAt.get(length) ?? -1;
    for (let index = series.length - 1; index >= 0; index -= 1) {
      const bar = series.at(index);
      if (!bar || bar.openTime <= lookedAt) break;
      into.push(bar);
    }
    this.#lookedAt.set(length, series.at(-1)?.openTime ?? lookedAt);
  }
}
