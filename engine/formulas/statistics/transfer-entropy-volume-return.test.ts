import { describe, expect, it } from 'vitest';
import { QuantileBins } from '../../numerics/quantile-bins.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, uniforms, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { SymbolTriples, tripleAt } from './symbol-triples.ts';
import { transferEntropy, transferEntropyVolumeReturn } from './transfer-entropy-volume-return.ts';

describe('what volume says about returns', () => {
  it('gives the number of the catalogue check: the return copies the volume before it', () => {
    const counts = new Int32Array(27);
    for (const [now, before, volume] of [
      [0, 0, 0],
      [0, 1, 0],
      [1, 0, 1],
      [1, 1, 1],
    ] as const) {
      counts[tripleAt(now, before, volume)] = 1;
    }
    expect(transferEntropy(counts)).toBeCloseTo(0.69314718056, 11);
  });

  it('says nothing where the return only repeats itself', () => {
    const counts = new Int32Array(27);
    for (const volume of [0, 1, 2]) for (const each of [0, 2]) counts[tripleAt(each, each, volume)] = 5;
    expect(transferEntropy(counts)).toBeCloseTo(0, 14);
  });

  it('leans the way that followed on such volume before', () => {
    // Growing volume was followed by a rise, shrinking volume by a fall.
    const grows = uniforms(15, 203).map((u) => u < 0.5);
    let volumeBase = 1;
    const steps = grows.map((grown, i) => {
      volumeBase *= grown ? 2 : 0.5;
      const move = (grows[i - 1] ? 1 : -1) * (0.001 + 0.0005 * Math.sin(i));
      return { volumeBase, move };
    });
    const run = transferEntropyVolumeReturn.start({ n: 200, k: 10 });
    barsOfReturns(steps.map(({ move }) => move))
      .slice(1)
      .forEach((bar, i) => run({ ...bar, volumeBase: steps[i]?.volumeBase ?? 1 }));
    const signal = run.readings?.['signal']?.() ?? 0;
    expect(Math.sign(signal)).toBe(grows.at(-1) ? 1 : -1);
    expect(run.readings?.['confidence']?.()).toBeCloseTo(Math.abs(signal), 6);
  });

  it('counts bar by bar what a fresh count in the same thirds gives', () => {
    const [returns, changes] = [normals(17, 33), normals(18, 33)];
    const rolling = new SymbolTriples(20, 15);
    returns.forEach((each, i) => rolling.push(each, changes[i] as number));
    // The thirds were looked up with the 20th value, of the first 20, and hold for 15.
    const symbols = [returns, changes].map((series) => {
      const thirds = new QuantileBins(3);
      thirds.divide(series.slice(0, 20).toSorted((a, b) => a - b));
      return series.map((value) => thirds.of(value));
    });
    const expected = new Int32Array(27);
    for (let i = 14; i < 33; i += 1) {
      const [now, before, volume] = [symbols[0]?.[i], symbols[0]?.[i - 1], symbols[1]?.[i - 1]];
      const place = tripleAt(now ?? NaN, before ?? NaN, volume ?? NaN);
      expected[place] = (expected[place] ?? NaN) + 1;
    }
    expect([...rolling.counts]).toEqual([...expected]);
  });
});

describeFormulaContract(transferEntropyVolumeReturn, { n: 20, k: 4 }, walkBars(15, 50));
