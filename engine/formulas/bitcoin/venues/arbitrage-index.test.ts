import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { ownQuote, peerQuote } from '../../contract-tests/peer-quotes.ts';
import { wanderingPrices } from '../../contract-tests/sample-inputs.ts';
import { arbitrageIndex } from './arbitrage-index.ts';
import { premiumOf } from './venue-mids.ts';

const { defaults } = arbitrageIndex;

describe('the arbitrage index', () => {
  it('has the values of the catalogue check', () => {
    const run = arbitrageIndex.start(defaults);
    const values = [ownQuote(0, 100), peerQuote(0, 100.4), peerQuote(0, 99.9, { place: 2 })].map(run);
    expect(values[0]).toBeUndefined();
    expect(values[1]).toBeCloseTo(1.004, 12);
    expect(values[2]).toBeCloseTo(1.00500500501, 10);
    expect(run.readings?.['net']?.()).toBeCloseTo(0.00399252160312, 10);
    expect(run.readings?.['premium']?.()).toBeCloseTo(0, 12);
    expect(run.readings?.['cheapest']?.()).toBe(2);
    expect(run.readings?.['dearest']?.()).toBe(1);
  });

  it('takes the premium against the middle of an even number of venues', () => {
    expect(premiumOf(102, [98, 102])).toBeCloseTo(Math.log(1.02), 12);
    expect(premiumOf(100, [99, 100, 103, 101])).toBeCloseTo(Math.log(100 / 100.5), 12);
  });

  it('forgets a venue that was silent for five seconds', () => {
    const run = arbitrageIndex.start(defaults);
    const values = [ownQuote(0, 100), peerQuote(0, 101), ownQuote(5000, 100), ownQuote(5001, 100)].map(run);
    expect(values.map((each) => each !== undefined)).toEqual([false, true, true, false]);
  });

  it('leaves out other coins', () => {
    const run = arbitrageIndex.start(defaults);
    expect([ownQuote(0, 100), peerQuote(0, 3, { isSameCoin: false })].map(run)).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describeFormulaContract(
  arbitrageIndex,
  defaults,
  wanderingPrices(60).flatMap((price, i) => [
    ownQuote(i * 500, price),
    peerQuote(i * 500, price + Math.sin(i), { place: 1 + (i % 3) }),
  ]),
);
