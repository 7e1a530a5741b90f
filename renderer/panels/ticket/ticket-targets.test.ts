import { describe, expect, it } from 'vitest';
import { sampleInstrument } from '../../engine-client/fixtures/sample-view.ts';
import { en } from '../../language/en.ts';
import {
  equalShares,
  firstTargetError,
  hasTargets,
  NO_TARGET,
  targetErrors,
  targetSizes,
  withoutTarget,
  withTarget,
} from './ticket-targets.ts';

const at = (...targets: readonly (readonly [string, string])[]) =>
  targets.map(([price, share]) => ({ price, share }));
const shares = (targets: readonly { readonly share: string }[]) => targets.map(({ share }) => share);

describe('the targets of a ticket', () => {
  it('are none while the only price is empty', () => {
    expect(hasTargets(NO_TARGET)).toBe(false);
    expect(hasTargets(at(['65000', '100']))).toBe(true);
    expect(hasTargets(at(['', '50'], ['', '50']))).toBe(true);
  });

  it('share the order equally as one is added or taken away', () => {
    const two = withTarget(NO_TARGET);
    expect(shares(two)).toEqual(['50', '50']);
    expect(shares(withTarget(two))).toEqual(['33', '33', '34']);
    expect(shares(withoutTarget(two, 0))).toEqual(['100']);
    expect(shares(equalShares(at(['1', '7'], ['2', '9'])))).toEqual(['50', '50']);
  });

  it('have sizes on the grid of lots that add up to the order', () => {
    // Ten lots of 0.001 in thirds: 3.3, 3.3 and 3.4 lots.
    expect(targetSizes(at(['1', '33'], ['2', '33'], ['3', '34']), '0.010', '0.001')).toEqual([
      '0.003',
      '0.003',
      '0.004',
    ]);
    expect(targetSizes(at(['1', '100']), '0.3', '0.1')).toEqual(['0.3']);
  });

  it('leave a part of the order without a target where their parts are less than all', () => {
    expect(targetSizes(at(['1', '25'], ['2', '50']), '0.100', '0.001')).toEqual(['0.025', '0.050']);
  });

  const errorsOf = (targets: ReturnType<typeof at>, size = '0.010', side: 'buy' | 'sell' = 'buy') =>
    targetErrors(targets, { side, size, price: 64_000, instrument: sampleInstrument, texts: en });

  it.each([
    [
      'on the losing side of a buy',
      at(['63000', '100']),
      'The target of a buy must be above 64000 USDT, was 63000 USDT',
    ],
    [
      'empty among several',
      at(['65000', '50'], ['', '50']),
      'Target must be a decimal like 123.45, was empty',
    ],
    [
      'off the grid of ticks',
      at(['65000.05', '100']),
      'Target must be a multiple of 0.1 USDT, was 65000.05 USDT',
    ],
    [
      'with no whole part',
      at(['65000', '12.5'], ['66000', '50']),
      'A part must be a whole number from 1 to 100, was 12.5',
    ],
    [
      'with an empty part',
      at(['65000', ''], ['66000', '50']),
      'A part must be a whole number from 1 to 100, was empty',
    ],
    [
      'more than the order',
      at(['65000', '60'], ['66000', '50']),
      'All parts together must be 100 % or less, were 110 %',
    ],
    [
      'smaller than the smallest order',
      at(['65000', '5'], ['66000', '95']),
      'A part must be at least 0.001 BTC, was 0.000 BTC',
    ],
  ])('say what is wrong with one that is %s', (_what, targets, error) => {
    expect(firstTargetError(errorsOf(targets))).toBe(error);
  });

  it('are in order on the gaining side of either side', () => {
    expect(firstTargetError(errorsOf(at(['65000', '40'], ['66000', '60'])))).toBeUndefined();
    expect(firstTargetError(errorsOf(at(['63000', '100']), '0.010', 'sell'))).toBeUndefined();
    expect(firstTargetError(errorsOf(at(['64000', '100']), '0.010', 'sell'))).toBe(
      'The target of a sell must be below 64000 USDT, was 64000 USDT',
    );
  });
});
