import { describe, expect, it } from 'vitest';
import { confidenceOfZ } from '../../numerics/confidence.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { bars } from '../contract-tests/sample-inputs.ts';
import { ClassMeans, internalBarStrength } from './internal-bar-strength.ts';

describe('the means by class', () => {
  it('give the number of the catalogue check: 0.5 over 33', () => {
    const classes = new ClassMeans(10, 5);
    for (const value of [0.2, -0.1, 0.4]) classes.push(1, value);
    expect(classes.mean(1)).toBeCloseTo(0.0151515151515, 12);
    expect(classes.mean(4)).toBe(0);
  });

  it('forget the oldest of all classes together', () => {
    const classes = new ClassMeans(2, 3);
    classes.push(0, 31);
    classes.push(1, 62);
    classes.push(1, 2);
    expect([classes.mean(0), classes.count(0), classes.mean(1), classes.count(1)]).toEqual([0, 0, 2, 2]);
  });
});

describe('internal bar strength', () => {
  it('is a quarter of the way up in the catalogue check', () => {
    const run = internalBarStrength.start({ n: 1, q: 5 });
    bars([12, 10, 10.5]).forEach(run);
    expect(run.readings?.['strength']?.()).toBe(0.25);
  });

  it('learns what follows weak closes: here a rise every time', () => {
    const run = internalBarStrength.start({ n: 20, q: 2 });
    // Closes at the low and at the high in turns, so a weak close is followed by a rise of 2 %.
    const rows = Array.from({ length: 81 }, (_, i): [number, number, number] => [
      102,
      100,
      i % 2 === 0 ? 100 : 102,
    ]);
    const value =
      bars(...rows)
        .map(run)
        .at(-1) ?? NaN;
    // Of the last twenty labels ten belong to weak closes, each of about one deviation.
    expect(value).toBeCloseTo(10 / 40, 2);
    expect(run.readings?.['signal']?.()).toBeCloseTo(Math.tanh(5 * value), 12);
    expect(run.readings?.['confidence']?.()).toBeCloseTo(confidenceOfZ(value * Math.sqrt(10)), 12);
  });
});

describeFormulaContract(internalBarStrength, { n: 30, q: 5 }, walkBars(66, 70));
