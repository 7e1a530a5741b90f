import type { Bar } from '../domain/market/bar.ts';
import { type FeatureRun, feedAll } from './feature-run.ts';
import { IntervalBars } from './interval-bars.ts';

/** Closed minutes of the period of a length that is not over yet, oldest first. */
export type BegunMinutes = (intervalMs: number) => readonly Bar[];

/** Runs on bars of one length that began with the same minute: one merging of minutes does for all of them. */
interface BarGroup {
  readonly bars: IntervalBars;
  runs: readonly FeatureRun<'step'>[];
  /** Whether a minute has passed since it was begun; whoever comes now has not seen it. */
  hasBegun: boolean;
}

/** The runs that read bars among other things, each on bars of its own length. */
export class BarReaders {
  readonly #begun: BegunMinutes;
  /** A list afresh with every change, as those of the runs: nobody who is being fed sees one change. */
  #groups: readonly BarGroup[] = [];

  /** `begun` tells the minutes of a period that is under way as somebody starts. */
  constructor(begun: BegunMinutes = () => []) {
    this.#begun = begun;
  }

  /** @throws {RangeError} when `intervalMs` is not a number of whole minutes that divides the day. */
  add(run: FeatureRun<'step'>, intervalMs: number): void {
    const known = this.#groups.find(({ bars, hasBegun }) => !hasBegun && bars.intervalMs === intervalMs);
    if (known !== undefined) known.runs = [...known.runs, run];
    else {
      const bars = new IntervalBars(intervalMs, this.#begun(intervalMs));
      this.#groups = [...this.#groups, { bars, runs: [run], hasBegun: false }];
    }
  }

  remove(run: FeatureRun<'step'>): void {
    const group = this.#groups.find(({ runs }) => runs.includes(run));
    if (group === undefined) return;
    group.runs = group.runs.filter((each) => each !== run);
    this.#groups = this.#groups.filter(({ runs }) => runs.length > 0);
  }

  /** Feeds the bars that this minute is or ends. */
  onClosedBar(minute: Bar): void {
    for (const group of this.#groups) {
      group.hasBegun = true;
      const bar = group.bars.add(minute);
      if (bar !== undefined) feedAll(group.runs, { kind: 'bar', time: bar.openTime + bar.intervalMs, bar });
    }
  }
}
