import { describe, expect, it } from 'vitest';
import { RecentValues } from '../../numerics/recent-values.ts';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { ehlersRoofingFilter } from './ehlers-roofing-filter.ts';
import { analyticSignal, hilbertInstantaneousPhase, nextMove } from './hilbert-instantaneous-phase.ts';
import { RoofingFilter } from './roofing-filter.ts';
import { teagerEnergy, teagerKaiserEnergy } from './teager-kaiser-energy.ts';

/** Bars whose log price swings by 2 % with a period of 20 bars. */
const cycle = (count: number) =>
  barsOfReturns(
    Array.from(
      { length: count },
      (_, i) => 0.02 * (Math.sin(((i + 1) * Math.PI) / 10) - Math.sin((i * Math.PI) / 10)),
    ),
  );

describe('the roofing filter', () => {
  it('gives the numbers of the catalogue check', () => {
    const filter = new RoofingFilter(48, 10);
    const coefficients = [0.0885262746147, 0.253194801612, 1.15804589983, -0.411240701443];
    coefficients.forEach((each, i) => expect(filter.coefficients[i]).toBeCloseTo(each, 10));
    const expected = [
      0, 0, 0.0011563823737, 0.00113440341936, 0.000660586646467, 0.000144902018176, -0.00139268973421,
    ];
    const found = [0, 0.01, 0.03, 0.02, 0.05, 0.04, 0.06].map((x) => filter.next(x));
    expected.forEach((each, i) => expect(found[i]).toBeCloseTo(each, 13));
  });

  it('leaves nothing of a price that stands still', () => {
    const run = ehlersRoofingFilter.start({ hp: 48, ss: 10, n: 100 });
    expect(
      barsOfReturns(Array.from({ length: 120 }, () => 0))
        .map(run)
        .at(-1),
    ).toBe(0);
    expect([run.readings?.['signal']?.(), run.readings?.['confidence']?.()]).toEqual([0, 0]);
  });

  it('needs periods it can tell apart', () => {
    expect(() => new RoofingFilter(4, 10)).toThrow('above 4 bars, was 10 to 4');
  });
});

describe('the instantaneous phase', () => {
  it('is exact for the pure cycle of the catalogue check', () => {
    const recent = new RecentValues(7);
    for (let k = 0; k <= 6; k += 1) recent.push(Math.cos(0.4 * k));
    const { amplitude, phase } = analyticSignal(recent, 0.4);
    expect(phase).toBeCloseTo(1.2, 9);
    expect(amplitude).toBeCloseTo(1, 9);
    expect(nextMove(phase, 0.4)).toBeCloseTo(-0.260901060254, 9);
  });

  it('finds the period of a cycle', () => {
    const run = hilbertInstantaneousPhase.start({ n: 60, a: 0.15 });
    cycle(300).forEach(run);
    expect(run.readings?.['period']?.()).toBeCloseTo(20, 0);
    expect(run.readings?.['confidence']?.()).toBeGreaterThan(0);
  });
});

describe('the energy of Teager and Kaiser', () => {
  it('is A^2 sin^2 w of a pure cycle, as in the catalogue check', () => {
    const [before = 0, at = 0, after = 0] = [2, 3, 4].map((t) => 2 * Math.sin(0.5 * t));
    expect(teagerEnergy(before, at, after)).toBeCloseTo(0.919395388264, 11);
  });

  it('gates trends where the market is dead, and reversion where energy is released', () => {
    const run = teagerKaiserEnergy.start({ n: 20, N: 100 });
    const still = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? 1e-5 : -1e-5));
    const moving = cycle(170).slice(1);
    const returns = moving.map(({ close, open }) => Math.log(close / open));
    barsOfReturns([...returns, ...still]).forEach(run);
    expect(run.readings?.['trendGate']?.()).toBe(0.5);
    const rising = teagerKaiserEnergy.start({ n: 20, N: 100 });
    const quiet = returns.map((each, i) => each * (1 + (i / 60) ** 3));
    barsOfReturns(quiet).forEach(rising);
    expect([rising.readings?.['gate']?.(), rising.readings?.['trendGate']?.()]).toEqual([1, 1]);
  });

  it('is released while the energy itself rises, whatever the volatility of a bar does meanwhile', () => {
    const run = teagerKaiserEnergy.start({ n: 20, N: 100 });
    const filter = new RoofingFilter(48, 10);
    const smooth: number[] = [];
    const energies: number[] = [];
    let apart = 0;
    walkBars(75, 600).forEach((bar, t) => {
      run(bar);
      smooth.push(filter.next(Math.log(bar.close)));
      const last = smooth.slice(-22);
      const psi = last.slice(2).map((y, i) => (last[i + 1] ?? 0) ** 2 - y * (last[i] ?? 0));
      energies.push(psi.reduce((sum, each) => sum + Math.max(0, each), 0) / 20);
      if (t < 160) return;
      const isRising = (energies[t] ?? 0) > (energies[t - 3] ?? 0);
      const isReleased = (run.readings?.['rank']?.() ?? 0) > 0.9 && isRising;
      if (run.readings?.['reversionGate']?.() !== (isReleased ? 0.4 : 1)) apart += 1;
    });
    expect(apart).toBe(0);
  });
});

const inputs = walkBars(74, 200);
describeFormulaContract(ehlersRoofingFilter, { hp: 24, ss: 6, n: 40 }, inputs);
describeFormulaContract(hilbertInstantaneousPhase, { n: 30, a: 0.15 }, inputs);
describeFormulaContract(teagerKaiserEnergy, { n: 20, N: 60 }, inputs);
