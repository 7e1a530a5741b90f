import { describe, expect, it } from 'vitest';
import { BrokenRule } from './frame-fields.ts';
import { countableSize, decimalText, ledgerLotOf, stepOfPlaces, WireSteps } from './wire-steps.ts';

describe('steps on the wire', () => {
  const steps = new WireSteps({ tickSize: '0.01', sizeStep: '0.00000001', stepsPerLot: 100 });

  it('read prices exactly and cut sizes to whole lots, counting what they cut', () => {
    expect(steps.ticks('65083.67', 'a price')).toBe(6_508_367);
    expect(steps.ticks('65083.6700', 'a price')).toBe(6_508_367);
    // 0.00000250 is 250 steps: two lots of a hundred.
    expect([steps.lots('0.00000250', 'a size'), steps.roundedCount]).toEqual([2, 1]);
    expect([steps.lots('1', 'a size'), steps.roundedCount]).toEqual([1_000_000, 1]);
    expect(steps.lots('0', 'a size')).toBe(0);
  });

  it('take the nearest tick for a price between ticks', () => {
    expect(steps.nearestTicks('10.015', 'a mark price')).toBe(1002);
    expect(steps.nearestTicks('10.0149', 'a mark price')).toBe(1001);
  });

  it.each(['0', '-1', 'NaN', 'Infinity', '', '1e3', '10.001', '9999999999999999'])(
    'refuse the price %j',
    (text) => {
      expect(() => steps.ticks(text, 'a price')).toThrow(BrokenRule);
    },
  );

  it.each(['-1', 'NaN', '1.', '.5', '0.000000001', '99999999999'])('refuse the size %j', (text) => {
    expect(() => steps.lots(text, 'a size')).toThrow(BrokenRule);
  });
});

describe('the lot of the ledger', () => {
  it.each([
    // A tick of a lot must be worth a whole number of 10^-8 quote.
    ['0.1', '0.001', '0.001', 1],
    ['0.1', '0.00000001', '0.0000001', 10],
    ['0.01', '0.00000001', '0.000001', 100],
    ['0.00000001', '0.00000001', '1', 100_000_000],
    ['0.5', '1', '1', 1],
  ])('for ticks of %s and sizes of %s is %s', (tick, size, lotSize, stepsPerLot) => {
    expect(ledgerLotOf(tick, size)).toEqual({ lotSize, stepsPerLot });
  });

  it('bounds the largest order to what can be counted', () => {
    expect(countableSize('9999999999', '0.0000001')).toBe('100000');
    expect(countableSize('3400', '0.000001')).toBe('3400');
  });
});

describe('decimal text', () => {
  it('is written without trailing zeros', () => {
    expect(decimalText(1_500_000_000_000_000_000n)).toBe('1.5');
    expect(decimalText(1_000_000_000_000_000_000n)).toBe('1');
    expect([stepOfPlaces(0), stepOfPlaces(1), stepOfPlaces(8)]).toEqual(['1', '0.1', '0.00000001']);
  });
});
