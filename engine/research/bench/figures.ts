/** Repeated timings of the same work; a rate is 1000 x units / ms. */
export interface Timing {
  readonly runs: number;
  /** Fastest run: the least disturbed by whatever else the machine did. */
  readonly bestMs: number;
  readonly medianMs: number;
}

/** A figure that could not be measured here, and what was missing. */
export interface Skipped {
  readonly skipped: string;
}

/** One measurement as JSON: numbers with their unit in the name, `skipped` where there are none. */
export type Figures = Readonly<Record<string, unknown>>;

/** Something to measure. */
export interface Benchmark {
  /** Name in the JSON file and on the command line. */
  readonly name: string;
  measure(): Figures | Skipped | Promise<Figures | Skipped>;
}

/** Three significant digits more than any machine repeats. */
export const rounded = (value: number): number => Number(value.toPrecision(6));
