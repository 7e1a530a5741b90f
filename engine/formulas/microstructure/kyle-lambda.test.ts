import { describe, expect, it } from 'vitest';
import { normals } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { quoteStep, tradeStep, wanderingTape } from '../contract-tests/sample-inputs.ts';
import type { TapeStep } from '../formula.ts';
import { kyleLambdaError } from './kyle-lambda-error.ts';
import { kyleLambda } from './kyle-lambda.ts';

/** Flow in quote units and the change of the mid in bps, interval by interval. */
function tapeOf(flows: readonly number[], changes: readonly number[]): TapeStep[] {
  let mid = 100;
  const steps: TapeStep[] = [quoteStep(0, 99, 1, 101, 1)];
  flows.forEach((flow, i) => {
    const time = (i + 1) * 1000;
    if (flow !== 0) steps.push(tradeStep(time, flow > 0 ? 'buy' : 'sell', 100, Math.abs(flow) / 100, mid));
    mid *= 1 + (changes[i] ?? 0) / 10_000;
    steps.push(quoteStep(time + 500, mid - 1, 1, mid + 1, 1));
  });
  return [...steps, quoteStep((flows.length + 1) * 1000, mid - 1, 1, mid + 1, 1)];
}

const SETTINGS = { step: 1, n: 5, notional: 10_000 };
const FLOWS = [1, -2, 3, 0, -1];
const CHANGES = [0.5, -1.2, 1.4, 0.1, -0.4];

describe('Kyle lambda', () => {
  it('is the slope of the catalogue check', () => {
    const run = kyleLambda.start(SETTINGS);
    expect(tapeOf(FLOWS, CHANGES).map(run).at(-1)).toBeCloseTo(0.501_351_351_351, 8);
    // Squared errors of 0.067973 over 3 and over the 14.8 that the flow varies: a standard error of 0.039127.
    expect(readingOf(run, 'tValue')).toBeCloseTo(12.8134, 4);
    expect(readingOf(run, 'cost')).toBeCloseTo((0.501_351_351_351 * 10_000) / 2, 4);
  });

  it('has no value while nobody trades', () => {
    const quotes = Array.from({ length: 20 }, (_, i) => quoteStep(i * 1000, 99 + i, 1, 101 + i, 1));
    expect(new Set(quotes.map(kyleLambda.start(SETTINGS)))).toEqual(new Set([undefined]));
  });

  it('counts the intervals of a silence as empty', () => {
    const run = kyleLambda.start(SETTINGS);
    const before = tapeOf(FLOWS, CHANGES).map(run).at(-1);
    // Three empty intervals leave two of the five: (0, 0.1) and (-1, -0.4).
    const after = run(quoteStep(9000, 99, 1, 101, 1));
    expect(before).not.toBe(after);
    const [x, y] = [
      [0, -1, 0, 0, 0],
      [0.1, -0.4, 0, 0, 0],
    ] as const;
    const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / 5;
    const products = x.reduce<number>((sum, each, i) => sum + (each - mean(x)) * ((y[i] ?? 0) - mean(y)), 0);
    const squares = x.reduce<number>((sum, each) => sum + (each - mean(x)) ** 2, 0);
    expect(after).toBeCloseTo(products / squares, 6);
  });
});

describe('the error of Kyle lambda', () => {
  it('is that of Newey and West: scores with their first neighbors at half weight', () => {
    // Five intervals have floor(4 * 0.05^(2/9)) = 2 lags: weights 2/3 and 1/3.
    const meanX = 0.2;
    const meanY = 0.08;
    const squares = FLOWS.reduce((sum, x) => sum + (x - meanX) ** 2, 0);
    const slope = FLOWS.reduce((sum, x, i) => sum + (x - meanX) * ((CHANGES[i] ?? 0) - meanY), 0) / squares;
    const scores = FLOWS.map((x, i) => (x - meanX) * ((CHANGES[i] ?? 0) - meanY - slope * (x - meanX)));
    const lagged = (lag: number) => scores.reduce((sum, each, i) => sum + each * (scores[i + lag] ?? 0), 0);
    const longRun = lagged(0) + (4 / 3) * lagged(1) + (2 / 3) * lagged(2);
    const values = tapeOf(FLOWS, CHANGES).map(kyleLambdaError.start({ step: 1, n: 5 }));
    expect(values.at(-1)).toBeCloseTo(Math.sqrt(longRun) / squares, 8);
  });

  it('is nothing where the line goes through every point', () => {
    const values = tapeOf([1, -1, 2], [0.5, -0.5, 1]).map(kyleLambdaError.start({ step: 1, n: 5 }));
    expect(values.at(-1)).toBeCloseTo(0, 6);
  });
});

it('an interval has a length', () => {
  expect(() => kyleLambda.start({ ...SETTINGS, step: 0 })).toThrow('step must be above 0 s, was 0');
  expect(() => kyleLambdaError.start({ step: 0, n: 5 })).toThrow('step must be above 0 s, was 0');
});

const flows = normals(3, 40);
const tape = tapeOf(
  flows,
  flows.map((flow, i) => 0.5 * flow + 0.1 * Math.sin(i)),
);
describeFormulaContract(kyleLambda, { step: 1, n: 16, notional: 1000 }, tape);
describeFormulaContract(kyleLambdaError, { step: 1, n: 16 }, wanderingTape(60, 1000));
