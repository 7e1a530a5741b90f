/** What a formula says at each of its inputs; undefined where it says nothing. */
export type Evaluate<Input> = (inputs: readonly Input[]) => readonly (number | undefined)[];

/** A value that became another one when what comes later was taken away. */
export interface LookAhead {
  /** How many inputs were left. */
  readonly cut: number;
  /** The first of them at which the value differs, from 0. */
  readonly at: number;
  readonly whole: number | undefined;
  readonly alone: number | undefined;
}

/** Fractional part of the golden ratio: multiples of it fall on no regular interval, as that of refits is. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;
const SPREAD_CUTS = 10;

/** The first input alone, all but the last, and places spread irregularly between them. */
export function spreadCuts(count: number): readonly number[] {
  const between = Array.from(
    { length: SPREAD_CUTS },
    (_, index) => 1 + Math.floor((((index + 1) * GOLDEN) % 1) * (count - 1)),
  );
  return cutsOf([1, ...between, count - 1], count);
}

/** Every place: finds what looks one input ahead at a single moment, at a cost that grows with the square. */
export const everyCut = (count: number): readonly number[] =>
  cutsOf(
    Array.from({ length: count }, (_, index) => index),
    count,
  );

const cutsOf = (cuts: readonly number[], count: number): readonly number[] =>
  [...new Set(cuts)].filter((cut) => cut >= 1 && cut < count).toSorted((a, b) => a - b);

/**
 * The prefix test: a value that knows nothing of what comes later is the same when what comes later is not
 * there. Answers the first that is not; undefined when all are.
 */
export function firstLookAhead<Input>(
  evaluate: Evaluate<Input>,
  inputs: readonly Input[],
  cuts: readonly number[] = spreadCuts(inputs.length),
): LookAhead | undefined {
  const whole = evaluate(inputs);
  for (const cut of cuts) {
    const alone = evaluate(inputs.slice(0, cut));
    for (let at = 0; at < cut; at += 1) {
      if (!Object.is(alone[at], whole[at])) return { cut, at, whole: whole[at], alone: alone[at] };
    }
  }
  return undefined;
}
