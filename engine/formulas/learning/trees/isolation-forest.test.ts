import { describe, expect, it } from 'vitest';
import { barSteps, decidedBars } from '../../contract-tests/decided-bars.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { isolationForest, isolationGate } from './isolation-forest.ts';

describe('the isolation forest', () => {
  it('finds a crash stranger than any moment it was fitted on', () => {
    const steps = barSteps(decidedBars(6, 500));
    const run = isolationForest.start({ ...isolationForest.defaults, N: 400, k: 50 });
    const usual = steps.map(run).filter((each) => each !== undefined);
    const last = steps.at(-1);
    if (last?.kind !== 'bar') throw new Error('the market has no bar');
    const { close } = last.bar;
    const crash = { ...last.bar, close: 0.8 * close, low: 0.8 * close, volumeBase: 10_000, buyVolumeBase: 0 };
    const score = run({ ...last, bar: crash }) ?? NaN;
    expect(score).toBeGreaterThan(Math.max(...usual));
    expect(run.readings?.['gate']?.()).toBe(isolationGate(score));
  });

  it('counts what fewer bars than a tree takes would need', () => {
    const model = isolationForest.fit?.({
      params: { ...isolationForest.defaults, T: 3 },
      data: { inputs: Float64Array.from({ length: 14 * 40 }, (_, i) => Math.sin(i * i)) },
    });
    expect(model?.[0]).toBe(40);
  });

  it('closes from a score of 0.55 on', () => {
    const gates = [0.5, 0.55, 0.625, 0.7, 0.9].map(isolationGate);
    expect(gates).toEqual([1, 1, 0.5, 0.2, 0.2].map((each) => expect.closeTo(each, 9)));
  });
});

const tiny = { ...isolationForest.defaults, N: 30, k: 20, T: 5, psi: 16 };
describeFormulaContract(isolationForest, tiny, barSteps(decidedBars(21, 110)));
