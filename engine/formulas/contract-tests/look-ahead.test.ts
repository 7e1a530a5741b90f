import { describe, expect, it } from 'vitest';
import type { AnyFormula, FormulaInputs, FormulaParams, FormulaRun, InputKind } from '../formula.ts';
import type { Fitter } from '../refit.ts';
import { allFormulas } from '../registry/all-formulas.generated.ts';
import { type Evaluate, everyCut, firstLookAhead, spreadCuts } from './look-ahead.ts';
import { inputsOf, priceIn } from './mixed-steps.ts';
import { fittedLater, leaking, leaks } from './planted-leaks.ts';

type Input = FormulaInputs[InputKind];

const INPUTS = 160;
/** How many leaks are planted in formulas of each kind. */
const TAKEN = { bars: 20, peers: 7, series: 3, tape: 12, fits: 8 } as const;
const ALL = Object.values(TAKEN).reduce((sum, each) => sum + each, 0);
type Kind = keyof typeof TAKEN;

/** Windows and intervals of fits as short as formulas take them, so that there are some within the inputs. */
const SHORT: FormulaParams = { n: 50, N: 50, k: 10, refit: 10, window: 50, K: 20 };

function kindOf({ fit, input, reads = [], series = [] }: AnyFormula): Kind | undefined {
  if (fit !== undefined) return 'fits';
  if (input === 'bar' || input === 'price') return 'bars';
  if (input !== 'step') return 'tape';
  if (reads.includes('peers')) return 'peers';
  if (series.length > 0) return 'series';
  return reads.some((kind) => kind === 'trade' || kind === 'quote' || kind === 'book') ? 'tape' : undefined;
}

function started(formula: AnyFormula, fitter?: Fitter): (input: Input) => number | undefined {
  const { defaults } = formula;
  const params =
    formula.fit === undefined
      ? defaults
      : { ...defaults, ...Object.fromEntries(Object.entries(SHORT).filter(([name]) => name in defaults)) };
  return formula.start(params, fitter) as FormulaRun<InputKind> as (input: Input) => number | undefined;
}

interface Candidate {
  readonly formula: AnyFormula;
  readonly kind: Kind;
  readonly evaluate: Evaluate<Input>;
  readonly inputs: readonly Input[];
  /** Every place; a few where each takes fits. */
  readonly cuts: readonly number[];
}

/** A formula with its inputs where it has something to say within them, again and again, but not at once. */
function candidateOf(formula: AnyFormula): Candidate[] {
  const kind = kindOf(formula);
  if (kind === undefined) return [];
  const inputs = inputsOf(formula, INPUTS);
  const evaluate: Evaluate<Input> = (fed) => fed.map(started(formula));
  const cuts = kind === 'fits' ? spreadCuts(inputs.length) : everyCut(inputs.length);
  return isTalkative(evaluate, inputs) ? [{ formula, kind, evaluate, inputs, cuts }] : [];
}

function isTalkative(evaluate: Evaluate<Input>, inputs: readonly Input[]): boolean {
  try {
    const values = evaluate(inputs);
    return values[0] === undefined && new Set(values).size > 41;
  } catch (error) {
    // Windows as short as those are refused by some.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const candidates = allFormulas.flatMap(candidateOf);
const taken = Object.entries(TAKEN).flatMap(([kind, count]) =>
  candidates.filter((each) => each.kind === kind).slice(0, count),
);

const planted = taken.map(({ cuts, evaluate, formula, inputs, kind }, index) => {
  if (kind === 'fits') {
    const { fit } = formula;
    if (fit === undefined) throw new Error(`${formula.id} must have a fit`);
    const name = `${formula.id} with the model of the next fit`;
    return { name, cuts, inputs, evaluate: fittedLater((fitter) => started(formula, fitter)) };
  }
  const names = Object.keys(leaks);
  const name = names[index % names.length] ?? '';
  const leak = leaks[name];
  if (leak === undefined) throw new Error(`there must be a leak ${name}`);
  return { name: `${formula.id} with ${name}`, cuts, inputs, evaluate: leaking(evaluate, leak, priceIn) };
});

describe('the prefix test', () => {
  it.each(Object.entries(TAKEN))('has formulas on %s to plant %d looks ahead in', (kind, count) => {
    expect(taken.filter((each) => each.kind === kind)).toHaveLength(count);
  });

  it(`finds every one of ${ALL} planted looks ahead`, () => {
    const missed = planted.filter(
      ({ cuts, evaluate, inputs }) => firstLookAhead(evaluate, inputs, cuts) === undefined,
    );
    expect(missed.map(({ name }) => name)).toEqual([]);
  });

  it('finds with the few cuts of the formula contract all but what hides between them', () => {
    // A fit that ends late does so at few inputs; a scale shows nothing where the extremes came early.
    const hiding = ['a fit that ends one input late', 'a scale from the lowest to the highest of all'];
    const missed = planted.filter(({ evaluate, inputs }) => firstLookAhead(evaluate, inputs) === undefined);
    const names = missed.map(({ name }) => name);
    expect(names.filter((name) => !hiding.some((each) => name.endsWith(each)))).toEqual([]);
  });

  it('raises no alarm on the formulas as they are', () => {
    const alarms = taken.filter(
      ({ cuts, evaluate, inputs }) => firstLookAhead(evaluate, inputs, cuts) !== undefined,
    );
    expect(alarms.map(({ formula }) => formula.id)).toEqual([]);
  });

  it('says where: how many inputs were left, and which value of them became another', () => {
    const next: Evaluate<number> = (values) => values.map((_, at) => values[at + 1]);
    expect(firstLookAhead(next, [5, 6, 7], [2])).toEqual({ cut: 2, at: 1, whole: 7, alone: undefined });
  });

  it('cuts at the first input, before the last, and at irregular places between', () => {
    expect(spreadCuts(2)).toEqual([1]);
    expect(spreadCuts(100)).toEqual([1, 9, 18, 24, 33, 47, 56, 62, 71, 85, 94, 99]);
    expect(everyCut(4)).toEqual([1, 2, 3]);
  });
});
