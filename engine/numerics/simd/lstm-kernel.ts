import { constantPair } from './kernel-constants.ts';
import { exponentialInPlace } from './exponentials.ts';
import { type Code, type Local, pair, read, steps, whole, write } from './instructions.ts';
import { counted, kernel, type KernelLocals } from './kernel.ts';

/** Bytes of two numbers, and of the four gates of two units. */
const PAIR_BYTES = 16;
const GATES_BYTES = 64;
const FLOAT_BYTES = 8;
/** Twice the number from which on a hyperbolic tangent is 1 to the last digit. */
const FLAT = 40;

/**
 * States of memory cells after each step of a ring, two units at once. For each two units the weights of each
 * unit listened to, and the drive of each step, hold four pairs: the logistic exponents of what is taken in,
 * kept and given out, then twice the candidate. Given are the `weights`, the `drive` of the first step, the `end`
 * and the `size` of the ring, the `count` of steps, the `states` behind a row of zeros, the `memory` and the
 * `bytes` of a row of states.
 */
export const readCells = kernel((locals) => {
  const given = locals.given('weights', 'drive', 'end', 'size', 'count', 'states', 'memory', 'bytes');
  const { bytes, count, drive, end, memory, size, states, weights } = given;
  const at = locals.wholes('step', 'unit', 'other', 'weight');
  const { candidate, input, kept, output, state } = locals.pairs(
    'input',
    'kept',
    'output',
    'candidate',
    'state',
  );
  const gates = [input, kept, output, candidate];
  const listened = steps(
    write(state, pair.loadTwice(whole.plus(whole.minus(read(states), read(bytes)), read(at.other)))),
    ...gates.map((gate, i) =>
      write(gate, pair.plus(read(gate), pair.times(pair.load(read(at.weight), PAIR_BYTES * i), read(state)))),
    ),
    write(at.weight, whole.plus(read(at.weight), whole.of(GATES_BYTES))),
  );
  const units = steps(
    ...gates.map((gate, i) => write(gate, pair.load(read(drive), PAIR_BYTES * i))),
    counted(at.other, read(bytes), listened, FLOAT_BYTES),
    remember(locals, { candidate, input, kept, output, state }, whole.plus(read(memory), read(at.unit))),
    pair.store(whole.plus(read(states), read(at.unit)), read(state)),
    write(drive, whole.plus(read(drive), whole.of(GATES_BYTES))),
  );
  const step = steps(
    write(at.weight, read(weights)),
    counted(at.unit, read(bytes), units, PAIR_BYTES),
    write(states, whole.plus(read(states), read(bytes))),
    // Behind the end of the ring it goes on with its beginning.
    write(drive, whole.minus(read(drive), whole.times(whole.equal(read(drive), read(end)), read(size)))),
  );
  return counted(at.step, read(count), step);
});

type Cell = Readonly<Record<'input' | 'kept' | 'output' | 'candidate' | 'state', Local>>;

/** What the gates make of the memory at a place, and the state. A tangent times a logistic takes one division. */
function remember(locals: KernelLocals, cell: Cell, place: Code): Code {
  const { candidate, input, kept, output, state } = cell;
  const raise = exponentialInPlace(locals);
  const one = constantPair(1);
  const capped = (each: Local): Code => write(each, pair.least(read(each), constantPair(FLAT)));
  const tangentTimes = (grown: Local, gate: Local): Code =>
    pair.over(
      pair.minus(read(grown), one),
      pair.times(pair.plus(read(grown), one), pair.plus(read(gate), one)),
    );
  const before = pair.over(pair.load(place), pair.plus(read(kept), one));
  return steps(
    capped(candidate),
    ...[input, kept, output, candidate].map(raise),
    write(state, pair.plus(before, tangentTimes(candidate, input))),
    pair.store(place, read(state)),
    write(candidate, pair.plus(read(state), read(state))),
    capped(candidate),
    raise(candidate),
    write(state, tangentTimes(candidate, output)),
  );
}
