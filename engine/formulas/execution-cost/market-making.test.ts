import { describe, expect, it } from 'vitest';
import { symmetricEigen } from '../../numerics/symmetric-eigen.ts';
import { normals } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { ownQuote } from '../contract-tests/peer-quotes.ts';
import type { FormulaRun, MarketStep } from '../formula.ts';
import { avellanedaStoikovQuotes, optimalSpread, reservationPrice } from './avellaneda-stoikov-quotes.ts';
import {
  gueantLehalleFernandezTapiaQuotes,
  stationaryDistances,
} from './gueant-lehalle-fernandez-tapia-quotes.ts';

const GLFT = { gamma: 0.01, decay: 0.3, scale: 0.9, variance: 0.09 };
const holds = (time: number, notional: number): MarketStep => ({
  kind: 'holdings',
  time,
  holdings: { notionals: [notional], equityQuote: 1e6 },
});
/** A quote just before every second on a walk of whole ticks of 0.01, and a trade at one of two distances beside it. */
const market = (seconds: number): MarketStep[] => {
  let ticks = 10_000;
  return normals(29, seconds).flatMap((z, i): MarketStep[] => {
    ticks += Math.round(2 * z);
    const time = 1000 * i + 999;
    const mid = ticks / 100;
    const price = mid + (i % 3 === 0 ? 0.025 : 0.015);
    const trade = { time, price, sizeBase: 1, side: 'buy' } as const;
    return [ownQuote(time, mid, 0.03), { kind: 'trade', time, trade }];
  });
};
const stoikov = () => avellanedaStoikovQuotes.start({ ...avellanedaStoikovQuotes.defaults, tick: 0.01 });
const gueant = () =>
  gueantLehalleFernandezTapiaQuotes.start({ ...gueantLehalleFernandezTapiaQuotes.defaults, tick: 0.01 });
/** Feeds a run until it is warm, then tells it of holdings; `read` answers a reading of the end. */
const held = (run: FormulaRun<'step'>, lots: number) => {
  market(90).forEach((step) => run(step));
  const mid = run(holds(90_000, 0)) ?? NaN;
  const value = run(holds(90_000, lots * mid)) ?? NaN;
  return { mid, value, read: (name: string) => run.readings?.[name]?.() ?? NaN };
};

describe('the quotes of Avellaneda and Stoikov', () => {
  it('have the prices of the catalogue check', () => {
    const risk = 0.1 * 4 * 0.5;
    const reservation = reservationPrice(100, 2, risk);
    const spread = optimalSpread(risk, 0.1, 1.5);
    expect(reservation).toBeCloseTo(99.6, 12);
    expect(spread).toBeCloseTo(1.49077042275, 9);
    expect(reservation - spread / 2).toBeCloseTo(98.8546147886, 9);
    expect(reservation + spread / 2).toBeCloseTo(100.345385211, 9);
  });

  it('lower the reservation price of a long, by its risk for the time left', () => {
    const { mid, read, value } = held(stoikov(), 2);
    // 89.001 of 300 seconds have passed since the first quote.
    const risk = 0.1 * read('volatility') ** 2 * (300 - 89.001);
    expect(mid - value).toBeCloseTo(2 * risk, 9);
    expect(read('skew')).toBeLessThan(0);
    expect(held(stoikov(), -2).value).toBeGreaterThan(mid);
    expect(held(stoikov(), -2).read('skew')).toBeGreaterThan(0);
  });

  it('post whole ticks around it, and none that would overfill the inventory', () => {
    const { read, value } = held(stoikov(), 1);
    expect(read('bid')).toBeLessThanOrEqual(value - read('spread') / 2 + 1e-9);
    expect(value - read('spread') / 2 - read('bid')).toBeLessThan(0.01);
    expect(read('ask') - value - read('spread') / 2).toBeLessThan(0.01);
    expect(held(stoikov(), 5).read('bid')).toBeNaN();
    expect(held(stoikov(), 5).read('ask')).toBeGreaterThan(0);
  });

  it('measure how fast fills get rarer', () => {
    // Every trade reaches 0.5 and 1.5 ticks, one of three 2.5: the log falls by ln 3 over two ticks.
    expect(held(stoikov(), 0).read('decay')).toBeCloseTo(Math.log(3) / 0.02, 9);
  });
});

describe('the quotes of Guéant, Lehalle and Fernandez-Tapia', () => {
  it('have the distances of the catalogue check', () => {
    const { ask, bid } = stationaryDistances(1, GLFT);
    expect(bid).toBeCloseTo(3.3807810311, 9);
    expect(ask).toBeCloseTo(3.24504936603, 9);
  });

  it('come near the exact solution they approximate', () => {
    // Section 3 of the paper: the ground state of the matrix of inventories from -60 to 60.
    const most = 60;
    const { decay, gamma, scale, variance } = GLFT;
    const jump = scale * (1 + gamma / decay) ** -(1 + decay / gamma);
    const matrix = Array.from({ length: 2 * most + 1 }, (_, i) =>
      Float64Array.from({ length: 2 * most + 1 }, (_each, j) => {
        if (i === j) return (decay / 2) * gamma * variance * (i - most) ** 2;
        return Math.abs(i - j) === 1 ? -jump : 0;
      }),
    );
    const ground = symmetricEigen(matrix).vectors.at(-1) ?? [];
    const weight = (inventory: number) => Math.abs(ground[most + inventory] ?? NaN);
    const base = Math.log1p(gamma / decay) / gamma;
    const bid = base + Math.log(weight(1) / weight(2)) / decay;
    const ask = base + Math.log(weight(1) / weight(0)) / decay;
    expect(bid).toBeCloseTo(3.38116809688, 6);
    expect(ask).toBeCloseTo(3.24491914706, 6);
    expect(Math.abs(stationaryDistances(1, GLFT).bid - bid)).toBeLessThan(0.0005);
  });

  it('stand evenly without inventory, and lower with a long', () => {
    const flat = held(gueant(), 0);
    expect(flat.value).toBe(flat.mid);
    expect(flat.read('skew')).toBeCloseTo(0, 12);
    const long = held(gueant(), 2);
    expect(long.value).toBeLessThan(long.mid);
    expect(long.read('skew')).toBeLessThan(0);
    expect(long.read('bidDistance')).toBeGreaterThan(long.read('askDistance'));
    expect(held(gueant(), -5).read('ask')).toBeNaN();
  });

  it('do not exist before trades told of an intensity', () => {
    const run = gueantLehalleFernandezTapiaQuotes.start(gueantLehalleFernandezTapiaQuotes.defaults);
    const quotes = market(90).filter(({ kind }) => kind === 'quote');
    expect(quotes.map(run).at(-1)).toBeUndefined();
    expect(quotes.map(avellanedaStoikovQuotes.start(avellanedaStoikovQuotes.defaults)).at(-1)).toBeDefined();
  });
});

/** As {@link market}, from the second quote on at whole seconds, so that it is warm after a minute and no later. */
const exact = market(80).map((step) => (step.time < 1000 ? step : { ...step, time: step.time + 1 }));
describeFormulaContract(avellanedaStoikovQuotes, { ...avellanedaStoikovQuotes.defaults, tick: 0.01 }, exact);
describeFormulaContract(
  gueantLehalleFernandezTapiaQuotes,
  { ...gueantLehalleFernandezTapiaQuotes.defaults, tick: 0.01 },
  exact,
);
