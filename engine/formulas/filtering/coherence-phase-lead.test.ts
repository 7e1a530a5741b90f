import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { peerSteps } from '../contract-tests/peer-steps.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { coherencePhaseLead } from './coherence-phase-lead.ts';

const params = { n: 256, L: 32, k: 8, pmin: 6, pmax: 16 };
const leader = normals(1, 260).map((z) => 0.001 * z);

/** Returns that follow those of the leader two bars later at 0.8 of their size. */
const followed = normals(2, 260).map((z, t) => 0.8 * (leader[t - 2] ?? 0) + 0.0002 * z);

describe('the lead of another symbol', () => {
  it('is measured in bars, and foretells what is still to come', () => {
    const run = coherencePhaseLead.start(params);
    const values = peerSteps([barsOfReturns(followed), barsOfReturns(leader)], 1).map(run);
    expect(values[255]).toBeUndefined();
    expect(values[256]).toBeDefined();
    expect(readingOf(run, 'lag')).toBeCloseTo(2, 0);
    expect(readingOf(run, 'coherence')).toBeGreaterThan(0.8);
    expect(readingOf(run, 'confidence')).toBe(1);
    const lastTwo = (returns: readonly number[]) => (returns.at(-1) ?? NaN) + (returns.at(-2) ?? NaN);
    const ahead = 0.8 * lastTwo(leader) - lastTwo(followed);
    expect(values.at(-1)).toBeCloseTo(ahead, 3);
    expect(Math.sign(readingOf(run, 'signal'))).toBe(Math.sign(ahead));
  });

  it('foretells nothing where the own price leads', () => {
    const run = coherencePhaseLead.start(params);
    const values = peerSteps([barsOfReturns(leader), barsOfReturns(followed)], 1).map(run);
    expect(readingOf(run, 'lag')).toBeCloseTo(-2, 0);
    expect(values.at(-1)).toBe(0);
    expect(readingOf(run, 'confidence')).toBe(0);
  });

  it('does not exist without a leader', () => {
    const alone = peerSteps([barsOfReturns(leader), barsOfReturns(followed)]);
    expect(alone.map(coherencePhaseLead.start(params)).every((value) => value === undefined)).toBe(true);
  });
});

describeFormulaContract(
  coherencePhaseLead,
  { n: 48, L: 16, k: 8, pmin: 4, pmax: 8 },
  peerSteps([walkBars(112, 70), walkBars(113, 70)], 1),
);
