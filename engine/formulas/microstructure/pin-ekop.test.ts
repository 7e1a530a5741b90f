import { describe, expect, it } from 'vitest';
import { Mulberry32 } from '../../numerics/mulberry32.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { wanderingTrades } from '../contract-tests/sample-inputs.ts';
import type { TradeTick } from '../formula.ts';
import { arrivalLikelihood, fitArrivals, informedProbability, newsBalance } from './arrival-mixture.ts';
import { pinEkop } from './pin-ekop.ts';

const CHECK = { a: 0.4, d: 0.3, informed: 20, buys: 30, sells: 25 };

/** A count around `rate`, by the number of uniforms whose product stays above `exp(-rate)`. */
const poisson = (random: Mulberry32, rate: number): number => {
  let count = -1;
  for (let log = 0; log < rate; log -= Math.log(1 - random.uniform())) count += 1;
  return count;
};

/** Buys and sells of periods made by a model. */
const periodsOf = (count: number, { a, buys, d, informed, sells }: typeof CHECK) => {
  const random = new Mulberry32(5);
  return Array.from({ length: count }, () => {
    const news = random.uniform() < a;
    const isBad = random.uniform() < d;
    return {
      buys: poisson(random, buys + (news && !isBad ? informed : 0)),
      sells: poisson(random, sells + (news && isBad ? informed : 0)),
    };
  });
};

const tradesOf = (periods: readonly { buys: number; sells: number }[], periodMs: number): TradeTick[] =>
  periods.flatMap(({ buys, sells }, i) =>
    Array.from({ length: buys + sells }, (_, k) => ({
      time: i * periodMs + Math.floor((k * periodMs) / (buys + sells)),
      price: 100,
      sizeBase: 1,
      side: k < buys ? ('buy' as const) : ('sell' as const),
    })),
  );

describe('the probability of informed trading', () => {
  it('gives the numbers of the catalogue check', () => {
    expect(arrivalLikelihood(CHECK, [30, 52, 28], [26, 24, 47])).toBeCloseTo(-20.0988709837, 9);
    // 0.4 * 20 / (0.4 * 20 + 30 + 25) = 8 / 63
    expect(informedProbability(CHECK)).toBeCloseTo(8 / 63, 14);
  });

  it('finds again how arrivals were made', () => {
    const made = { a: 0.4, d: 0.5, informed: 40, buys: 50, sells: 40 };
    const periods = periodsOf(300, made);
    const found = fitArrivals(
      Float64Array.from(periods, ({ buys }) => buys),
      Float64Array.from(periods, ({ sells }) => sells),
    );
    expect(found && informedProbability(found)).toBeCloseTo(informedProbability(made), 1);
    expect(Math.abs((found?.a ?? 0) - 0.4)).toBeLessThan(0.1);
    expect(Math.abs((found?.informed ?? 0) - 40)).toBeLessThan(6);
  });

  it('tells good news from bad by what arrives', () => {
    expect(newsBalance(CHECK, [26, 12], 0.5)).toBeGreaterThan(0.5);
    expect(newsBalance(CHECK, [15, 24], 0.5)).toBeLessThan(-0.3);
    expect(Math.abs(newsBalance(CHECK, [0, 0], 0))).toBeLessThan(0.4);
  });

  it('narrows the gate where much is informed, and says how the running period leans', () => {
    const run = pinEkop.start({ period: 10, n: 40, k: 20 });
    const made = { a: 0.5, d: 0.5, informed: 40, buys: 10, sells: 10 };
    const history = tradesOf(periodsOf(43, made), 10_000);
    const value = history.map(run).at(-1) ?? NaN;
    expect(value).toBeCloseTo(0.5, 1);
    expect(readingOf(run, 'gate')).toBeCloseTo(1.4 - 2 * value, 12);
    tradesOf([{ buys: 40, sells: 5 }], 10_000).forEach((print) =>
      run({ ...print, time: print.time + 430_000 }),
    );
    expect(readingOf(run, 'news')).toBeGreaterThan(0.9);
  });

  it('has no model of periods in which nothing traded', () => {
    expect(fitArrivals(new Float64Array(5), new Float64Array(5))).toBeUndefined();
  });
});

describeFormulaContract(pinEkop, { period: 2, n: 4, k: 3 }, wanderingTrades(60, 400));
