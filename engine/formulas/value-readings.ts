import { type ReadingFunction, withReadings } from './readings.ts';

/** A step whose readings follow from its last value alone. */
export type ReadStep<Input> = ((input: Input) => number | undefined) & {
  readonly readings: Readonly<Record<string, ReadingFunction>>;
};

/**
 * Attaches readings that are functions of the last value to a step. They are computed when asked for, which
 * nobody does while there is no value.
 */
export function withValueReadings<Input>(
  step: (input: Input) => number | undefined,
  readings: Readonly<Record<string, (value: number) => number | undefined>>,
): ReadStep<Input> {
  let last = NaN;
  const followed = (input: Input): number | undefined => {
    const value = step(input);
    if (value !== undefined) last = value;
    return value;
  };
  const asked = Object.entries(readings).map(([name, read]) => [name, () => read(last)] as const);
  return withReadings(followed, Object.fromEntries(asked));
}
