import { type Code, type Local, pair, read, steps, whole, write } from './instructions.ts';
import { counted, kernel } from './kernel.ts';
import { tangentInPlace } from './tangents.ts';

const FLOAT_BYTES = 8;
const PAIR_BYTES = 16;
const INTEGER_BYTES = 4;
/** Pairs of units that take turns, since a processor would wait for one of them alone. */
const PAIRS = 2;
/** Units that hear together: each has as many links as the one of them that has most. */
export const UNITS_TOGETHER = 2 * PAIRS;

/**
 * What the units of a network hear from outside and of each other. Given are the `drive`, what each input weighs for
 * {@link UNITS_TOGETHER} units, input by input and group by group, the `inputs` and their bytes (`width`), the `counts`
 * of links of each group, the `places` of the states they lead to in bytes, unit by unit and link by link, and their
 * `weights`, the `states`, where it goes what is `heard`, and the `bytes` of the states.
 */
export const hearReservoir = kernel((locals) => {
  const given = locals.given(
    ...(['drive', 'inputs', 'width', 'counts', 'places', 'weights', 'states', 'heard', 'bytes'] as const),
  );
  const { bytes, counts, drive, heard, inputs, places, states, weights, width } = given;
  const { at, count, k } = locals.wholes('at', 'k', 'count');
  const pairs = Array.from({ length: PAIRS }, () => locals.pairs('sum', 'listened'));
  const each = (step: (sum: Local, listened: Local, which: number) => Code): Code =>
    steps(...pairs.map(({ listened, sum }, which) => step(sum, listened, which)));
  const add = (sum: Local, weight: Code, number: Code): Code =>
    write(sum, pair.plus(read(sum), pair.times(weight, number)));
  const { input } = locals.pairs('input');
  const driven = steps(
    write(input, pair.loadTwice(whole.plus(read(inputs), read(k)))),
    each((sum, _, which) => add(sum, pair.load(read(drive), PAIR_BYTES * which), read(input))),
    write(drive, whole.plus(read(drive), whole.of(PAIRS * PAIR_BYTES))),
  );
  const state = (unit: number): Code =>
    whole.plus(read(states), whole.load(read(places), INTEGER_BYTES * unit));
  const linked = steps(
    each((_, listened, which) =>
      write(listened, pair.loadSecond(state(2 * which + 1), pair.loadFirst(state(2 * which)))),
    ),
    each((sum, listened, which) => add(sum, pair.load(read(weights), PAIR_BYTES * which), read(listened))),
    write(places, whole.plus(read(places), whole.of(UNITS_TOGETHER * INTEGER_BYTES))),
    write(weights, whole.plus(read(weights), whole.of(PAIRS * PAIR_BYTES))),
  );
  const hear = steps(
    each((sum) => write(sum, pair.of(0))),
    counted(k, read(width), driven, FLOAT_BYTES),
    write(count, whole.load(read(counts))),
    counted(k, read(count), linked),
    write(counts, whole.plus(read(counts), whole.of(INTEGER_BYTES))),
    each((sum, _, which) => pair.store(whole.plus(read(heard), read(at)), read(sum), PAIR_BYTES * which)),
  );
  return counted(at, read(bytes), hear, PAIRS * PAIR_BYTES);
});

/**
 * Moves the states on by one step: a share of each is new, the hyperbolic tangent of what the unit has heard. Given are
 * the `states` and their `bytes`, and what was `heard`; behind it the share that is new and the one that stays.
 */
export const answerReservoir = kernel((locals) => {
  const { bytes, heard, states } = locals.given('states', 'heard', 'bytes');
  const { at } = locals.wholes('at');
  const pairs = Array.from({ length: PAIRS }, () => locals.pairs('sum').sum);
  const each = (step: (sum: Local, which: number) => Code): Code => steps(...pairs.map(step));
  const share = (which: number): Code =>
    pair.loadTwice(whole.plus(read(heard), read(bytes)), FLOAT_BYTES * which);
  const place = whole.plus(read(states), read(at));
  const answer = steps(
    each((sum, which) => write(sum, pair.load(whole.plus(read(heard), read(at)), PAIR_BYTES * which))),
    tangentInPlace(locals)(...pairs),
    each((sum, which) =>
      pair.store(
        place,
        pair.plus(
          pair.times(share(1), pair.load(place, PAIR_BYTES * which)),
          pair.times(share(0), read(sum)),
        ),
        PAIR_BYTES * which,
      ),
    ),
  );
  return counted(at, read(bytes), answer, PAIRS * PAIR_BYTES);
});
