import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { bookAt } from '../contract-tests/sample-inputs.ts';
import type { MarketStep } from '../formula.ts';
import { BookFlowRates } from './book-flow-rates.ts';
import { predictedSpread, zeroIntelligenceSpread } from './zero-intelligence-spread.ts';

/** Every second an order of 4 joins the bid, 1 of it is sold into and 1 canceled, so that the bid grows by 2. */
const busySteps = (seconds: number, spread = 0.1): MarketStep[] =>
  Array.from({ length: seconds }, (_, i): MarketStep[] => {
    const size = 10 + 2 * i;
    const sizes = [size + 4, size + 3, size + 2];
    const steps = sizes.map((bidSize, k): MarketStep => {
      const time = 1000 * i + 200 * k;
      return { kind: 'book', time, book: bookAt(time, [1000, bidSize, 990, 50], [1000 + spread, 10]) };
    });
    const time = 1000 * i + 150;
    steps.splice(1, 0, { kind: 'trade', time, trade: { time, price: 1000, sizeBase: 1, side: 'sell' } });
    return steps;
  }).flat();

describe('the spread of zero intelligence', () => {
  it('gives the numbers of the catalogue check', () => {
    const predicted = predictedSpread({ taken: 2, arriving: 40_000, canceled: 0.05, orderSize: 0.8 });
    expect(predicted).toBeCloseTo(0.0000189460151842, 14);
    expect(Math.log(0.0001 / predicted)).toBeCloseTo(1.66357655709, 9);
  });

  it('tells what came, what was taken and what was canceled apart', () => {
    const flows = new BookFlowRates({ levels: 5, band: 0.002, windowMs: 10_000 });
    for (const step of busySteps(31)) {
      if (step.kind === 'trade') flows.print(step.time, step.trade.price, -step.trade.sizeBase);
      if (step.kind === 'book') flows.book(step.time, step.book.bids, step.book.asks);
    }
    const { rates } = flows;
    // 1 sold a second, half of it per side; 4 added a second in a band of 0.002 on both sides.
    expect(rates?.taken).toBeCloseTo(0.5, 9);
    expect(rates?.arriving).toBeCloseTo(4 / 0.004, 6);
    expect(rates?.orderSize).toBeCloseTo(4, 9);
    expect(rates?.spread).toBeCloseTo(Math.log(1000.1 / 1000), 12);
    // Within the band rest the best levels alone: 10 asked, and the bid from second 20 to 30 about 10 + 50 + 2.6.
    expect(rates?.canceled).toBeCloseTo(1 / 72, 3);
  });

  it('looks no further than what is in sight', () => {
    const flows = new BookFlowRates({ levels: 1, band: 0.002, windowMs: 10_000 });
    for (const step of busySteps(15))
      if (step.kind === 'book') flows.book(step.time, step.book.bids, step.book.asks);
      else if (step.kind === 'trade') flows.print(step.time, step.trade.price, -step.trade.sizeBase);
    expect((flows.rates?.arriving ?? NaN) / (4 / Math.log(1000.1 / 1000))).toBeCloseTo(1, 3);
  });

  it('halves resting orders where the spread is far wider than order flow explains', () => {
    const valueAt = (spread: number) => {
      const run = zeroIntelligenceSpread.start({ window: 10, band: 0.002, levels: 5 });
      return { value: busySteps(15, spread).map(run).at(-1) ?? NaN, run };
    };
    const wide = valueAt(2);
    expect(wide.value).toBeCloseTo(
      Math.log(readingOf(wide.run, 'observed') / readingOf(wide.run, 'predicted')),
      12,
    );
    expect(wide.value).toBeGreaterThan(0.7);
    expect(readingOf(wide.run, 'makerFactor')).toBe(0.5);
    expect(readingOf(wide.run, 'isFragile')).toBe(0);
    const tight = valueAt(0.01);
    expect(tight.value).toBeLessThan(-0.7);
    expect(readingOf(tight.run, 'makerFactor')).toBe(1);
    expect(readingOf(tight.run, 'isFragile')).toBe(1);
  });

  it('has no value where nobody trades', () => {
    const run = zeroIntelligenceSpread.start({ window: 5, band: 0.002, levels: 5 });
    expect(
      busySteps(10)
        .filter(({ kind }) => kind === 'book')
        .map(run)
        .at(-1),
    ).toBeUndefined();
  });
});

describeFormulaContract(zeroIntelligenceSpread, { window: 3, band: 0.002, levels: 5 }, busySteps(12));
