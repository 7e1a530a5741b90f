import type { Bar } from '../domain/market/bar.ts';
import type { TheoryName, TheoryPreset, TheoryState } from '../domain/theory/theory-reading.ts';
import { type Fitter, fitInline } from '../formulas/refit.ts';
import { allTheories } from '../theories/all-theories.ts';
import { ScoredTheory } from '../theories/scored-theory.ts';

/** What a desk is opened for. */
export interface TheoryDeskOptions {
  /** Length of its bars; whole minutes. */
  readonly intervalMs: number;
  readonly preset: TheoryPreset;
  /** The coin that is traded, e.g. `BTC`. */
  readonly coin: string;
  /** The currency its prices are in, e.g. `USDT`; dollars when left out. */
  readonly quote?: string;
  /** Has fits done; on the spot when left out. The values are the same whoever does them. */
  readonly fitter?: Fitter;
}

interface SeriesNumber {
  readonly name: string;
  readonly time: number;
  readonly value: number;
}

/** The eleven theories on the closed bars of one instrument and interval. */
export class TheoryDesk {
  readonly #intervalMs: number;
  readonly #theories: ReadonlyMap<TheoryName, ScoredTheory>;
  readonly #heard: ReadonlyMap<string, readonly ScoredTheory[]>;
  /** Numbers told for a time that no closed bar has reached yet, in the order in which they were told. */
  #ahead: SeriesNumber[] = [];
  #lastOpenTime = -Infinity;

  constructor({ coin, fitter = fitInline, intervalMs, preset, quote }: TheoryDeskOptions) {
    this.#intervalMs = intervalMs;
    const parts = { preset, intervalMs, coin, quote, fitter };
    this.#theories = new Map(allTheories.map((theory) => [theory.name, new ScoredTheory(theory, parts)]));
    this.#heard = new Map(
      THEORY_SERIES.map((name) => [
        name,
        allTheories
          .filter(({ series }) => series?.includes(name))
          .map((theory) => this.#theories.get(theory.name) as ScoredTheory),
      ]),
    );
  }

  /**
   * Takes in the next closed bar; one that is not newer than the last is passed over.
   * @throws {RangeError} when the bar is not as long as the desk was opened for.
   */
  pushBar(bar: Bar): void {
    if (bar.intervalMs !== this.#intervalMs)
      throw new RangeError(`a theory desk of ${this.#intervalMs} ms was told a bar of ${bar.intervalMs} ms`);
    if (bar.openTime <= this.#lastOpenTime) return;
    this.#lastOpenTime = bar.openTime;
    this.#tellReached();
    for (const theory of this.#theories.values()) theory.push({ kind: 'bar', bar });
  }

  /**
   * Takes in a number of a named series; one that no theory listens to is passed over. One that was told after the
   * last closed bar waits for the bar that ends no earlier: bars of before it must not know it.
   */
  tellSeries(name: string, time: number, value: number): void {
    if (!this.#heard.has(name)) return;
    this.#ahead.push({ name, time, value });
    if (time <= this.#reachedUntil) this.#tellReached();
  }

  /** Probability of a rise over the horizon of a theory; undefined until it is warm. */
  upProbability(theory: TheoryName): number | undefined {
    return this.#theories.get(theory)?.upProbability;
  }

  get #reachedUntil(): number {
    return this.#lastOpenTime + this.#intervalMs;
  }

  #tellReached(): void {
    if (this.#ahead.length === 0) return;
    const until = this.#reachedUntil;
    for (const { name, time, value } of this.#ahead) {
      if (time > until) continue;
      for (const theory of this.#heard.get(name) ?? []) theory.push({ kind: 'series', time, name, value });
    }
    this.#ahead = this.#ahead.filter(({ time }) => time > until);
  }

  /** What all eleven say, in the order in which they are shown. */
  read(): TheoryState[] {
    return [...this.#theories.values()].map((theory) => theory.read());
  }
}

/** Names of the series theories listen to. */
export const THEORY_SERIES: readonly string[] = [
  ...new Set(allTheories.flatMap(({ series }) => series ?? [])),
];
