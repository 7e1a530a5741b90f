/** What a formula says beyond its value: one more number with a name, a unit and a range. */
export interface Reading {
  readonly unit: string;
  readonly min?: number;
  readonly max?: number;
  /** What is read while the formula has no value; nothing is read then where it is left out. */
  readonly neutral?: number;
}

/** The readings a formula declares, by name. */
export type Readings = Readonly<Record<string, Reading>>;

/** Answers one reading of a run as of its last input. */
export type ReadingFunction = () => number | undefined;

/** Which way to lean: -1 fully short, +1 fully long, 0 not at all. */
export const SIGNAL: Reading = { unit: 'signal', min: -1, max: 1, neutral: 0 };

/** How far to believe the signal: 0 not at all, 1 fully. The combiner multiplies the two. */
export const CONFIDENCE: Reading = { unit: 'confidence', min: 0, max: 1, neutral: 0 };

/** What remains of the signals a filter watches: 0 blocks entries, 1 lets everything through. Never blocks exits. */
export const GATE: Reading = { unit: 'gate', min: 0, max: 1, neutral: 1 };

/** What the size of a position is multiplied by; up to 1 unless the formula declares more. */
export const SCALE: Reading = { unit: 'scale', min: 0, max: 1, neutral: 1 };

/** Expected cost in bps of notional; without a value the caller's own fee and spread stand alone. */
export const COST: Reading = { unit: 'bps' };

/** How urgently to close: 1 is now. */
export const URGENCY: Reading = { unit: 'urgency', min: 0, max: 1, neutral: 0 };

/** What every `direction` formula says. */
export const DIRECTION = { signal: SIGNAL, confidence: CONFIDENCE } as const;
/** What every `filter` formula says; filters that tell longs from shorts name more gates beside it. */
export const FILTER = { gate: GATE } as const;
/** What every `size` formula says. */
export const SIZE = { scale: SCALE } as const;
/** What every `exit` formula says. */
export const EXIT = { urgency: URGENCY } as const;

/**
 * Attaches the readings of a run to its step. They are asked for after a step and describe the moment
 * after it; nothing is computed for a reading nobody asks for.
 */
export function withReadings<Step extends object>(
  step: Step,
  readings: Readonly<Record<string, ReadingFunction>>,
): Step & { readonly readings: Readonly<Record<string, ReadingFunction>> } {
  return Object.assign(step, { readings });
}

/**
 * The readings a formula declares, as its run answers them: finite, and neutral while there is no value.
 * @throws {TypeError} when the run does not answer a reading that is declared, or answers another.
 */
export function checkedReadings(
  declared: Readings,
  answered: Readonly<Record<string, ReadingFunction>>,
  hasValue: () => boolean,
): Readonly<Record<string, ReadingFunction>> {
  const names = Object.keys(declared);
  if (names.toSorted().join() !== Object.keys(answered).toSorted().join()) {
    throw new TypeError(
      `a run must answer the readings ${names.join()}, answers ${Object.keys(answered).join()}`,
    );
  }
  return Object.fromEntries(
    Object.entries(answered).map(([name, answer]) => {
      const neutral = declared[name]?.neutral;
      return [
        name,
        () => {
          const reading = hasValue() ? answer() : neutral;
          return reading !== undefined && Number.isFinite(reading) ? reading : neutral;
        },
      ];
    }),
  );
}
