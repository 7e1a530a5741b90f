import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { quote } from '../contract-tests/sample-inputs.ts';
import type { MarketStep } from '../formula.ts';
import { staleEdge, staleQuoteArbitrageEdge } from './stale-quote-arbitrage-edge.ts';

const { defaults } = staleQuoteArbitrageEdge;

const ours = (time: number, mid: number): MarketStep => ({
  kind: 'quote',
  time,
  quote: quote(time, mid - 0.01, 1, mid + 0.01, 1),
});

const theirs = (time: number, place: number, mid: number, isSameCoin = true): MarketStep => ({
  kind: 'peer-quote',
  time,
  quote: { place, isLeader: false, isSameCoin, quote: quote(time, mid - 0.01, 1, mid + 0.01, 1) },
});

describe('the edge of a stale quote', () => {
  it('gives the number of the catalogue check', () => {
    expect(staleEdge(100.2, { bid: 100, ask: 100.02 }, 0.0005)).toBeCloseTo(0.00129802266001, 12);
  });

  it('buys what other venues have left behind, and sells it the other way round', () => {
    const valueAfter = (jump: number) => {
      const run = staleQuoteArbitrageEdge.start(defaults);
      const steps = [theirs(0, 1, 100), theirs(0, 2, 100), ours(0, 100)];
      steps.push(theirs(10, 1, 100 * jump), theirs(10, 2, 100 * jump));
      return { value: steps.map(run).at(-1) ?? NaN, run };
    };
    const up = valueAfter(1.002);
    expect(up.value).toBeCloseTo(Math.log(100.2 / 100.01) - 0.0005, 6);
    expect(readingOf(up.run, 'signal')).toBe(1);
    expect(readingOf(up.run, 'confidence')).toBe(1);
    expect(readingOf(up.run, 'references')).toBe(2);
    const down = valueAfter(0.9992);
    expect(down.value).toBeCloseTo(-(Math.log(99.99 / 99.92) - 0.0005), 6);
    expect(readingOf(down.run, 'signal')).toBeCloseTo(down.value / 0.0005, 12);
    expect(valueAfter(1.0003).value).toBe(0);
  });

  it('gets used to a distance that stays', () => {
    const run = staleQuoteArbitrageEdge.start(defaults);
    const away = (time: number) => [theirs(time, 1, 100.2), theirs(time, 2, 100.2), ours(time, 100)];
    [theirs(0, 1, 100), theirs(0, 2, 100), ours(0, 100)].forEach(run);
    for (let time = 1000; time <= 61_000; time += 1000) away(time).forEach(run);
    // After a half-life half of ln(100 / 100.2).
    expect(readingOf(run, 'fairPrice')).toBeCloseTo(100.2 * (1 - 0.001), 3);
    for (let time = 62_000; time <= 600_000; time += 1000) away(time).forEach(run);
    expect(run(ours(600_000, 100))).toBe(0);
  });

  it('hears two fresh venues of the same coin or none', () => {
    const run = staleQuoteArbitrageEdge.start(defaults);
    expect(
      [
        ours(0, 100),
        theirs(0, 1, 100),
        theirs(0, 2, 100, false),
        theirs(1000, 3, 101),
        // The first is older than 1.5 s by now.
        ours(2000, 100),
      ].map(run),
    ).toEqual([undefined, undefined, undefined, expect.any(Number), undefined]);
    expect(readingOf(run, 'signal')).toBe(0);
  });

  it('takes the middle one of three venues', () => {
    const run = staleQuoteArbitrageEdge.start(defaults);
    [theirs(0, 1, 100), theirs(0, 2, 150), theirs(0, 3, 100.1), ours(0, 100.1)].forEach(run);
    expect(readingOf(run, 'fairPrice')).toBeCloseTo(100.1, 9);
    expect(readingOf(run, 'references')).toBe(3);
  });
});

const inputs = [theirs(0, 1, 100), theirs(0, 2, 100), ours(0, 100)];
for (let i = 1; i < 30; i += 1) {
  const mid = 100 + Math.sin(i / 3);
  inputs.push(
    theirs(i * 200, 1, mid),
    theirs(i * 200, 2, mid + 0.01),
    ours(i * 200, 100 + Math.sin((i - 1) / 3)),
  );
}
describeFormulaContract(staleQuoteArbitrageEdge, defaults, inputs);
