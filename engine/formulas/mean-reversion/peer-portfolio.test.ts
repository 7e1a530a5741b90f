import { describe, expect, it } from 'vitest';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { bars } from '../contract-tests/sample-inputs.ts';
import type { MarketStep } from '../formula.ts';
import { olmar, olmarStep } from './olmar.ts';
import { pamr, pamrStep } from './pamr.ts';

type Bars = ReturnType<typeof walkBars>;

/** The bars of some symbols, time by time; the first is the own. */
const peers = (...symbols: readonly (readonly (Bars[number] | undefined)[])[]): MarketStep[] =>
  (symbols[0] ?? []).map((_, i) => ({
    kind: 'peers',
    time: (i + 1) * 60_000,
    peers: {
      symbols: symbols.map((_each, j) => `S${j}`),
      bars: symbols.map((each) => each[i]),
      leader: -1,
    },
  }));
const closes = (...values: number[]) =>
  bars(...values.map((each): [number, number, number] => [each, each, each]));

describe('moving-average reversion online', () => {
  it('moves the weights as in the catalogue check', () => {
    const weights = olmarStep([0.5, 0.5], [1.1, 0.9], 1.05);
    expect(weights[0]).toBeCloseTo(0.75, 12);
    expect(weights[1]).toBeCloseTo(0.25, 12);
  });

  it('moves into the symbol that fell below its average', () => {
    const run = olmar.start({ w: 2, eps: 1.001, K: 8 });
    const values = peers(closes(100, 90), closes(100, 100)).map(run);
    expect(values[0]).toBeUndefined();
    // Expected back at 95/90 and 1; the portfolio earns more than asked already.
    expect(values[1]).toBe(0);
    const asking = olmar.start({ w: 2, eps: 1.04, K: 8 });
    expect(peers(closes(100, 90), closes(100, 100)).map(asking)[1]).toBeCloseTo((1.04 - 37 / 36) * 18, 12);
  });

  it('leaves out a time at which a symbol has no bar', () => {
    const run = olmar.start({ w: 1, eps: 1.001, K: 8 });
    const [bar] = closes(100);
    expect(peers([bar], [undefined]).map(run)).toEqual([undefined]);
    expect(peers([bar]).map(run)).toEqual([undefined]);
    expect(peers([bar], [bar]).map(run)).toEqual([0]);
  });
});

describe('passive-aggressive reversion', () => {
  it('moves the weights as in the catalogue check', () => {
    const weights = pamrStep([0.5, 0.5], [1.1, 0.9], { C: 500, eps: 0.99 });
    expect(weights[0]).toBeCloseTo(0.45, 12);
    expect(weights[1]).toBeCloseTo(0.55, 12);
  });

  it('moves out of what rose, and says so', () => {
    const run = pamr.start({ eps: 1, C: 500, K: 8 });
    const values = peers(closes(100, 104), closes(100, 100)).map(run);
    // A loss of 0.02 over a spread of 0.0008, times a distance of 0.02: half a share.
    expect(values).toEqual([undefined, expect.closeTo(-0.5, 12)]);
    expect(run.readings?.['signal']?.()).toBeCloseTo(-0.5, 12);
    expect(run.readings?.['confidence']?.()).toBeCloseTo(0.5, 12);
  });
});

const inputs = peers(walkBars(96, 40), walkBars(97, 40), walkBars(98, 40));
describeFormulaContract(olmar, { w: 5, eps: 1.001, K: 8 }, inputs);
describeFormulaContract(pamr, { eps: 1, C: 500, K: 8 }, inputs);
