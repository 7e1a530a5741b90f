import { fitInline, type FittedModel, type Fitter } from '../refit.ts';
import type { Evaluate } from './look-ahead.ts';

type Values = readonly (number | undefined)[];

/** Prices beside the values of a formula, input by input. */
interface Known {
  readonly values: Values;
  readonly closes: readonly number[];
}

/** Spoils the values of a formula with what was not known yet. */
type Leak = (known: Known) => Values;

/** How far ahead those look that look a fixed distance ahead. */
const AHEAD = 5;
const REFIT_EVERY = 12;

const finite = (values: Values): number[] => values.filter((value) => value !== undefined);
const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

const spoiled = (values: Values, spoil: (value: number, at: number) => number): Values =>
  values.map((value, at) => (value === undefined ? undefined : spoil(value, at)));

/** The ways in which the future gets into a backtest by mistake, by the name of the mistake. */
export const leaks: Readonly<Record<string, Leak>> = {
  'the next close': ({ closes, values }) =>
    spoiled(values, (value, at) => value + (closes[at + 1] ?? closes[at] ?? 0)),
  'the value of the next input': ({ values }) => values.map((value, at) => values[at + 1] ?? value),
  'the highest close to come': ({ closes, values }) =>
    spoiled(values, (value, at) => value - Math.max(...closes.slice(at, at + AHEAD + 1))),
  'a window centered on now': ({ values }) =>
    spoiled(values, (_, at) => meanOf(finite(values.slice(Math.max(0, at - AHEAD), at + AHEAD + 1)))),
  'a score by mean and deviation of all': ({ values }) => {
    const mean = meanOf(finite(values));
    const deviation = Math.sqrt(meanOf(finite(values).map((value) => (value - mean) ** 2)));
    return spoiled(values, (value) => (value - mean) / (deviation + 1e-12));
  },
  'a scale from the lowest to the highest of all': ({ values }) => {
    const lowest = Math.min(...finite(values));
    const highest = Math.max(...finite(values));
    return spoiled(values, (value) => (value - lowest) / (highest - lowest + 1e-12));
  },
  'a rank among all': ({ values }) =>
    spoiled(values, (value) => finite(values).filter((other) => other < value).length / values.length),
  'warm-up filled from behind': ({ values }) => {
    const first = values.find((value) => value !== undefined);
    return values.map((value) => value ?? first);
  },
  'labels before they are known': ({ closes, values }) => {
    let agreed = 0;
    return spoiled(values, (value, at) => {
      const later = closes[at + AHEAD];
      if (later !== undefined) agreed += later - (closes[at] ?? later);
      return value + agreed;
    });
  },
  'a fit that ends one input late': ({ closes, values }) => {
    let slope = 0;
    return spoiled(values, (value, at) => {
      // The pairs must end with the return that is known now; these end with the next one.
      if (at % REFIT_EVERY === 0) slope = meanOf(closes.slice(Math.max(0, at - REFIT_EVERY), at + 2));
      return value + slope;
    });
  },
  'the finished hour before it ends': ({ values }) => {
    const period = AHEAD + 1;
    return values.map((value, at) => values[at - (at % period) + period - 1] ?? value);
  },
  'a filter run forward and back': ({ values }) => {
    const filtered = values.toReversed();
    let level: number | undefined;
    for (const [at, value] of filtered.entries()) {
      if (value === undefined) continue;
      level = level === undefined ? value : level + (value - level) / 3;
      filtered[at] = level;
    }
    return filtered.toReversed();
  },
};

/** The same formula with the mistake built in. */
export const leaking =
  <Input>(evaluate: Evaluate<Input>, leak: Leak, closeOf: (input: Input) => number): Evaluate<Input> =>
  (inputs) =>
    leak({ values: evaluate(inputs), closes: inputs.map(closeOf) });

/** A formula whose fits are done on the data of the next fit: each model has seen what comes until then. */
export const fittedLater =
  <Input>(start: (fitter: Fitter) => (input: Input) => number | undefined): Evaluate<Input> =>
  (inputs) => {
    const models: (() => FittedModel | undefined)[] = [];
    inputs.map(
      start((...asked) => {
        const model = fitInline(...asked);
        models.push(model);
        return model;
      }),
    );
    let fits = 0;
    return inputs.map(start((...asked) => models[(fits += 1)] ?? fitInline(...asked)));
  };
