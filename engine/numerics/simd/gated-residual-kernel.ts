import { exponentialInPlace } from './exponentials.ts';
import { type Code, type Local, pair, read, steps, whole, write } from './instructions.ts';
import { constantPair } from './kernel-constants.ts';
import { counted, kernel } from './kernel.ts';

const PAIR_BYTES = 16;
const SMALLEST_VARIANCE = 1e-5;

/**
 * Gated residuals of rows that stand in pairs, number by number: each becomes what it was plus what is let
 * through, around its mean in units of its deviation. Weights stand in pairs, too, in the order in which they
 * are needed: for each unit its constant and what each number of the row weighs; then for each number of the
 * row the constants of the gate, as the exponent of its logistic function, and of what is let through, and for
 * each unit what it weighs in either. Given are the `rows`, the `weights`, how far the weights of the next pair
 * are away (`apart`), room for the `units`, the `count` of pairs of rows, and the `bytes` of one.
 */
export const applyGatedResiduals = kernel((locals) => {
  const given = locals.given('rows', 'weights', 'apart', 'units', 'count', 'bytes');
  const { apart, bytes, count, rows, weights } = given;
  const work: Work = {
    ...given,
    ...locals.wholes('place', 'other', 'weight', 'block'),
    ...locals.pairs('sum', 'gate', 'mean', 'numbers', 'one'),
    raise: exponentialInPlace(locals),
  };
  const { block, numbers, weight } = work;
  const body = steps(
    write(weight, read(weights)),
    activate(work),
    letThrough(work),
    standardize(work),
    write(rows, whole.plus(read(rows), read(bytes))),
    write(weights, whole.plus(read(weights), read(apart))),
  );
  return steps(
    write(work.one, constantPair(1)),
    write(numbers, countOf(work)),
    counted(block, read(count), body),
  );
});

type Name = 'rows' | 'weights' | 'units' | 'bytes' | 'place' | 'other' | 'weight' | 'block';
type Work = Readonly<Record<Name | 'sum' | 'gate' | 'mean' | 'numbers' | 'one', Local>> & {
  readonly raise: ReturnType<typeof exponentialInPlace>;
};

/** How many numbers a row has, in both places. */
const countOf = ({ bytes, mean, one, place }: Work): Code =>
  steps(
    write(mean, pair.of(0)),
    counted(place, read(bytes), write(mean, pair.plus(read(mean), read(one))), PAIR_BYTES),
    read(mean),
  );

const skipWeights = ({ weight }: Work, pairs: number): Code =>
  write(weight, whole.plus(read(weight), whole.of(pairs * PAIR_BYTES)));

/** The units: sums that below 0 are bent by the exponential. */
function activate(work: Work): Code {
  const { bytes, gate, one, other, place, raise, rows, sum, units, weight } = work;
  const weighed = pair.times(pair.load(read(weight)), pair.load(whole.plus(read(rows), read(other))));
  const unit = steps(
    write(sum, pair.load(read(weight))),
    skipWeights(work, 1),
    counted(
      other,
      read(bytes),
      steps(write(sum, pair.plus(read(sum), weighed)), skipWeights(work, 1)),
      PAIR_BYTES,
    ),
    write(gate, pair.least(read(sum), constantPair(0))),
    raise(gate),
    pair.store(
      whole.plus(read(units), read(place)),
      pair.plus(pair.most(read(sum), constantPair(0)), pair.minus(read(gate), read(one))),
    ),
  );
  return counted(place, read(bytes), unit, PAIR_BYTES);
}

/** Adds what the gates let through; the mean is that of the new rows. */
function letThrough(work: Work): Code {
  const { bytes, gate, mean, numbers, one, other, place, raise, rows, sum, units, weight } = work;
  const unit = pair.load(whole.plus(read(units), read(other)));
  const here = whole.plus(read(rows), read(place));
  const weighed = steps(
    write(gate, pair.plus(read(gate), pair.times(pair.load(read(weight)), unit))),
    write(sum, pair.plus(read(sum), pair.times(pair.load(read(weight), PAIR_BYTES), unit))),
    skipWeights(work, 2),
  );
  const number = steps(
    write(gate, pair.load(read(weight))),
    write(sum, pair.load(read(weight), PAIR_BYTES)),
    skipWeights(work, 2),
    counted(other, read(bytes), weighed, PAIR_BYTES),
    raise(gate),
    write(sum, pair.plus(pair.load(here), pair.over(read(sum), pair.plus(read(gate), read(one))))),
    pair.store(here, read(sum)),
    write(mean, pair.plus(read(mean), read(sum))),
  );
  return steps(
    write(mean, pair.of(0)),
    counted(place, read(bytes), number, PAIR_BYTES),
    write(mean, pair.over(read(mean), read(numbers))),
  );
}

function standardize({ bytes, gate, mean, numbers, one, place, rows, sum }: Work): Code {
  const here = whole.plus(read(rows), read(place));
  const apart = pair.minus(pair.load(here), read(mean));
  const squared = steps(
    write(gate, apart),
    write(sum, pair.plus(read(sum), pair.times(read(gate), read(gate)))),
  );
  const variance = pair.plus(pair.over(read(sum), read(numbers)), constantPair(SMALLEST_VARIANCE));
  return steps(
    write(sum, pair.of(0)),
    counted(place, read(bytes), squared, PAIR_BYTES),
    write(sum, pair.over(read(one), pair.root(variance))),
    counted(place, read(bytes), pair.store(here, pair.times(apart, read(sum))), PAIR_BYTES),
  );
}
