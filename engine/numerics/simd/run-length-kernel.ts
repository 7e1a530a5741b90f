import { exponentialInPlace } from './exponentials.ts';
import { type Code, float, type Local, pair, read, steps, sumOfBoth, whole, write } from './instructions.ts';
import { constantPair } from './kernel-constants.ts';
import { counted, kernel, type KernelLocals } from './kernel.ts';
import { logarithmInPlace } from './logarithms.ts';

const PAIR_BYTES = 16;
const FLOAT_BYTES = 8;
/** Pairs of runs that take turns, since a processor would wait for one of them alone. */
const PAIRS = 4;
/** Places of numbers: the sum of the weights, the smallest two or the least to be kept, and bytes of those that are. */
export const SUM = 4;
export const LEAST = 5;
export const KEPT = 6;
/** Runs weighed together. */
export const RUNS_TOGETHER = 2 * PAIRS;

/**
 * Weighs runs of values by how well each foretold another one, and takes it in. Given are the `lengths`, with the
 * weights, means, rates and factors of the runs behind them, each list of `apart` bytes; the `numbers`: the value,
 * strength and shape of the prior, what the weights are multiplied by first, behind which the sum of the weights comes
 * to stand and the smallest of either half of them; and the `bytes` of the runs, of which there are a multiple of {@link RUNS_TOGETHER}.
 */
export const weighRuns = kernel((locals) => {
  const { apart, bytes, lengths, numbers } = locals.given('lengths', 'apart', 'numbers', 'bytes');
  const { at, factors, means, rates, weights } = locals.wholes('at', 'weights', 'means', 'rates', 'factors');
  const { lowest, total } = locals.pairs('total', 'lowest');
  const pairs = Array.from({ length: PAIRS }, () => runsOf(locals));
  const lists: Lists = { lengths, weights, means, rates, factors };
  const placesOf =
    (which: number): Place =>
    (name) => [whole.plus(read(lists[name]), read(at)), which * PAIR_BYTES];
  const each = (step: (runs: Runs, place: Place) => Code): Code =>
    steps(...pairs.map((runs, i) => step(runs, placesOf(i))));
  const number = (which: number): Code => pair.loadTwice(read(numbers), FLOAT_BYTES * which);
  const logarithm = logarithmInPlace(locals);
  const raise = exponentialInPlace(locals);
  const body = steps(
    inTurns(pairs.map((runs, i) => takeIn(runs, placesOf(i), number))),
    logarithm(...pairs.map(({ ratio }) => ratio)),
    each(({ power, ratio }) => write(ratio, pair.negative(pair.times(read(ratio), read(power))))),
    raise(...pairs.map(({ ratio }) => ratio)),
    each(({ factor, ratio }, place) =>
      steps(
        write(ratio, pair.times(pair.load(...place('weights')), pair.times(read(factor), read(ratio)))),
        pair.store(place('weights')[0], read(ratio), place('weights')[1]),
        write(total, pair.plus(read(total), read(ratio))),
        // What stands behind the runs weighs nothing.
        write(
          ratio,
          pair.choose(read(ratio), constantPair(Infinity), pair.above(read(ratio), constantPair(0))),
        ),
        write(lowest, pair.least(read(lowest), read(ratio))),
      ),
    ),
  );
  return steps(
    ...behindEachOther([lengths, weights, means, rates, factors], apart),
    write(total, pair.of(0)),
    write(lowest, pair.of(Infinity)),
    counted(at, read(bytes), body, PAIRS * PAIR_BYTES),
    float.store(read(numbers), sumOfBoth(total), FLOAT_BYTES * SUM),
    pair.store(read(numbers), read(lowest), FLOAT_BYTES * LEAST),
  );
});

/**
 * Gives up the runs whose weights are below the last of the `numbers`, and moves the others up: given are the `lengths`
 * and the lists behind them, the `numbers`, as `weighRuns` is given them, and the `bytes` of the runs. The sum of the
 * weights becomes that of those that are left; how many bytes these have is put behind the smallest weight.
 */
export const keepLikely = kernel((locals) => {
  const { apart, bytes, lengths, numbers } = locals.given('lengths', 'apart', 'numbers', 'bytes');
  const { at, factors, means, rates, to, weights } = locals.wholes(
    ...(['at', 'to', 'weights', 'means', 'rates', 'factors'] as const),
  );
  const { given, weight } = locals.pairs('given', 'weight');
  const lists = [lengths, weights, means, rates, factors];
  const here = (list: Local): Code => whole.plus(read(list), read(at));
  const least = (): Code => float.load(read(numbers), FLOAT_BYTES * LEAST);
  const isKept = float.atLeast(pair.first(read(weight)), least());
  const body = steps(
    write(weight, pair.loadTwice(here(weights))),
    write(
      given,
      pair.plus(
        read(given),
        pair.choose(read(weight), pair.of(0), pair.above(pair.twice(least()), read(weight))),
      ),
    ),
    // Where it is given up, the next one is written over it.
    ...lists.map((list) => float.store(whole.plus(read(list), read(to)), float.load(here(list)))),
    write(to, whole.plus(read(to), whole.times(isKept, whole.of(FLOAT_BYTES)))),
  );
  const sum = float.load(read(numbers), FLOAT_BYTES * SUM);
  return steps(
    ...behindEachOther(lists, apart),
    write(to, whole.of(0)),
    write(given, pair.of(0)),
    counted(at, read(bytes), body, FLOAT_BYTES),
    float.store(read(numbers), float.minus(sum, pair.first(read(given))), FLOAT_BYTES * SUM),
    float.store(read(numbers), float.ofWhole(read(to)), FLOAT_BYTES * KEPT),
  );
});

const behindEachOther = (lists: readonly Local[], apart: Local): readonly Code[] =>
  lists.slice(1).map((list, i) => write(list, whole.plus(read(lists[i] ?? list), read(apart))));

type Lists = Readonly<Record<'lengths' | 'weights' | 'means' | 'rates' | 'factors', Local>>;
/** Where the numbers of two runs stand in a list: an address and bytes behind it. */
type Place = (list: keyof Lists) => readonly [Code, number];

const runsOf = (locals: KernelLocals) =>
  locals.pairs(
    ...(['length', 'off', 'strength', 'ratio', 'power', 'factor', 'rate', 'inverse', 'share'] as const),
  );
type Runs = ReturnType<typeof runsOf>;

/**
 * Takes the value into two runs. Leaves what is raised to which power to weigh them, Student's density with twice the
 * shape in degrees of freedom, and the factor before it; its constant falls out of the weights.
 */
function takeIn(runs: Runs, place: Place, number: (which: number) => Code): readonly Code[] {
  const { factor, inverse, length, off, power, rate, ratio, share, strength } = runs;
  const [one, half] = [constantPair(1), constantPair(0.5)];
  const at = (list: keyof Lists): Code => pair.load(...place(list));
  const put = (list: keyof Lists, value: Code): Code => pair.store(place(list)[0], value, place(list)[1]);
  const next = pair.plus(read(strength), one);
  return [
    write(length, at('lengths')),
    write(rate, at('rates')),
    write(factor, at('factors')),
    write(power, pair.plus(number(2), pair.times(read(length), half))),
    write(strength, pair.plus(number(1), read(length))),
    put('lengths', pair.plus(read(length), one)),
    write(off, pair.minus(number(0), at('means'))),
    // One division serves three: a processor takes as long for one as for ten products.
    write(ratio, pair.times(read(rate), next)),
    write(inverse, pair.over(one, pair.times(read(ratio), read(factor)))),
    put('factors', pair.times(read(power), pair.times(read(inverse), read(ratio)))),
    write(inverse, pair.times(read(inverse), read(factor))),
    write(share, pair.times(read(off), pair.times(read(inverse), read(rate)))),
    put('means', pair.plus(at('means'), read(share))),
    // What the rate gains.
    write(share, pair.times(half, pair.times(read(strength), pair.times(read(off), read(share))))),
    put('rates', pair.plus(read(rate), read(share))),
    write(ratio, pair.plus(one, pair.times(read(share), pair.times(read(inverse), next)))),
    write(factor, pair.times(read(factor), pair.root(pair.times(read(strength), read(inverse))))),
    write(factor, pair.times(read(factor), number(3))),
    write(power, pair.plus(read(power), half)),
  ];
}

/** The first steps of all, then the second of all, and so on. */
const inTurns = (each: readonly (readonly Code[])[]): Code =>
  steps(...(each[0] ?? []).flatMap((_, step) => each.map((those) => those[step] ?? [])));
