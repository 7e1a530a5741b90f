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
      ...locals.pairs('mean', 'number'),
      lanes: Array.from({ length: together(width) }, () => locals.pairs('sum', 'gate')),
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

/** How many numbers take turns: a processor would wait for one of them alone. */
const together = (width: number): number => [4, 3, 2].find((each) => width % each === 0) ?? 1;

type Name = 'rows' | 'weights' | 'units' | 'place' | 'weight' | 'block';
type Lane = Readonly<Record<'sum' | 'gate', Local>>;
type Work = Readonly<Record<Name | 'mean' | 'number', Local>> & {
  readonly lanes: readonly Lane[];
  readonly raise: ReturnType<typeof exponentialInPlace>;
  /** Of two rows. */
  readonly bytes: Code;
  /** 0, 1, ... to the last place of a row. */
  readonly numbers: readonly number[];
};

const each = ({ lanes }: Work, step: (lane: Lane, which: number) => Code): Code => steps(...lanes.map(step));

/** Goes through the places of a row, several at a time, of which each has so many pairs of weights. */
function eachPlace({ bytes, lanes, place, weight }: Work, weights: number, body: Code): Code {
  const next = write(weight, whole.plus(read(weight), whole.of(lanes.length * weights * PAIR_BYTES)));
  return counted(place, bytes, steps(body, next), lanes.length * PAIR_BYTES);
}

/** The units: sums that below 0 are bent by the exponential. */
function activate(work: Work): Code {
  const { lanes, number, numbers, place, raise, rows, units, weight } = work;
  const size = 1 + numbers.length;
  const weighing = (which: number, i: number): Code =>
    pair.load(read(weight), PAIR_BYTES * (which * size + i));
  const one = constantPair(1);
  const body = steps(
    each(work, ({ sum }, which) => write(sum, weighing(which, 0))),
    ...numbers.map((i) =>
      steps(
        write(number, pair.load(read(rows), PAIR_BYTES * i)),
        each(work, ({ sum }, which) =>
          write(sum, pair.plus(read(sum), pair.times(weighing(which, i + 1), read(number)))),
        ),
      ),
    ),
    each(work, ({ gate, sum }) => write(gate, pair.least(read(sum), constantPair(0)))),
    raise(...lanes.map(({ gate }) => gate)),
    each(work, ({ gate, sum }, which) => {
      const unit = pair.plus(pair.most(read(sum), constantPair(0)), pair.minus(read(gate), one));
      return pair.store(whole.plus(read(units), read(place)), unit, PAIR_BYTES * which);
    }),
  );
  return eachPlace(work, size, body);
}

/** Adds what the gates let through; the mean is that of the new rows. */
function letThrough(work: Work): Code {
  const { lanes, mean, number, numbers, place, raise, rows, units, weight } = work;
  const size = 2 + 2 * numbers.length;
  const weighing = (which: number, i: number): Code =>
    pair.load(read(weight), PAIR_BYTES * (which * size + i));
  const here = whole.plus(read(rows), read(place));
  const add = (to: Local, which: number, i: number): Code =>
    write(to, pair.plus(read(to), pair.times(weighing(which, i), read(number))));
  const body = steps(
    each(work, ({ gate, sum }, which) =>
      steps(write(gate, weighing(which, 0)), write(sum, weighing(which, 1))),
    ),
    ...numbers.map((i) =>
      steps(
        write(number, pair.load(read(units), PAIR_BYTES * i)),
        each(work, ({ gate, sum }, which) => steps(add(gate, which, 2 + 2 * i), add(sum, which, 3 + 2 * i))),
      ),
    ),
    raise(...lanes.map(({ gate }) => gate)),
    each(work, ({ gate, sum }, which) => {
      const passed = pair.over(read(sum), pair.plus(read(gate), constantPair(1)));
      return write(sum, pair.plus(pair.load(here, PAIR_BYTES * which), passed));
    }),
    each(work, ({ sum }, which) => pair.store(here, read(sum), PAIR_BYTES * which)),
    each(work, ({ sum }) => write(mean, pair.plus(read(mean), read(sum)))),
  );
  return steps(
    write(mean, pair.of(0)),
    eachPlace(work, size, body),
    write(mean, pair.over(read(mean), constantPair(numbers.length))),
  );
}

function standardize({ lanes, mean, number, numbers, rows }: Work): Code {
  const { sum } = lanes[0] as Lane;
  const apart = (i: number): Code => pair.minus(pair.load(read(rows), PAIR_BYTES * i), read(mean));
  const variance = pair.plus(
    pair.over(read(sum), constantPair(numbers.length)),
    constantPair(SMALLEST_VARIANCE),
  );
  return steps(
    write(sum, pair.of(0)),
    ...numbers.map((i) =>
      steps(
        write(number, apart(i)),
        write(sum, pair.plus(read(sum), pair.times(read(number), read(number)))),
      ),
    ),
    write(sum, pair.over(constantPair(1), pair.root(variance))),
    ...numbers.map((i) => pair.store(read(rows), pair.times(apart(i), read(sum)), PAIR_BYTES * i)),
  );
}
