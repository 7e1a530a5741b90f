import { positive, wholeNumber } from '../../../numerics/checked-numbers.ts';
import { RecentValues } from '../../../numerics/recent-values.ts';
import { defineFormula } from '../../formula.ts';
import { withReadings } from '../../readings.ts';

/**
 * Price of the coin at all followed venues that no single large or odd trade moves: mean of the
 * volume-weighted medians of the last `partitions` stretches of `length` seconds. Stretches begin at whole
 * multiples of their length; the one we begin in counts only from its first instant. A stretch without a trade
 * is left out. Prices are taken as quoted, see the arbitrage index. Warm after that many whole stretches; no
 * value where nothing traded in any of them.
 */
export const partitionedMedianReferenceRate = defineFormula({
  id: 'F264',
  key: 'partitioned-median-reference-rate',
  title: 'Reference rate from partitioned volume-weighted medians',
  family: 'bitcoin',
  output: { unit: 'quote currency', min: 0 },
  role: 'context',
  source:
    "CF Benchmarks / Crypto Facilities and CME Group, 'CME CF Bitcoin Reference Rate methodology', 2016; Paine, A. & Knottenbelt, W. J., 'Analysis of the CME CF Bitcoin Reference Rate and CME CF Bitcoin Real Time Index', Imperial College London, 2016",
  catalogue: {
    inputs: ['external', 'trades'],
    params: {
      partitions: { unit: '1', meaning: 'number K of partitions' },
      length: {
        unit: 's',
        meaning: 'partition length (use 5 s with 12 partitions for a one-minute live rate)',
      },
    },
    definition: `
      Trades of all configured venues in [t0, t0+K*length), in one quote currency. Partition k holds
      trades with t0+k*length <= time < t0+(k+1)*length. Volume-weighted median of a partition: sort by
      price, the first price at which cumulative size >= half of the partition's total size. Rate =
      arithmetic mean of the medians of the non-empty partitions (no trades at all -> null).
    `,
    update: 'O(log n) insert per trade; one pass per partition at its end.',
    signal: 'context: robust fair price used by ids 257, 259, 261, 269.',
    range: '(0,inf)',
  },
  defaults: { partitions: 12, length: 300 },
  input: 'step',
  reads: ['trade', 'peer-trade'],
  readings: {
    /** Stretches in which something traded. */
    filled: { unit: '1', min: 0 },
  },
  warmUp: () => 2,
  warmUpMs: (params) => 1000 * params.partitions * params.length,

  start({ length, partitions }) {
    const lengthMs = 1000 * positive('length', length);
    const medians = new RecentValues(wholeNumber('partitions', partitions));
    const sizes = new Map<number, number>();
    let stretch = NaN;
    let filled = 0;
    let value: number | undefined;

    const endStretches = (count: number) => {
      // What traded before a silence of all stretches lies before them.
      if (count > partitions) sizes.clear();
      for (let i = 0; i < Math.min(count, partitions); i += 1) {
        medians.push(weightedMedian(sizes));
        sizes.clear();
      }
      if (medians.isFull) value = rate();
    };
    const rate = (): number | undefined => {
      let sum = 0;
      filled = 0;
      for (let age = 0; age < partitions; age += 1) {
        const median = medians.at(age);
        if (Number.isNaN(median)) continue;
        sum += median;
        filled += 1;
      }
      return filled > 0 ? sum / filled : undefined;
    };
    const take = (time: number, price: number, size: number) => {
      const now = Math.floor(time / lengthMs);
      if (Number.isNaN(stretch)) stretch = Math.ceil(time / lengthMs);
      if (now > stretch) {
        endStretches(now - stretch);
        stretch = now;
      }
      if (now === stretch) sizes.set(price, (sizes.get(price) ?? 0) + size);
    };
    return withReadings(
      (step) => {
        if (step.kind === 'trade') take(step.time, step.trade.price, step.trade.sizeBase);
        if (step.kind === 'peer-trade' && step.trade.isSameCoin)
          take(step.time, step.trade.price, step.trade.sizeBase);
        return value;
      },
      { filled: () => filled },
    );
  },
});

/** The lowest price up to which at least half of all size traded; NaN of nothing. */
export function weightedMedian(sizes: ReadonlyMap<number, number>): number {
  const prices = Float64Array.from(sizes.keys()).toSorted();
  let half = 0;
  for (const size of sizes.values()) half += size / 2;
  let below = 0;
  for (const price of prices) {
    below += sizes.get(price) ?? 0;
    if (below >= half) return price;
  }
  return NaN;
}
