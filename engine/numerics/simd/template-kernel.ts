import { type Code, type Local, pair, read, steps, whole, write } from './instructions.ts';
import { constantPair } from './kernel-constants.ts';
import { counted, kernel } from './kernel.ts';

const FLOAT_BYTES = 8;
const PAIR_BYTES = 16;
/** Diagonals walked at once: two pairs, since a processor would wait for one of them alone. */
export const LAGS_TOGETHER = 4;
const CHAINS = LAGS_TOGETHER / 2;

/**
 * Counts on every diagonal of the pairs of values the pairs that end a run of matching ones of some lengths. Given
 * are the `settings`: the tolerance, then what a run of either length is longer than; the `values`, with as many
 * NaN behind them as lags are walked together; the `bytes` of the values; and where the `counts` go as whole numbers
 * of 64 bits: four of the first length, whose sum is the count, then four of the second.
 */
export const countRuns = kernel((locals) => {
  const { bytes, counts, settings, values } = locals.given('settings', 'values', 'bytes', 'counts');
  const { at, diagonals, lag, left, place } = locals.wholes('at', 'lag', 'left', 'place', 'diagonals');
  const { long, short, tolerance, value } = locals.pairs('value', 'tolerance', 'short', 'long');
  const chains = Array.from({ length: CHAINS }, () => locals.pairs('row', 'ofShort', 'ofLong'));
  const each = (body: (chain: Chain, i: number) => Code): Code => steps(...chains.map(body));
  const distance = (i: number): Code => {
    const other = pair.load(whole.plus(read(place), read(lag)), FLOAT_BYTES + PAIR_BYTES * i);
    return pair.size(pair.minus(other, read(value)));
  };
  const longer = (row: Local, than: Local, count: Local): Code =>
    write(count, pair.bitsMinus(read(count), pair.above(read(row), read(than))));
  const step = steps(
    write(place, whole.plus(read(values), read(at))),
    write(value, pair.loadTwice(read(place))),
    each(({ row }, i) =>
      write(
        row,
        pair.bitsAnd(pair.plus(read(row), constantPair(1)), pair.notAbove(distance(i), read(tolerance))),
      ),
    ),
    each(({ ofLong, ofShort, row }) => steps(longer(row, short, ofShort), longer(row, long, ofLong))),
  );
  const diagonal = steps(
    write(left, whole.minus(read(diagonals), read(lag))),
    each(({ row }) => write(row, pair.of(0))),
    counted(at, read(left), step, FLOAT_BYTES),
  );
  return steps(
    write(tolerance, pair.loadTwice(read(settings))),
    write(short, pair.loadTwice(read(settings), FLOAT_BYTES)),
    write(long, pair.loadTwice(read(settings), 2 * FLOAT_BYTES)),
    each(({ ofLong, ofShort }) => steps(write(ofShort, pair.of(0)), write(ofLong, pair.of(0)))),
    write(diagonals, whole.minus(read(bytes), whole.of(FLOAT_BYTES))),
    counted(lag, read(diagonals), diagonal, FLOAT_BYTES * LAGS_TOGETHER),
    each(({ ofLong, ofShort }, i) =>
      steps(
        pair.store(read(counts), read(ofShort), PAIR_BYTES * i),
        pair.store(read(counts), read(ofLong), PAIR_BYTES * (CHAINS + i)),
      ),
    ),
  );
});

/** Length of the run that ends here on two diagonals, and the counts of both. */
type Chain = Readonly<Record<'row' | 'ofShort' | 'ofLong', Local>>;
