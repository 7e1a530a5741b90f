import { describe, expect, it } from 'vitest';
import { closedTrades } from '../contract-tests/closed-trades.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { opinionStep, opinionSteps, quoteStepAt, voteStep } from '../contract-tests/told-opinions.ts';
import type { MarketStep } from '../formula.ts';
import { condorcetConfluence } from './condorcet-confluence.ts';
import { effectiveVoteCount } from './effective-vote-count.ts';
import { expectedValue, expectedValueGate, zoneOf } from './expected-value-gate.ts';

const MINUTE_MS = 60_000;
const IDS = [2, 31, 61, 131, 192, 227, 292, 309];
/** The same opinion of everybody. */
const all = (time: number, signal: number) => opinionStep(time, ...IDS.map((id) => [id, signal] as const));

describe('the vote as a formula', () => {
  it('is for what equally good independent formulas say, and flat where they are split', () => {
    const run = condorcetConfluence.start(condorcetConfluence.defaults);
    expect(run(all(0, 0.5))).toBe(1);
    expect(readingOf(run, 'signal')).toBe(1);
    // Eight categories of correlation 0.05: 8 / 1.35 voices of log odds 0.04.
    expect(readingOf(run, 'effectiveVotes')).toBeCloseTo(8 / 1.35, 9);
    const logOdds = (8 / 1.35) * Math.log(0.51 / 0.49);
    expect(readingOf(run, 'probabilityUp')).toBeCloseTo(1 / (1 + Math.exp(-logOdds)), 9);
    expect(run(all(1, -0.5))).toBe(-1);
    expect(readingOf(run, 'signal')).toBe(-1);
    expect(readingOf(run, 'flatShort')).toBeCloseTo(-1, 9);
    expect(run(opinionStep(2, ...IDS.map((id, i) => [id, i % 2 === 0 ? 0.5 : -0.5] as const)))).toBe(0);
    expect([readingOf(run, 'signal'), readingOf(run, 'confidence')]).toEqual([0, 0]);
  });

  it('learns whom to believe from the quotes that follow', () => {
    const run = condorcetConfluence.start(condorcetConfluence.defaults);
    // Half of them are always right, half always wrong.
    for (let i = 0; i < 80; i += 1) {
      const time = 2 * i * 15 * MINUTE_MS;
      const rises = i % 3 === 0;
      run(quoteStepAt(time, 99.99, 100.01));
      run(opinionStep(time, ...IDS.map((id, k) => [id, (k % 2 === 0) === rises ? 0.5 : -0.5] as const)));
      const after = rises ? 101 : 99;
      run(quoteStepAt(time + 15 * MINUTE_MS, after - 0.01, after + 0.01));
    }
    const last = 400 * 15 * MINUTE_MS;
    run(opinionStep(last, ...IDS.map((id, k) => [id, k % 2 === 0 ? 0.5 : -0.5] as const)));
    expect(readingOf(run, 'probabilityUp')).toBeGreaterThan(0.6);
    // The four that are right agree in everything: they count as little more than one voice.
    expect(readingOf(run, 'effectiveVotes')).toBeLessThan(3.9);
  });

  const inputs = opinionSteps(335, 80, { ids: IDS, quote: true, opinions: true }).slice(1);
  describeFormulaContract(condorcetConfluence, condorcetConfluence.defaults, inputs);

  it('refuses a group there is not', () => {
    expect(() => condorcetConfluence.start({ ...condorcetConfluence.defaults, group: 3 })).toThrow(
      '0, 1 or 2, was 3',
    );
  });
});

describe('the effective number of votes', () => {
  it('is the number of those with an opinion while nothing is known of their errors', () => {
    const run = effectiveVoteCount.start(effectiveVoteCount.defaults);
    expect(run(all(0, 0.5))).toBe(8);
    expect(readingOf(run, 'gate')).toBe(1);
    expect(run(opinionStep(1, [31, 0.5], [131, 0.5], [227, 0.5, 0.01]))).toBe(2);
    expect(readingOf(run, 'gate')).toBe(0);
  });

  it('is one where all are wrong together', () => {
    const run = effectiveVoteCount.start({ ...effectiveVoteCount.defaults, refit: 1, group: 0 });
    for (let i = 0; i < 120; i += 1) {
      run(quoteStepAt(2 * i * MINUTE_MS, 99.99, 100.01));
      run(all(2 * i * MINUTE_MS, 0.5));
      const after = i % 3 === 0 ? 99 : 101;
      run(quoteStepAt((2 * i + 1) * MINUTE_MS, after - 0.01, after + 0.01));
    }
    expect(readingOf(run, 'correlation')).toBeCloseTo(1, 6);
    expect(run(all(241 * MINUTE_MS, 0.5))).toBeCloseTo(1, 6);
    expect(readingOf(run, 'gate')).toBe(0);
    // One voice: the jury is as good as each of them.
    expect(readingOf(run, 'jury')).toBeGreaterThan(0.5);
  });

  const inputs = opinionSteps(336, 400, { ids: IDS, quote: true, opinions: true }).slice(1);
  describeFormulaContract(effectiveVoteCount, { ...effectiveVoteCount.defaults, refit: 5 }, inputs);
});

describe('the gate of expected value', () => {
  it('has the value and zone of the catalogue check', () => {
    const value = expectedValue({ p: 0.35, tp: 0.015, sl: 0.005, cost: 0.0012 });
    expect(value).toBeCloseTo(0.0008, 9);
    expect(zoneOf(value, { red: -0.001, green: 0.00015 })).toBe(1);
    expect(zoneOf(0.00015, { red: -0.001, green: 0.00015 })).toBe(1);
    expect(zoneOf(-0.001, { red: -0.001, green: 0.00015 })).toBe(0);
    expect(zoneOf(-0.0011, { red: -0.001, green: 0.00015 })).toBe(-1);
  });

  const equity = (equityQuote: number): MarketStep => ({
    kind: 'holdings',
    time: 0,
    holdings: { notionals: [], equityQuote },
  });

  it('takes one half and a tenth of the conviction for the win rate at first, and the spread as a cost', () => {
    const run = expectedValueGate.start(expectedValueGate.defaults);
    run(quoteStepAt(0, 99.99, 100.01));
    // p = 0.5 + 0.1 * 0.8 * 0.5, costs 2 * 0.00045 + 0.0002
    expect(run(voteStep(1, 0.8))).toBeCloseTo(0.54 * 0.015 - 0.46 * 0.005 - 0.0011, 12);
    expect([readingOf(run, 'zone'), readingOf(run, 'gate')]).toEqual([1, 1]);
    expect(run(voteStep(2, 0))).toBeUndefined();
    expect(readingOf(run, 'gate')).toBe(1);
  });

  it('lets small accounts alone trade in the yellow zone', () => {
    const params = { ...expectedValueGate.defaults, tp: 0.005 };
    const run = expectedValueGate.start(params);
    run(quoteStepAt(0, 99.99, 100.01));
    // 0.04 * 0.005 * 2 - 0.0011 = -0.0007
    expect(run(voteStep(1, 0.8))).toBeCloseTo(-0.0007, 12);
    expect([readingOf(run, 'zone'), readingOf(run, 'gate')]).toEqual([0, 0]);
    run(equity(25));
    expect(readingOf(run, 'gate')).toBe(0.5);
    run(equity(26));
    expect(readingOf(run, 'gate')).toBe(0);
  });

  it('believes our own trades once there are sixty of them', () => {
    const run = expectedValueGate.start(expectedValueGate.defaults);
    run(quoteStepAt(0, 99.99, 100.01));
    const lost = closedTrades(
      Array.from({ length: 60 }, () => -0.005),
      { conviction: 0.4 },
    );
    for (const step of lost) run(step);
    run(voteStep(1e9, 0.8));
    // 60 losses stand for a rate of 1 / 62.
    expect(readingOf(run, 'probability')).toBeCloseTo(1 / 62, 4);
    expect(readingOf(run, 'gate')).toBe(0);
  });

  const inputs = opinionSteps(337, 60, { quote: true, vote: true });
  describeFormulaContract(expectedValueGate, expectedValueGate.defaults, inputs);
});
