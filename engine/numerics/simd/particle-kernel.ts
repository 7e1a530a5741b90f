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

/** Pairs of particles that take turns, since a processor would wait for one of them alone. */
const PAIRS = 2;
/** Particles moved together. */
export const PARTICLES_TOGETHER = 2 * PAIRS;

/**
 * Moves particles of a drift and a log variance by two random steps each and weighs them by the normal likelihood
 * of a value. Given are the `steps`, two for each particle, the `drifts` with the logs and the variances behind
 * them, each list of as many `bytes`, the `weights`, and the `numbers`, behind which three sums go: of the weights,
 * of those with a drift above 0, and of the weights times the variances. There are a multiple of
 * {@link PARTICLES_TOGETHER}.
 */
export const moveParticles = kernel((locals) => {
  const given = locals.given('steps', 'drifts', 'weights', 'numbers', 'bytes');
  const { bytes, drifts, numbers, weights } = given;
  const { at, logs, variances } = locals.wholes('at', 'logs', 'variances');
  const particles = Array.from({ length: PAIRS }, () => particlesOf(locals));
  const sums = Object.values(locals.pairs('all', 'up', 'spread'));
  const raise = exponentialInPlace(locals);
  const number = (place: number): Code => pair.loadTwice(read(numbers), FLOAT_BYTES * place);
  const here = (list: Local): Code => whole.plus(read(list), read(at));
  const each = (step: (particle: Particles, bytes: number) => Code): Code =>
    steps(...particles.map((particle, which) => step(particle, PAIR_BYTES * which)));
  const stepsOf = (offset: number): [Code, Code] => [
    pair.load(read(given.steps), 2 * offset),
    pair.load(read(given.steps), 2 * offset + PAIR_BYTES),
  ];
  const put = (list: Local, value: Local, offset: number): Code =>
    pair.store(here(list), read(value), offset);
  const body = steps(
    each(({ drift }, offset) => write(drift, pair.load(here(drifts), offset))),
    each(({ log }, offset) => write(log, pair.load(here(logs), offset))),
    each(({ drift }, offset) => {
      const step = pair.times(pair.root(pair.load(here(variances), offset)), pair.firsts(...stepsOf(offset)));
      return write(drift, moved(drift, number(0), pair.times(number(1), step)));
    }),
    each(({ log }, offset) =>
      write(log, moved(log, number(2), pair.times(number(3), pair.seconds(...stepsOf(offset))))),
    ),
    each(({ drift }, offset) => put(drifts, drift, offset)),
    each(({ log }, offset) => put(logs, log, offset)),
    each(({ log, variance }) => write(variance, read(log))),
    raise(...particles.map(({ variance }) => variance)),
    each(({ variance }, offset) => put(variances, variance, offset)),
    explain(particles, number(4)),
    raise(...particles.map(({ weight }) => weight)),
    each(leaveOutFaint),
    each(({ weight }, offset) => put(weights, weight, offset)),
    each((particle) => addTo(sums, particle)),
    write(given.steps, whole.plus(read(given.steps), whole.of(2 * PAIRS * PAIR_BYTES))),
  );
  return steps(
    ...sums.map((sum) => write(sum, pair.of(0))),
    write(logs, whole.plus(read(drifts), read(bytes))),
    write(variances, whole.plus(read(logs), read(bytes))),
    counted(at, read(bytes), body, PAIRS * PAIR_BYTES),
    ...sums.map((sum, i) => float.store(read(numbers), sumOfBoth(sum), FLOAT_BYTES * (PARTICLE_NUMBERS + i))),
  );
});

const moved = (part: Local, persistence: Code, shock: Code): Code =>
  pair.plus(pair.times(persistence, read(part)), shock);

const particlesOf = (locals: KernelLocals) => locals.pairs('drift', 'log', 'variance', 'exponent', 'weight');
type Particles = ReturnType<typeof particlesOf>;

/** The exponents of the likelihood of a value, without its constant, also in the place of the weights. */
function explain(particles: readonly Particles[], value: Code): Code {
  const each = (step: (particle: Particles) => Code): Code => steps(...particles.map(step));
  return steps(
    each(({ drift, weight }) => write(weight, pair.minus(value, read(drift)))),
    each(({ variance, weight }) =>
      write(weight, pair.over(pair.times(read(weight), read(weight)), read(variance))),
    ),
    each(({ exponent, log, weight }) =>
      write(exponent, pair.times(constantPair(-0.5), pair.plus(read(log), read(weight)))),
    ),
    each(({ exponent, weight }) => write(weight, read(exponent))),
  );
}

/** Weights are 0 where the likelihood is no normal number. */
const leaveOutFaint = ({ exponent, weight }: Particles): Code =>
  write(weight, pair.choose(read(weight), constantPair(0), pair.above(read(exponent), constantPair(LOWEST))));

function addTo(sums: readonly Local[], { drift, variance, weight }: Particles): Code {
  const isUp = pair.above(read(drift), constantPair(0));
  const added = [
    read(weight),
    pair.choose(read(weight), constantPair(0), isUp),
    pair.times(read(weight), read(variance)),
  ];
  return steps(...sums.map((sum, i) => write(sum, pair.plus(read(sum), added[i] ?? []))));
}
