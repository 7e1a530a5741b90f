import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { peerCloses } from '../../contract-tests/peer-closes.ts';
import { wanderingPrices } from '../../contract-tests/sample-inputs.ts';
import { told, withSeries } from '../../contract-tests/told-series.ts';
import { nvtSignal } from './nvt-signal.ts';

const DAY_MS = 86_400_000;
const { defaults } = nvtSignal;
const days = (...closes: number[]) => peerCloses(closes, { intervalMs: DAY_MS, symbol: 'BTC/USDT' });

/** A day for each close, its height and its volume told just before it ends. */
const dayAfterDay = (closes: readonly number[], volumes: readonly number[]) =>
  days(...closes).flatMap((step, index) => [
    ...told(step.time, { 'chain.height': 840_000, 'chain.transfer-volume': volumes[index] ?? 1e10 }),
    step,
  ]);

describe('the NVT signal', () => {
  it('has the value of the catalogue check', () => {
    // 1968750312500000 satoshi exist at height 840000; at this price they are worth 1.8e12.
    const price = 1.8e12 / 19_687_503.125;
    const run = nvtSignal.start({ ...defaults, ma: 3, window: 3 });
    const values = dayAfterDay([price, price, price], [2e10, 1e10, 3e10]).map(run);
    expect(values.at(-1)).toBeCloseTo(90, 9);
  });

  it('leans against a price that ran ahead of the use, and says nothing in the middle', () => {
    const run = nvtSignal.start({ ...defaults, ma: 1, window: 5 });
    const read = dayAfterDay([5, 4, 3, 2, 9, 3.5, 1], []).flatMap((step) => {
      run(step);
      return step.kind === 'peers' ? [[run.readings?.['signal']?.(), run.readings?.['confidence']?.()]] : [];
    });
    // Ranks among five days: 9 is the highest, 0.9; 3.5 of 4, 3, 2, 9, 3.5 the middle; 1 the lowest, 0.1.
    expect(read[3]).toEqual([0, 0]);
    [-0.8, 0, 0.8].forEach((signal, i) => expect(read[4 + i]?.[0]).toBeCloseTo(signal, 12));
    [0.32, 0, 0.32].forEach((confidence, i) => expect(read[4 + i]?.[1]).toBeCloseTo(confidence, 12));
  });

  it('is warm after 180 days with its defaults', () => {
    const values = dayAfterDay(
      Array.from({ length: 181 }, (_, i) => 100 + (i % 7)),
      [],
    ).map(nvtSignal.start(defaults));
    expect(values.findIndex((each) => each !== undefined)).toBe(3 * 180 - 1);
  });
});

describeFormulaContract(
  nvtSignal,
  { ma: 2, window: 3 },
  withSeries(
    days(...wanderingPrices(30)),
    (index) => ({ 'chain.height': 840_000 + 144 * index, 'chain.transfer-volume': 1e10 + (index % 5) * 1e9 }),
    2,
  ),
);
