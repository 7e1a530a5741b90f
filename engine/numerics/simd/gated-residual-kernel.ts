import { exponentialInPlace } from './exponentials.ts';
import { type Code, type Local, pair, read, steps, whole, write } from './instructions.ts';
import { constantPair } from './kernel-constants.ts';
import { counted, type Kernel, kernel } from './kernel.ts';

const PAIR_BYTES = 16;
const SMALLEST_VARIANCE = 1e-5;

const kernels = new Map<number, Kernel>();

/** The kernel for rows of so many numbers, compiled once. */
export function gatedResidualsKernel(width: number): Kernel {
  const known = kernels.get(width);
  if (known !== undefined) return known;
  const made = gatedResiduals(width);
  kernels.set(width, made);
  return made;
}

/**
 * Gated residuals of rows that stand in pairs, number by number: each becomes what it was plus what is let
 * through, around its mean in units of its deviation. Weights stand in pairs, too, in the order in which they
 * are needed: for each unit its constant and what each number of the row weighs; then for each number of the
 * row the constants of the gate, as the exponent of its logistic function, and of what is let through, and for
 * each unit what it weighs in either. Given are the `rows`, the `weights`, how far the weights of the next pair
 * are away (`apart`), room for the `units`, and the `count` of pairs of rows. What is summed is written out, number
 * by number: to count takes half of the time otherwise.
 */
const gatedResiduals = (width: number): Kernel =>
  kernel((locals) => {
    const given = locals.given('rows', 'weights', 'apart', 'units', 'count');
    const { apart, count, rows, weights } = given;
    const work: Work = {
      ...given,
      ...locals.wholes('place', 'weight', 'block'),
      ...locals.pairs('sum', 'gate', 'mean', 'number'),
      raise: exponentialInPlace(locals),
      bytes: whole.of(PAIR_BYTES * width),
      numbers: Array.from({ length: width }, (_, i) => i),
    };
    const { block, bytes, weight } = work;
    const body = steps(
      write(weight, read(weights)),
      activate(work),
      letThrough(work),
      standardize(work),
      write(rows, whole.plus(read(rows), bytes)),
      write(weights, whole.plus(read(weights), read(apart))),
    );
    return counted(block, read(count), body);
  });

type Name = 'rows' | 'weights' | 'units' | 'place' | 'weight' | 'block';
type Work = Readonly<Record<Name | 'sum' | 'gate' | 'mean' | 'number', Local>> & {
  readonly raise: ReturnType<typeof exponentialInPlace>;
  /** Of two rows. */
  readonly bytes: Code;
  /** 0, 1, ... to the last place of a row. */
  readonly numbers: readonly number[];
};

const skipWeights = ({ weight }: Work, pairs: number): Code =>
  write(weight, whole.plus(read(weight), whole.of(pairs * PAIR_BYTES)));

/** The units: sums that below 0 are bent by the exponential. */
function activate(work: Work): Code {
  const { bytes, gate, numbers, place, raise, rows, sum, units, weight } = work;
  const weighed = (i: number): Code =>
    pair.times(pair.load(read(weight), PAIR_BYTES * (i + 1)), pair.load(read(rows), PAIR_BYTES * i));
  const unit = steps(
    write(sum, pair.load(read(weight))),
    ...numbers.map((i) => write(sum, pair.plus(read(sum), weighed(i)))),
    skipWeights(work, 1 + numbers.length),
    write(gate, pair.least(read(sum), constantPair(0))),
    raise(gate),
    pair.store(
      whole.plus(read(units), read(place)),
      pair.plus(pair.most(read(sum), constantPair(0)), pair.minus(read(gate), constantPair(1))),
    ),
  );
  return counted(place, bytes, unit, PAIR_BYTES);
}

/** Adds what the gates let through; the mean is that of the new rows. */
function letThrough(work: Work): Code {
  const { bytes, gate, mean, number, numbers, place, raise, rows, sum, units, weight } = work;
  const here = whole.plus(read(rows), read(place));
  const weighed = (i: number): Code =>
    steps(
      write(number, pair.load(read(units), PAIR_BYTES * i)),
      write(
        gate,
        pair.plus(read(gate), pair.times(pair.load(read(weight), PAIR_BYTES * (2 + 2 * i)), read(number))),
      ),
      write(
        sum,
        pair.plus(read(sum), pair.times(pair.load(read(weight), PAIR_BYTES * (3 + 2 * i)), read(number))),
      ),
    );
  const each = steps(
    write(gate, pair.load(read(weight))),
    write(sum, pair.load(read(weight), PAIR_BYTES)),
    ...numbers.map(weighed),
    skipWeights(work, 2 + 2 * numbers.length),
    raise(gate),
    write(sum, pair.plus(pair.load(here), pair.over(read(sum), pair.plus(read(gate), constantPair(1))))),
    pair.store(here, read(sum)),
    write(mean, pair.plus(read(mean), read(sum))),
  );
  return steps(
    write(mean, pair.of(0)),
    counted(place, bytes, each, PAIR_BYTES),
    write(mean, pair.over(read(mean), constantPair(numbers.length))),
  );
}

function standardize({ gate, mean, numbers, rows, sum }: Work): Code {
  const apart = (i: number): Code => pair.minus(pair.load(read(rows), PAIR_BYTES * i), read(mean));
  const variance = pair.plus(
    pair.over(read(sum), constantPair(numbers.length)),
    constantPair(SMALLEST_VARIANCE),
  );
  return steps(
    write(sum, pair.of(0)),
    ...numbers.map((i) =>
      steps(write(gate, apart(i)), write(sum, pair.plus(read(sum), pair.times(read(gate), read(gate))))),
    ),
    write(sum, pair.over(constantPair(1), pair.root(variance))),
    ...numbers.map((i) => pair.store(read(rows), pair.times(apart(i), read(sum)), PAIR_BYTES * i)),
  );
}
