import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../domain/risk/risk-limits.ts';
import { Random } from '../../numerics/random.ts';
import { pairCorrelation } from './correlations.ts';
import { allocationRoom, tierOf } from './equity-tiers.ts';
import { kellyDescribed } from './kelly-described.ts';
import { kellyPosterior } from './kelly-posterior.ts';
import { limitCaps } from './limit-caps.ts';
import { regimeAllows, regimeSizeFactor } from './regime-rules.ts';
import { governedFactor } from './regime-size.ts';
import { shortfallCap } from './shortfall-cap.ts';
import { sizeEntry } from './size-entry.ts';
import { repeat, sizeRequest, wideLimits } from './size-request.fixture.ts';
import { volatilityTarget } from './volatility-target.ts';

const wish = { allocation: 1, factor: 1 };

describe('the size of an entry', () => {
  it('is the risk budget where no rule caps it', () => {
    // One lot is 0.01 AAA: it loses 0.01 to the stop and (100 + 99) x 0.01 x 5.5 bps of fees = 0.0010945.
    // 1 % of 10,000 is 100; 100 / 0.0110945 = 9013 lots, worth 9013: under 2 x 10,000 of leverage.
    expect(sizeEntry(sizeRequest(), wish)).toBe(9013);
  });

  it('is halved with its factor, and never above the allocation', () => {
    expect(sizeEntry(sizeRequest(), { allocation: 1, factor: 0.5 })).toBe(4506);
    expect(sizeEntry(sizeRequest(), { allocation: 0.05, factor: 1 })).toBe(500);
  });

  it('is what the limits leave: a tenth of equity before a person has to confirm', () => {
    expect(sizeEntry(sizeRequest({ limits: DEFAULT_LIMITS }), wish)).toBe(1000);
    expect(sizeEntry(sizeRequest({ limits: DEFAULT_LIMITS, medianEntryQuote: 200 }), wish)).toBe(600);
    expect(sizeEntry(sizeRequest({ limits: DEFAULT_LIMITS, symbolExposureQuote: 3950 }), wish)).toBe(50);
    expect(sizeEntry(sizeRequest({ limits: DEFAULT_LIMITS, exposureQuote: 12_500 }), wish)).toBe(0);
  });

  it('leaves an account no more than its leverage, whatever share of it is allowed', () => {
    const limits = { ...wideLimits, accountNotional: 1.5, symbolNotional: 1.5 };
    expect(limitCaps(sizeRequest({ limits: { ...limits, confirmShare: 9 } }))).toBe(20_000);
  });

  it('is a lot of an account that is worth one and may lose all of it, and nothing of one that is worth nothing', () => {
    const limits = { ...wideLimits, riskPerTrade: 1 };
    expect(sizeEntry(sizeRequest({ equityQuote: 1, limits }), wish)).toBe(1);
    expect(sizeEntry(sizeRequest({ equityQuote: 0 }), wish)).toBe(0);
    expect(limitCaps(sizeRequest({ exposureQuote: 1e9 }))).toBe(0);
  });

  it('is never rounded up, and never enlarged beyond the limit of risk by a breakout', () => {
    const breakout = { regime: 'breakout', probability: 0.9, breakout: 'buy' } as const;
    const described = sizeRequest({ regime: breakout, settings: { regime: 'as-described' } });
    expect(sizeEntry(described, wish)).toBe(9013);
    expect(sizeEntry(described, { allocation: 0.05, factor: 1 })).toBe(600);
    const corrected = sizeRequest({ regime: breakout, settings: { regime: 'corrected' } });
    expect(sizeEntry(corrected, { allocation: 0.05, factor: 1 })).toBe(500);
  });
});

describe('Kelly as described', () => {
  const settings = { kelly: 'as-described' } as const;

  it('is half of (p b - q) / b of equity', () => {
    // 6 wins of 2 %, 4 losses of 1 %: p 0.6, b 2, f = (1.2 - 0.4) / 2 = 0.4; half is 0.2.
    const tradeReturns = [...repeat(0.02, 6), ...repeat(-0.01, 4)];
    expect(kellyDescribed(sizeRequest({ settings, tradeReturns }))).toBeCloseTo(2000, 9);
  });

  it('is capped at a quarter, which a lucky streak reaches at once', () => {
    expect(kellyDescribed(sizeRequest({ settings, tradeReturns: repeat(0.01, 5) }))).toBe(2500);
    expect(kellyDescribed(sizeRequest({ settings, tradeReturns: [...repeat(0.05, 9), -0.01] }))).toBe(2500);
  });

  it('is nothing where the bet loses, and has no say before five trades', () => {
    expect(kellyDescribed(sizeRequest({ settings, tradeReturns: repeat(-0.01, 9) }))).toBe(0);
    expect(
      kellyDescribed(sizeRequest({ settings, tradeReturns: [...repeat(0.01, 4), ...repeat(-0.02, 4)] })),
    ).toBe(0);
    expect(kellyDescribed(sizeRequest({ settings, tradeReturns: repeat(0.01, 4) }))).toBeUndefined();
    expect(kellyDescribed(sizeRequest({ tradeReturns: repeat(0.01, 40) }))).toBeUndefined();
  });

  it('weighs a single win and a single loss like any other', () => {
    // p 0.2, b 100: f = (20 - 0.8) / 100 = 0.192. p 0.8, b 0.04: f = 0.8 - 0.2 / 0.04 is far below zero.
    const oneWin = [1, ...repeat(-0.01, 4)];
    expect(kellyDescribed(sizeRequest({ settings, tradeReturns: oneWin }))).toBeCloseTo(960, 9);
    expect(kellyDescribed(sizeRequest({ settings, tradeReturns: [...repeat(0.02, 4), -0.5] }))).toBe(0);
  });

  it('wins all with losses of nothing as it wins without any', () => {
    const tradeReturns = [...repeat(0.01, 5), 0];
    expect(kellyDescribed(sizeRequest({ settings, tradeReturns }))).toBe(2500);
    // Two of six win and none loses anything: half of a third.
    const seldom = [...repeat(0.01, 2), ...repeat(0, 4)];
    expect(kellyDescribed(sizeRequest({ settings, tradeReturns: seldom }))).toBeCloseTo(10_000 / 6, 9);
  });
});

describe('Kelly corrected', () => {
  const settings = { kelly: 'corrected' } as const;
  const trades = (wins: number, losses: number, win = 0.011, loss = -0.01) => [
    ...repeat(win, wins),
    ...repeat(loss, losses),
  ];

  it('answers a record of thirteen trades with nothing or next to it', () => {
    // Seven wins of thirteen of about one to one: the formula alone would say 12 % of the stake.
    const size = kellyPosterior(sizeRequest({ settings, tradeReturns: trades(7, 6) }));
    expect(size).toBeLessThan(0.02 * 10_000);
  });

  it('answers an edge that a thousand trades have shown with about the stake of the formula', () => {
    // p 0.6, b 1.1: f = 0.6 - 0.4 / 1.1 = 0.236 of equity lost a loss, 23.6 times equity with losses of 1 %.
    const tradeReturns = trades(600, 400);
    const size = kellyPosterior(
      sizeRequest({ settings, tradeReturns, limits: { ...wideLimits, leverage: 100 } }),
    );
    expect((size ?? 0) / 10_000).toBeGreaterThan(15);
    expect((size ?? 0) / 10_000).toBeLessThan(23.6);
  });

  it('never goes beyond leverage, nor the cap of the stake at the stop', () => {
    const tradeReturns = trades(900, 100);
    expect(kellyPosterior(sizeRequest({ settings, tradeReturns }))).toBe(20_000);
    const wideStop = { settings, tradeReturns, stopTicks: 500, limits: { ...wideLimits, leverage: 100 } };
    expect(kellyPosterior(sizeRequest(wideStop))).toBeLessThanOrEqual(5000);
  });

  it('is nothing without a win, and gives the same answer to the same question', () => {
    expect(kellyPosterior(sizeRequest({ settings }))).toBe(0);
    expect(kellyPosterior(sizeRequest({ settings, tradeReturns: repeat(-0.01, 50) }))).toBe(0);
    const request = sizeRequest({ settings, tradeReturns: trades(60, 30) });
    expect(kellyPosterior(request)).toBe(kellyPosterior({ ...request }));
    expect(kellyPosterior(sizeRequest({ tradeReturns: trades(60, 30) }))).toBeUndefined();
  });

  it('never risks more than everything in a draw', () => {
    const tradeReturns = [...repeat(2, 30), ...repeat(-0.9, 10)];
    const size = kellyPosterior(sizeRequest({ settings, tradeReturns }));
    expect(size).toBeGreaterThan(0);
    expect(size).toBeLessThan(10_000 / 0.9);
  });

  it('sizes by what is known of trades from the second on', () => {
    expect(kellyPosterior(sizeRequest({ settings, tradeReturns: [0.05] }))).toBe(0);
    expect(kellyPosterior(sizeRequest({ settings, tradeReturns: [0.05, 0.05] }))).toBeGreaterThan(0);
  });

  it('takes the stop for the loss of a strategy that has never lost', () => {
    const size = kellyPosterior(sizeRequest({ settings, tradeReturns: repeat(0.01, 200) }));
    expect(size).toBeGreaterThan(0);
    expect(size).toBeLessThanOrEqual(20_000);
  });
});

describe('the volatility target', () => {
  // Steps of +1 % and -1 % in turn: 1 % a step, sqrt(6 x 365) = 46.8 times that a year.
  const returns = Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 0.01 : -0.01));

  it('scales to the target as described, up to twice equity', () => {
    const settings = { volatilityTarget: 'as-described', yearlyVolatility: 0.2 } as const;
    const deviation = 0.01 * Math.sqrt(100 / 99);
    const expected = (0.2 / (deviation * Math.sqrt(2190))) * 10_000;
    expect(volatilityTarget(sizeRequest({ settings, returns }))).toBeCloseTo(expected, 6);
    const quiet = returns.map((each) => each / 100);
    expect(volatilityTarget(sizeRequest({ settings, returns: quiet }))).toBe(20_000);
  });

  it('follows the newest returns when corrected, and never borrows for a quiet past', () => {
    const settings = { volatilityTarget: 'corrected', yearlyVolatility: 0.2 } as const;
    const calmNow = [...repeat(0.05, 50), ...repeat(0.001, 100)];
    const wildNow = [...repeat(0.001, 100), ...repeat(0.05, 50)];
    const calm = volatilityTarget(sizeRequest({ settings, returns: calmNow })) ?? 0;
    expect(calm).toBeGreaterThan(4 * (volatilityTarget(sizeRequest({ settings, returns: wildNow })) ?? 0));
    expect(volatilityTarget(sizeRequest({ settings, returns: repeat(0, 50) }))).toBe(10_000);
  });

  it('targets volatility by returns around their mean, and corrected by the forecast of RiskMetrics', () => {
    const returns = Array.from({ length: 40 }, (_, index) => 0.02 + (index % 2 === 0 ? 0.03 : -0.03));
    const yearly = { yearlyVolatility: 0.2 };
    // Each return is 0.03 from its mean: 40 x 0.03^2 over 39.
    const deviation = Math.sqrt((40 * 0.0009) / 39);
    const described = volatilityTarget(
      sizeRequest({ settings: { ...yearly, volatilityTarget: 'as-described' }, returns }),
    );
    expect(described).toBeCloseTo((10_000 * 0.2) / (deviation * Math.sqrt(6 * 365)), 6);
    let variance = (returns[0] ?? 0) ** 2;
    for (const each of returns.slice(1)) variance += 0.06 * (each ** 2 - variance);
    const corrected = volatilityTarget(
      sizeRequest({ settings: { ...yearly, volatilityTarget: 'corrected' }, returns }),
    );
    expect(corrected).toBeCloseTo((10_000 * 0.2) / Math.sqrt(variance * 6 * 365), 6);
  });

  it('has no say before twenty returns', () => {
    const settings = { volatilityTarget: 'corrected' } as const;
    expect(volatilityTarget(sizeRequest({ settings, returns: repeat(0.01, 20) }))).toBeDefined();
    expect(volatilityTarget(sizeRequest({ settings, returns: repeat(0.01, 19) }))).toBeUndefined();
    expect(volatilityTarget(sizeRequest({ returns }))).toBeUndefined();
  });
});

describe('the cap of expected shortfall', () => {
  const falls = Array.from({ length: 80 }, (_, i) => (i < 2 ? Math.log(0.95) : 0));
  const settings = { cvar: 'as-described', dailyShortfall: 0.02 } as const;

  it('keeps the mean loss of the worst 2.5 % of days within the budget', () => {
    // 80 x 2.5 % are the two falls of 5 %: 0.05 x sqrt(6) a day; 200 / 0.1225 = 1633.
    const size = shortfallCap(sizeRequest({ settings, returns: falls }));
    expect(size).toBeCloseTo(200 / (0.05 * Math.sqrt(6)), 4);
  });

  it('keeps an account worth one within its budget, too', () => {
    const size = shortfallCap(sizeRequest({ settings, returns: falls, equityQuote: 1 }));
    expect(size).toBeCloseTo(0.02 / (0.05 * Math.sqrt(6)), 9);
  });

  it('looks at the losing side: a short loses nothing where prices only fell', () => {
    expect(shortfallCap(sizeRequest({ settings, returns: falls, side: 'sell' }))).toBe(20_000);
  });

  it('leaves nothing when corrected where what is held has used the budget, and all of it to a hedge', () => {
    const held = [{ valueQuote: 5000, returns: falls }];
    const corrected = { ...settings, cvar: 'corrected' } as const;
    expect(shortfallCap(sizeRequest({ settings, returns: falls, held }))).toBeCloseTo(1632.99, 1);
    expect(shortfallCap(sizeRequest({ settings: corrected, returns: falls, held }))).toBe(0);
    const small = [{ valueQuote: 1000, returns: falls }];
    const size = shortfallCap(sizeRequest({ settings: corrected, returns: falls, held: small }));
    expect(size).toBeCloseTo(632.99, 1);
  });

  it('lines what is held up with the end, and has no say before sixty returns', () => {
    const corrected = { ...settings, cvar: 'corrected' } as const;
    const shorter = [{ valueQuote: 1000, returns: repeat(0, 10) }];
    const longer = [{ valueQuote: 1000, returns: [...repeat(-0.5, 40), ...repeat(0, 80)] }];
    for (const held of [shorter, longer])
      expect(shortfallCap(sizeRequest({ settings: corrected, returns: falls, held }))).toBeCloseTo(
        1632.99,
        1,
      );
    expect(shortfallCap(sizeRequest({ settings, returns: repeat(0.01, 60) }))).toBeDefined();
    expect(shortfallCap(sizeRequest({ settings, returns: repeat(0.01, 59) }))).toBeUndefined();
    expect(shortfallCap(sizeRequest({ returns: falls }))).toBeUndefined();
  });
});

describe('the drawdown governor', () => {
  it.each([
    ['off', 0.5, 1],
    ['as-described', 0.089, 1],
    ['as-described', 0.09, 0],
    ['corrected', 0, 1],
    ['corrected', 0.045, 0.5],
    ['corrected', 0.2, 0],
    ['corrected', -0.1, 1],
  ] as const)('%s leaves at a drawdown of %s of a limit of 9 %%: %s', (preset, drawdown, left) => {
    expect(governedFactor(preset, drawdown, 0.09)).toBeCloseTo(left, 12);
    const request = sizeRequest({ drawdown, settings: { drawdownGovernor: preset } });
    expect(sizeEntry(request, wish)).toBe(Math.floor(9013.4751 * left));
  });
});

describe('regime rules', () => {
  it.each([
    ['bull-trend', 'buy', 0.65, true],
    ['bull-trend', 'sell', 0.9, false],
    ['bull-trend', 'buy', 0.64, false],
    ['bear-trend', 'sell', 0.65, true],
    ['high-volatility-range', 'buy', 0.7, true],
    ['high-volatility-range', 'buy', 0.69, false],
    ['low-volatility-range', 'sell', 0.6, true],
    ['breakout', 'buy', 0.65, true],
    ['breakout', 'sell', 0.65, false],
    ['consolidation', 'buy', 0.65, false],
  ] as const)('in a %s a %s of confidence %s passes: %s', (regime, side, conviction, passes) => {
    const reading = { regime, probability: 0.9, breakout: 'buy' } as const;
    const judged = { side, conviction, isReversion: false };
    expect(regimeAllows('as-described', reading, judged)).toBe(passes);
    expect(regimeAllows('corrected', reading, judged)).toBe(passes);
    expect(regimeAllows('off', reading, judged)).toBe(true);
    expect(regimeAllows('corrected', { ...reading, probability: 0.6 }, judged)).toBe(passes);
    expect(regimeAllows('corrected', { ...reading, probability: 0.59 }, judged)).toBe(true);
    expect(regimeAllows('corrected', undefined, judged)).toBe(true);
  });

  it('let reversion alone into a consolidation, from a confidence of 0.65 on', () => {
    const reading = { regime: 'consolidation', probability: 0.9 } as const;
    const passes = (conviction: number) =>
      regimeAllows('corrected', reading, { side: 'buy', conviction, isReversion: true });
    expect([0.64, 0.65].map(passes)).toEqual([false, true]);
  });

  it.each([
    ['bull-trend', 1, 1],
    ['bear-trend', 1, 1],
    ['high-volatility-range', 0.5, 0.5],
    ['low-volatility-range', 0.8, 0.8],
    ['breakout', 1.2, 1],
    ['consolidation', 0.8, 0.8],
  ] as const)('size a %s by %s as described and by %s corrected', (regime, described, corrected) => {
    const sure = { regime, probability: 0.9 } as const;
    expect(regimeSizeFactor('as-described', sure)).toBe(described);
    expect(regimeSizeFactor('corrected', sure)).toBe(corrected);
    expect(regimeSizeFactor('corrected', { ...sure, probability: 0.6 })).toBe(corrected);
    expect(regimeSizeFactor('corrected', { ...sure, probability: 0.59 })).toBe(corrected / 2);
    expect(regimeSizeFactor('off', sure)).toBe(1);
    expect(regimeSizeFactor('corrected', undefined)).toBe(1);
  });
});

describe('equity tiers', () => {
  it('call an account micro up to 50', () => {
    expect([tierOf(50), tierOf(50.01)]).toEqual(['micro', 'standard']);
  });

  it('R-OR-13: want twice the smallest order of every symbol: 25 over 16 symbols of 5 is too little', () => {
    const little = { equityQuote: 25, tradedSymbols: 16, minNotionalQuote: 5 };
    expect(allocationRoom('corrected', little)).toEqual({
      isEnough: false,
      perSymbolQuote: 1.5625,
      neededQuote: 10,
    });
    expect(allocationRoom('as-described', { ...little, tradedSymbols: 5 }).isEnough).toBe(true);
    expect(allocationRoom('corrected', { ...little, tradedSymbols: 5 }).isEnough).toBe(false);
    expect(allocationRoom('corrected', { ...little, tradedSymbols: 0 }).perSymbolQuote).toBe(25);
    expect(allocationRoom('off', little).isEnough).toBe(true);
  });
});

describe('how two series move together', () => {
  const random = new Random(3);
  const common = Array.from({ length: 180 }, () => random.normal());
  const noisy = (share: number) =>
    common.map((each) => share * each + Math.sqrt(1 - share * share) * random.normal());

  it('is found in the sample, and drawn towards nothing by little when the sample is long', () => {
    const pair = pairCorrelation(common, noisy(0.9));
    expect(pair?.sample).toBeGreaterThan(0.85);
    expect(pair?.shrunk).toBeLessThan(pair?.sample ?? 0);
    expect(pair?.shrunk).toBeGreaterThan(0.8);
  });

  it('is drawn further where the sample is short', () => {
    const other = noisy(0.5);
    const long = pairCorrelation(common, other);
    const short = pairCorrelation(common.slice(0, 30), other.slice(0, 30));
    const kept = (pair: typeof long) => (pair ? pair.shrunk / pair.sample : NaN);
    expect(kept(short)).toBeLessThan(kept(long));
  });

  it('is one with itself, minus one with its opposite, and in the sample as Pearson has it', () => {
    const opposite = common.map((each) => 3 - 2 * each);
    expect(pairCorrelation(common, common)?.sample).toBeCloseTo(1, 12);
    expect(pairCorrelation(common, opposite)?.sample).toBeCloseTo(-1, 12);
    const other = noisy(0.6);
    const sum = (of: (i: number) => number) => common.reduce((total, _each, i) => total + of(i), 0);
    const [x, y] = [(i: number) => common[i] ?? 0, (i: number) => other[i] ?? 0];
    const n = common.length;
    const shared = n * sum((i) => x(i) * y(i)) - sum(x) * sum(y);
    const spread = (of: typeof x) => n * sum((i) => of(i) ** 2) - sum(of) ** 2;
    expect(pairCorrelation(common, other)?.sample).toBeCloseTo(shared / Math.sqrt(spread(x) * spread(y)), 12);
  });

  it('does not depend on how wild either is, nor on where it lies', () => {
    const other = noisy(0.7);
    const a = pairCorrelation(common, other);
    const high = common.map((each) => each + 5);
    expect(pairCorrelation(high, other)?.sample).toBeCloseTo(a?.sample ?? NaN, 9);
    expect(pairCorrelation(high, other)?.shrunk).toBeCloseTo(a?.shrunk ?? NaN, 9);
    const b = pairCorrelation(
      common.map((each) => 50 * each),
      other,
    );
    expect(b?.shrunk).toBeCloseTo(a?.shrunk ?? NaN, 9);
  });

  it('is not spoken of before thirty returns, of unequal lengths, or of a price that stood still', () => {
    expect(pairCorrelation(common.slice(0, 29), common.slice(0, 29))).toBeUndefined();
    expect(pairCorrelation(common, common.slice(1))).toBeUndefined();
    expect(
      pairCorrelation(
        common,
        common.map(() => 1),
      ),
    ).toBeUndefined();
    expect(
      pairCorrelation(
        common.map(() => 0),
        common,
      ),
    ).toBeUndefined();
  });
});
