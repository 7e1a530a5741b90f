import type { HeatmapColumns } from '../../../engine/contract/heatmap-commands.ts';

/** One span as a test writes it: sizes by price in ticks; no sizes means that no book was known. */
interface Span {
  readonly index: number;
  readonly sizes?: Readonly<Record<number, number>>;
  readonly bought?: number;
  readonly sold?: number;
}

/** Packs spans of one second as the engine does. */
export function packed(spans: readonly Span[]): HeatmapColumns {
  const rows = spans.map(({ sizes = {} }) =>
    Object.entries(sizes).map(([ticks, size]) => [Number(ticks), size] as const),
  );
  let place = 0;
  const starts = [0, ...rows.map((each) => (place += each.length))];
  const prices = rows.map((each) => each.map(([ticks]) => ticks));
  return {
    columnMs: 1000,
    times: Float64Array.from(spans, ({ index }) => index * 1000),
    lowTicks: Int32Array.from(prices, (each) => each[0] ?? 0),
    highTicks: Int32Array.from(prices, (each) => each.at(-1) ?? 0),
    bidTicks: Int32Array.from(prices, (each) => each[0] ?? 0),
    askTicks: Int32Array.from(prices, (each) => each.at(-1) ?? 0),
    boughtBase: Float32Array.from(spans, ({ bought = 0 }) => bought),
    soldBase: Float32Array.from(spans, ({ sold = 0 }) => sold),
    boughtTicks: Float64Array.from(spans, () => 100),
    soldTicks: Float64Array.from(spans, () => 100),
    starts: Uint32Array.from(starts),
    ticks: Int32Array.from(prices.flat()),
    sizesBase: Float32Array.from(rows.flatMap((each) => each.map(([, size]) => size))),
  };
}
