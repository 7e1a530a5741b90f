import { exponentialInPlace } from './exponentials.ts';
import { type Code, float, type Local, pair, read, steps, sumOfBoth, whole, write } from './instructions.ts';
import { constantPair } from './kernel-constants.ts';
import { counted, kernel, type KernelLocals } from './kernel.ts';

const PAIR_BYTES = 16;
const FLOAT_BYTES = 8;
/** Exponents below it give no normal number. */
const LOWEST = -708;
/** What the kernel is told: persistence and shock of drifts and of log variances, then the value to be explained. */
export const PARTICLE_NUMBERS = 5;

/**
 * Moves particles of a drift and a log variance by two random steps each and weighs them by the normal likelihood
 * of a value. Given are the `steps`, two for each particle, the `drifts` with the logs and the variances behind
 * them, each list of as many `bytes`, the `weights`, and the `numbers`, behind which three sums go: of the weights,
 * of those with a drift above 0, and of the weights times the variances.
 */
export const moveParticles = kernel((locals) => {
  const given = locals.given('steps', 'drifts', 'weights', 'numbers', 'bytes');
  const { bytes, drifts, numbers, weights } = given;
  const { at, logs, variances } = locals.wholes('at', 'logs', 'variances');
  const now = locals.pairs('drift', 'log', 'variance', 'weight');
  const sums = Object.values(locals.pairs('all', 'up', 'spread'));
  const raise = exponentialInPlace(locals);
  const number = (place: number): Code => pair.loadTwice(read(numbers), FLOAT_BYTES * place);
  const here = (list: Local): Code => whole.plus(read(list), read(at));
  const next = (part: Local, persistence: number, step: Code): Code =>
    write(
      part,
      pair.plus(pair.times(number(persistence), read(part)), pair.times(number(persistence + 1), step)),
    );
  const [one, other] = [pair.load(read(given.steps)), pair.load(read(given.steps), PAIR_BYTES)];
  const two = steps(
    write(now.drift, pair.load(here(drifts))),
    write(now.log, pair.load(here(logs))),
    next(now.drift, 0, pair.times(pair.root(pair.load(here(variances))), pair.firsts(one, other))),
    next(now.log, 2, pair.seconds(one, other)),
    write(given.steps, whole.plus(read(given.steps), whole.of(2 * PAIR_BYTES))),
    write(now.variance, read(now.log)),
    raise(now.variance),
    weigh(locals, now, number(4)),
    pair.store(here(drifts), read(now.drift)),
    pair.store(here(logs), read(now.log)),
    pair.store(here(variances), read(now.variance)),
    pair.store(here(weights), read(now.weight)),
    addTo(sums, now),
  );
  return steps(
    ...sums.map((sum) => write(sum, pair.of(0))),
    write(logs, whole.plus(read(drifts), read(bytes))),
    write(variances, whole.plus(read(logs), read(bytes))),
    counted(at, read(bytes), two, PAIR_BYTES),
    ...sums.map((sum, i) => float.store(read(numbers), sumOfBoth(sum), FLOAT_BYTES * (PARTICLE_NUMBERS + i))),
  );
});

type Particle = Readonly<Record<'drift' | 'log' | 'variance' | 'weight', Local>>;

/** The likelihood of a value, without its constant; 0 where it is no normal number. */
function weigh(locals: KernelLocals, { drift, log, variance, weight }: Particle, value: Code): Code {
  const { exponent, off } = locals.pairs('off', 'exponent');
  const raise = exponentialInPlace(locals);
  const squares = pair.over(pair.times(read(off), read(off)), read(variance));
  const isNormal = pair.above(read(exponent), constantPair(LOWEST));
  return steps(
    write(off, pair.minus(value, read(drift))),
    write(exponent, pair.times(constantPair(-0.5), pair.plus(read(log), squares))),
    write(weight, read(exponent)),
    raise(weight),
    write(weight, pair.choose(read(weight), constantPair(0), isNormal)),
  );
}

function addTo(sums: readonly Local[], { drift, variance, weight }: Particle): Code {
  const isUp = pair.above(read(drift), constantPair(0));
  const added = [
    read(weight),
    pair.choose(read(weight), constantPair(0), isUp),
    pair.times(read(weight), read(variance)),
  ];
  return steps(...sums.map((sum, i) => write(sum, pair.plus(read(sum), added[i] ?? []))));
}
