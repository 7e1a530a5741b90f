import { describe, expect, it } from 'vitest';
import { RollingKendall } from '../../numerics/rolling-kendall.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { kendallTauReturnVolume } from './kendall-tau-return-volume.ts';

const returns = [1, 2, 3, 4, 5, 6].map((each) => each / 1000);
const volumes = [1, 3, 2, 4, 4, 5];

describe("Kendall's tau of return and volume", () => {
  it('gives the number of the catalogue check', () => {
    const pairs = new RollingKendall(6);
    [1, 2, 3, 4, 5, 5].forEach((x, i) => pairs.push(x, [1, 3, 2, 4, 4, 5][i] as number));
    expect(pairs.tau).toBeCloseTo(0.785714285714, 11);
  });

  it('pairs the return of a bar with its volume', () => {
    const run = kendallTauReturnVolume.start({ n: 6 });
    const bars = barsOfReturns(returns).map((bar, i) => ({ ...bar, volumeBase: volumes[i - 1] ?? 9 }));
    const tau = bars.map(run).at(-1) ?? NaN;
    // Of 15 pairs one is discordant and one tied in volume: (13 - 1) / sqrt(15 * 14).
    expect(tau).toBeCloseTo(12 / Math.sqrt(15 * 14), 12);
    const z = tau / Math.sqrt((2 * 17) / (9 * 6 * 5));
    expect(run.readings?.['z']?.()).toBeCloseTo(z, 12);
    expect(run.readings?.['signal']?.()).toBeCloseTo(Math.tanh(z / 2), 12);
  });

  it('is 0 where the volume never changes', () => {
    expect(
      barsOfReturns(returns)
        .map(kendallTauReturnVolume.start({ n: 6 }))
        .at(-1),
    ).toBe(0);
  });
});

describeFormulaContract(kendallTauReturnVolume, { n: 10 }, walkBars(17, 40));
