import { describe, expect, it } from 'vitest';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { bars } from '../contract-tests/sample-inputs.ts';
import { bollingerBandwidthSqueeze } from './bollinger-bandwidth-squeeze.ts';

const ofCloses = (closes: readonly number[], volume = 1) =>
  bars(...closes.map((close): [number, number, number, number] => [close, close, close, volume]));

describe('the Bollinger bandwidth squeeze', () => {
  it('measures the bandwidth of the catalogue check', () => {
    const run = bollingerBandwidthSqueeze.start({ n: 5, k: 2, N: 1, low: 0.2, hold: 10 });
    ofCloses([10, 10, 11, 12, 11, 13]).forEach(run);
    expect(run.readings?.['bandwidth']?.()).toBeCloseTo(0.357825930778, 11);
  });

  it('follows the price out of the bands after a squeeze until it crosses the middle', () => {
    const run = bollingerBandwidthSqueeze.start({ n: 4, k: 1, N: 6, low: 0.2, hold: 3 });
    const wild = [100, 110, 95, 108, 96, 107, 98, 104];
    const signals = ofCloses([...wild, 101, 101, 101, 101, 110, 112, 80]).map((bar) => {
      run(bar);
      return run.readings?.['signal']?.();
    });
    expect(signals.slice(-4)).toEqual([0, 1, 1, -1]);
  });

  it('is surer when more is traded than usual', () => {
    const run = bollingerBandwidthSqueeze.start({ n: 2, k: 2, N: 2, low: 0.2, hold: 3 });
    ofCloses([10, 12, 11, 12]).forEach(run);
    const [busy] = ofCloses([13], 3);
    if (busy) run(busy);
    // Three against a mean of two is half more; no squeeze was seen.
    expect(run.readings?.['confidence']?.()).toBeCloseTo(0.5 * 0.5, 14);
  });
});

describeFormulaContract(
  bollingerBandwidthSqueeze,
  { n: 5, k: 2, N: 10, low: 0.3, hold: 4 },
  walkBars(11, 60),
);
