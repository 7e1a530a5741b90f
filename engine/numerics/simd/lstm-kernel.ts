import { constantPair } from './kernel-constants.ts';
import { powersOfTwoInPlace } from './exponentials.ts';
import { type Code, type Local, pair, read, steps, whole, write } from './instructions.ts';
import { counted, kernel, type KernelLocals } from './kernel.ts';

/** Units computed at once: two pairs, since a processor would wait for one of them alone. */
export const UNITS_TOGETHER = 4;
const FLOAT_BYTES = 8;
const PAIR_BYTES = 16;
const UNITS_BYTES = FLOAT_BYTES * UNITS_TOGETHER;
/** Of the four gates of these units. */
const GATES_BYTES = 4 * UNITS_BYTES;
/** A hyperbolic tangent is 1 to the last digit from half of this power of two on. */
const FLAT = 58;
/** What makes the power of two of a number that of its hyperbolic tangent: `e^2x` is `2^y`. */
const TWICE = 2 * Math.LOG2E;

/**
 * States of memory cells after each step of a ring, four units at once. For each four units the weights of each
 * unit listened to, and the drive of each step, hold four numbers of each gate: the logistic exponents of what is
 * taken in, kept and given out, then twice the candidates, all of them as powers of two. Given are the `weights`,
 * the `drive` of the first step, the `end` and the `size` of the ring, the `count` of steps, the `states` behind a row
 * of zeros, the `memory`, room for the `gates` of all units, and the `bytes` of a row of states.
 */
export const readCells = kernel((locals) => {
  const given = locals.given(
    ...(['weights', 'drive', 'end', 'size', 'count', 'states', 'memory', 'gates', 'bytes'] as const),
  );
  const { bytes, count, drive, end, gates, memory, size, states, weights } = given;
  const at = locals.wholes('step', 'unit', 'other', 'weight', 'before', 'gate');
  const cells = [cellOf(locals), cellOf(locals)];
  const place = (list: Local): Code => whole.plus(read(list), read(at.unit));
  const listened = steps(
    eachGate(cells, (gate, offset) => write(gate, pair.load(read(drive), offset))),
    counted(at.other, read(bytes), listen(locals, cells, at), PAIR_BYTES),
    eachGate(cells, (gate, offset) => pair.store(read(at.gate), read(gate), offset)),
    write(drive, whole.plus(read(drive), whole.of(GATES_BYTES))),
  );
  const remembered = steps(
    eachGate(cells, (gate, offset) => write(gate, pair.load(read(at.gate), offset))),
    remember(locals, cells, place(memory)),
    ...cells.map(({ output }, c) => pair.store(read(at.gate), read(output), PAIR_BYTES * c)),
  );
  const told = steps(
    ...cells.map(({ output }, c) => write(output, pair.load(read(at.gate), PAIR_BYTES * c))),
    tell(locals, cells, place(memory)),
    ...cells.map(({ state }, c) => pair.store(place(states), read(state), PAIR_BYTES * c)),
  );
  const nextGate = write(at.gate, whole.plus(read(at.gate), whole.of(GATES_BYTES)));
  const step = steps(
    write(at.weight, read(weights)),
    write(at.before, whole.minus(read(states), read(bytes))),
    // Each part for all units before the next: a processor looks ahead only so far.
    ...[listened, remembered, told].map((part) =>
      steps(write(at.gate, read(gates)), counted(at.unit, read(bytes), steps(part, nextGate), UNITS_BYTES)),
    ),
    write(states, whole.plus(read(states), read(bytes))),
    // Behind the end of the ring it goes on with its beginning.
    write(drive, whole.minus(read(drive), whole.times(whole.equal(read(drive), read(end)), read(size)))),
  );
  return counted(at.step, read(count), step);
});

/**
 * What a step gives the gates of each unit, without what they take of the states before. Given are the `weights` of the
 * inputs and the `constants`, both in the order of {@link readCells}, the `input` and its bytes (`width`), where the
 * `drive` goes, and its `bytes`.
 */
export const driveCells = kernel((locals) => {
  const given = locals.given('weights', 'constants', 'input', 'width', 'drive', 'bytes');
  const { bytes, constants, drive, input, weights, width } = given;
  const { at, j } = locals.wholes('at', 'j');
  const { number } = locals.pairs('number');
  const gates = Array.from({ length: GATES_BYTES / PAIR_BYTES }, () => locals.pairs('gate').gate);
  const each = (step: (gate: Local, offset: number) => Code): Code =>
    steps(...gates.map((gate, i) => step(gate, PAIR_BYTES * i)));
  const take = steps(
    write(number, pair.loadTwice(whole.plus(read(input), read(j)))),
    each((gate, offset) =>
      write(gate, pair.plus(read(gate), pair.times(pair.load(read(weights), offset), read(number)))),
    ),
    write(weights, whole.plus(read(weights), whole.of(GATES_BYTES))),
  );
  const units = steps(
    each((gate, offset) => write(gate, pair.load(whole.plus(read(constants), read(at)), offset))),
    counted(j, read(width), take, FLOAT_BYTES),
    each((gate, offset) => pair.store(whole.plus(read(drive), read(at)), read(gate), offset)),
  );
  return counted(at, read(bytes), units, GATES_BYTES);
});

/** Adds to the gates what they take of two units: to count takes a third of the time with one at a time. */
function listen(
  locals: KernelLocals,
  cells: readonly Cell[],
  at: Readonly<Record<'before' | 'other' | 'weight', Local>>,
): Code {
  const { heard } = locals.pairs('heard');
  return steps(
    ...[0, 1].map((unit) =>
      steps(
        write(heard, pair.loadTwice(whole.plus(read(at.before), read(at.other)), FLOAT_BYTES * unit)),
        eachGate(cells, (gate, offset) => {
          const weight = pair.load(read(at.weight), GATES_BYTES * unit + offset);
          return write(gate, pair.plus(read(gate), pair.times(weight, read(heard))));
        }),
      ),
    ),
    write(at.weight, whole.plus(read(at.weight), whole.of(2 * GATES_BYTES))),
  );
}

/** Gates and state of two units. */
type Cell = Readonly<Record<'input' | 'kept' | 'output' | 'candidate' | 'state', Local>>;

const cellOf = (locals: KernelLocals): Cell => locals.pairs('input', 'kept', 'output', 'candidate', 'state');
const gatesOf = ({ candidate, input, kept, output }: Cell): readonly Local[] => [
  input,
  kept,
  output,
  candidate,
];

const eachGate = (cells: readonly Cell[], body: (gate: Local, offset: number) => Code): Code =>
  steps(
    ...cells.flatMap((cell, c) =>
      gatesOf(cell).map((gate, i) => body(gate, UNITS_BYTES * i + PAIR_BYTES * c)),
    ),
  );

/** What the gates make of the memory at a place. What is given out is left as it was raised. */
function remember(locals: KernelLocals, cells: readonly Cell[], place: Code): Code {
  const raise = powersOfTwoInPlace(locals);
  const before = ({ kept }: Cell, c: number): Code =>
    pair.over(pair.load(place, PAIR_BYTES * c), pair.plus(read(kept), constantPair(1)));
  return steps(
    ...cells.map(({ candidate }) => capped(candidate)),
    raise(...cells.flatMap(gatesOf)),
    ...cells.map((cell, c) =>
      pair.store(place, pair.plus(before(cell, c), tangentTimes(cell.candidate, cell.input)), PAIR_BYTES * c),
    ),
  );
}

/** The states, of the memory at a place. */
function tell(locals: KernelLocals, cells: readonly Cell[], place: Code): Code {
  const raise = powersOfTwoInPlace(locals);
  return steps(
    ...cells.map(({ state }, c) =>
      write(state, pair.times(pair.load(place, PAIR_BYTES * c), constantPair(TWICE))),
    ),
    ...cells.map(({ state }) => capped(state)),
    raise(...cells.map(({ state }) => state)),
    ...cells.map(({ output, state }) => write(state, tangentTimes(state, output))),
  );
}

const capped = (each: Local): Code => write(each, pair.least(read(each), constantPair(FLAT)));

/** A tangent times a logistic function takes one division. */
const tangentTimes = (grown: Local, gate: Local): Code =>
  pair.over(
    pair.minus(read(grown), constantPair(1)),
    pair.times(pair.plus(read(grown), constantPair(1)), pair.plus(read(gate), constantPair(1))),
  );
