import { truePrice, type TruePriceInputs } from './true-price-terms.ts';

/** An input of TRUE PRICE that may lie elsewhere than where it was taken to lie. */
export type UncertainInput = keyof TruePriceInputs;

/** From where to where an input may lie. */
export interface InputRange {
  readonly low: number;
  readonly high: number;
}

/** What TRUE PRICE would be at the ends of the range of one input, all others as given. One bar of a tornado chart. */
export interface TruePriceSensitivity extends InputRange {
  readonly input: UncertainInput;
  /** USD per BTC; undefined where there is no TRUE PRICE at this end. */
  readonly priceAtLow: number | undefined;
  readonly priceAtHigh: number | undefined;
  /** Distance between the two, USD per BTC, never negative; undefined where one is missing. */
  readonly swing: number | undefined;
}

/**
 * How much each input alone moves TRUE PRICE over its range: the widest swing first, what has none at the
 * end. Inputs without a range are left out.
 */
export function truePriceSensitivities(
  inputs: TruePriceInputs,
  ranges: Readonly<Partial<Record<UncertainInput, InputRange>>>,
): TruePriceSensitivity[] {
  const asked = Object.entries(ranges) as [UncertainInput, InputRange][];
  return asked
    .map(([input, { high, low }]) => {
      const priceAtLow = truePrice({ ...inputs, [input]: low })?.truePrice;
      const priceAtHigh = truePrice({ ...inputs, [input]: high })?.truePrice;
      const swing =
        priceAtLow === undefined || priceAtHigh === undefined
          ? undefined
          : Math.abs(priceAtHigh - priceAtLow);
      return { input, low, high, priceAtLow, priceAtHigh, swing };
    })
    .toSorted((a, b) => (b.swing ?? -1) - (a.swing ?? -1));
}

/**
 * Ranges that reach `share` of each input down and up from where it is given, 0.2 from 80 to 120 percent.
 * @throws {RangeError} when the share is not between 0 and 1.
 */
export function rangesWithin(
  inputs: TruePriceInputs,
  names: readonly UncertainInput[],
  share: number,
): Partial<Record<UncertainInput, InputRange>> {
  if (!(share > 0 && share < 1)) throw new RangeError(`a share must lie between 0 and 1, was ${share}`);
  return Object.fromEntries(
    names.map((name) => [name, { low: inputs[name] * (1 - share), high: inputs[name] * (1 + share) }]),
  );
}

/**
 * The value of one input that TRUE PRICE is proportional to (`difficulty`, `electricityPrice`,
 * `fleetEfficiency`) at which it would be `price`, all others as given. Undefined where there is no TRUE PRICE.
 */
export function inputThatGives(
  price: number,
  input: 'difficulty' | 'electricityPrice' | 'fleetEfficiency',
  inputs: TruePriceInputs,
): number | undefined {
  const now = truePrice(inputs)?.truePrice;
  return now === undefined ? undefined : (inputs[input] * price) / now;
}
