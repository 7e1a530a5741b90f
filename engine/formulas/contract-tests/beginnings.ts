import type { Formula, FormulaInputs, FormulaParams, InputKind } from '../formula.ts';
import { delayed, scaled } from './changed-inputs.ts';

/** Every so many inputs at the latest whatever is computed at intervals is computed again. */
const TURNS = 100;
/** Names of parameters that count inputs from one computation to the next. */
const INTERVALS = ['refit', 'k', 'every', 'stride', 'trading', 'n0', 'ticks'];
/** Prices and sizes of the history that only one of two runs has seen, in units of those of the other inputs. */
const UNLIKE = 1.01;
/** How much of the inputs, at least, is seen again as history. */
const HISTORY_SHARE = 0.7;
const MINUTE_MS = 60_000;

type Input = FormulaInputs[InputKind];

/** Where two runs that began at different times said different things. */
export interface Beginnings {
  /** The input, from 1, with which the later run is warm. */
  readonly warmAt: number;
  /** The last input with which the values were further apart than allowed; 0 where there is none. */
  readonly apartAt: number;
}

/**
 * Two runs are fed the same inputs over and over, `length` of them; the one has seen a history before that differs
 * from them, the other begins with the first. As fits are counted from the first input (ADR 12), the history is a
 * whole number of all intervals long. `within` is in units of the largest value.
 */
export function compareBeginnings<Kind extends InputKind, Params extends FormulaParams>(
  formula: Formula<Kind, Params>,
  params: Params,
  { inputs, length, within }: { inputs: readonly Input[]; length: number; within: number },
): Beginnings {
  const spanMs = spanOf(inputs);
  const history = historyOf(formula, params, inputs);
  const before = Math.ceil(history.length / inputs.length);
  const asFed = (input: Input, cycle: number) => delayed(input, cycle * spanMs) as FormulaInputs[Kind];
  const early = formula.start(params);
  const late = formula.start(params);
  for (let i = 0; i < history.length; i += 1) {
    const cycle = before - Math.ceil((history.length - i) / inputs.length);
    early(asFed(unlike(history[i] as Input), cycle));
  }
  const ones: number[] = [];
  const others: number[] = [];
  for (let i = 0; i < length; i += 1) {
    const input = asFed(inputs[i % inputs.length] as Input, before + Math.floor(i / inputs.length));
    ones.push(early(input) ?? NaN);
    others.push(late(input) ?? NaN);
  }
  const warmAt = warmAfter(formula, params, inputs);
  return { warmAt, apartAt: lastApart(ones, others, { warmAt, within }) };
}

/** The input, from 1, with which a run is warm that begins with the first. */
export function warmAfter<Kind extends InputKind, Params extends FormulaParams>(
  formula: Formula<Kind, Params>,
  params: Params,
  inputs: readonly Input[],
): number {
  const [first] = inputs;
  const spanMs = formula.warmUpMs?.(params) ?? 0;
  return (
    1 +
    inputs.findIndex(
      (input, index) =>
        index + 1 >= formula.warmUp(params) && knownAt(input) - knownAt(first as Input) >= spanMs,
    )
  );
}

function lastApart(
  ones: readonly number[],
  others: readonly number[],
  { warmAt, within }: { warmAt: number; within: number },
): number {
  const from = warmAt - 1;
  const largest = others.slice(from).reduce((most, each) => Math.max(most, Math.abs(each) || 0), 0);
  const isApart = (one: number, index: number): boolean => {
    const other = others[index] as number;
    if (Number.isNaN(one) || Number.isNaN(other)) return Number.isNaN(one) !== Number.isNaN(other);
    return index >= from && Math.abs(one - other) > within * largest;
  };
  return 1 + ones.findLastIndex((one, index) => index >= from && isApart(one, index));
}

/** The last inputs before the first, so that what is counted is counted a whole number of intervals earlier. */
function historyOf(
  { input, reads = [] }: Pick<Formula<InputKind, FormulaParams>, 'input' | 'reads'>,
  params: FormulaParams,
  inputs: readonly Input[],
): Input[] {
  const kinds = new Set(inputs.map((each) => kindOf(each) ?? input));
  const counted = ['bar', 'peers', ...reads, input].find((kind) => kinds.has(kind as never));
  const isCounted = (each: Input): boolean => (kindOf(each) ?? input) === counted;
  const turns = INTERVALS.map((name) => params[name] ?? 1).filter((every) => Number.isInteger(every));
  const interval = turns.reduce(leastCommonMultiple, TURNS);
  const least = HISTORY_SHARE * inputs.filter(isCounted).length;
  let left = Math.max(1, Math.ceil(least / interval)) * interval;
  const history: Input[] = [];
  for (let i = inputs.length - 1; left > 0; i = i === 0 ? inputs.length - 1 : i - 1) {
    const each = inputs[i] as Input;
    history.push(each);
    if (isCounted(each)) left -= 1;
  }
  return history.toReversed();
}

const leastCommonMultiple = (one: number, other: number): number =>
  (one / greatestCommonDivisor(one, other)) * other;
const greatestCommonDivisor = (one: number, other: number): number =>
  other === 0 ? one : greatestCommonDivisor(other, one % other);

const kindOf = (input: Input): string | undefined => ('kind' in input ? input.kind : undefined);

/** What is told of the world outside stays as it is: a chain has no height of 1 % more. */
const unlike = (input: Input): Input => (kindOf(input) === 'series' ? input : scaled(input, UNLIKE));

function knownAt(input: Input): number {
  return 'openTime' in input ? input.openTime + input.intervalMs : input.time;
}

/** How much later inputs come that follow themselves, as one follows the other; whole bars where they are bars. */
function spanOf(inputs: readonly Input[]): number {
  const times = inputs.map(knownAt);
  const steps = times.flatMap((time, i) =>
    time > (times[i - 1] ?? time) ? [time - (times[i - 1] ?? 0)] : [],
  );
  const middle = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 1;
  const grid = Math.max(1, ...inputs.map(barLength));
  return Math.ceil(((times.at(-1) ?? 0) - (times[0] ?? 0) + middle) / grid) * grid;
}

function barLength(input: Input): number {
  if ('openTime' in input) return input.intervalMs;
  if (!('kind' in input)) return 1;
  if (input.kind === 'bar') return input.bar.intervalMs;
  return input.kind === 'peers' ? (input.peers.bars.find(Boolean)?.intervalMs ?? MINUTE_MS) : 1;
}
