import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { btcPerpetual } from '../../domain/instrument/fixtures/btc-perpetual.ts';
import { moneyToDecimal } from '../../domain/units/money.ts';
import { runBarBacktest } from './bar-backtest.ts';
import type { BarCosts } from './bar-costs.ts';
import { barFrame } from './bar-frame.ts';
import { type BarDecision, type BarEntry, type BarStrategy, EXIT, HOLD } from './bar-strategy.ts';
import { type NaiveBar, NaiveBacktest } from './naive-backtest.fixture.ts';
import { SmaCross } from './sma-cross.ts';

const instrument = btcPerpetual();
const MINUTE = 60_000;
const noCosts: BarCosts = { halfSpread: { kind: 'fixed', ticks: 0 }, impactCoefficient: 0 };

const frameOf = (bars: readonly NaiveBar[]) =>
  barFrame(
    instrument,
    MINUTE,
    bars.map((bar, index) => ({
      openTime: index * MINUTE,
      open: bar.open / 10,
      high: bar.high / 10,
      low: bar.low / 10,
      close: bar.close / 10,
      volumeBase: bar.volumeLots * 0.001,
    })),
  );

/** Bars from `open high low close` in ticks. */
const bars = (...rows: readonly (readonly [number, number, number, number])[]): NaiveBar[] =>
  rows.map(([open, high, low, close]) => ({ open, high, low, close, volumeLots: 100 }));

/** A strategy that says the given things bar by bar, and nothing afterwards. */
const script = (...decisions: readonly BarDecision[]): BarStrategy => ({
  decide: ({ index }) => decisions[index] ?? HOLD,
});

const run = (rows: readonly NaiveBar[], strategy: BarStrategy, costs = noCosts) =>
  runBarBacktest(frameOf(rows), strategy, { depositQuote: '10000', costs });
const long = (more: Partial<BarEntry> = {}): BarEntry => ({
  kind: 'enter',
  direction: 'long',
  lots: 100,
  ...more,
});

describe('bar backtest', () => {
  it('buys and sells at the open after the decision and pays taker fees: 0.1 BTC from 100.0 to 110.0', () => {
    const result = run(
      bars([1000, 1000, 1000, 1000], [1000, 1100, 1000, 1100], [1100, 1100, 1100, 1100]),
      script(long(), EXIT),
    );
    // 0.1 x 10 gained; 5.5 bps of 10 and of 11 paid.
    expect(moneyToDecimal(result.account.equity)).toBe('10000.98845');
    expect(moneyToDecimal(result.account.fees)).toBe('0.01155');
    expect(result.trades).toHaveLength(1);
    expect(result.trades[0]).toMatchObject({ direction: 'long', openedAt: MINUTE, closedAt: 2 * MINUTE });
    expect(result.fidelity).toBe('bar');
  });

  it('pays half the spread and the impact of its size on both ways', () => {
    const result = run(
      bars([1000, 1010, 990, 1000], [1000, 1000, 1000, 1000], [1000, 1000, 1000, 1000]),
      script(long({ lots: 25 }), EXIT),
      { halfSpread: { kind: 'fixed', ticks: 1 }, impactCoefficient: 1 },
    );
    // Range 20 ticks, 25 of 100 lots: 20 x sqrt(0.25) = 10 ticks on the way in; the second bar has no range.
    const [trade] = result.trades;
    expect(trade && [trade.bought, trade.sold]).toEqual([1011n * 25n * 10_000n, 999n * 25n * 10_000n]);
  });

  it('fills a resting limit only when it was traded through by one tick', () => {
    const touched = bars([1000, 1000, 1000, 1000], [1000, 1000, 990, 995], [995, 995, 995, 995]);
    const through = bars([1000, 1000, 1000, 1000], [1000, 1000, 989, 995], [995, 995, 995, 995]);
    expect(run(touched, script(long({ limitTicks: 990 }))).fillCount).toBe(0);
    const filled = run(through, script(long({ limitTicks: 990 })));
    expect(filled.trades[0]?.bought).toBe(990n * 100n * 10_000n);
    // 2 bps of 9.9 as a maker in, 5.5 bps of 9.95 as a taker out at the last close.
    expect(moneyToDecimal(filled.account.fees)).toBe('0.0074525');
  });

  it('takes the loss where a bar touches both the stop and the target', () => {
    const result = run(
      bars([1000, 1000, 1000, 1000], [1000, 1000, 1000, 1000], [1000, 1100, 900, 1050]),
      script(long({ stopTicks: 950, targetTicks: 1050 })),
    );
    expect(result.trades[0]?.sold).toBe(950n * 100n * 10_000n);
  });

  it('leaves at the open when the market gapped beyond the stop', () => {
    const result = run(
      bars([1000, 1000, 1000, 1000], [1000, 1000, 1000, 1000], [900, 960, 880, 950]),
      script(long({ stopTicks: 950 })),
    );
    expect(result.trades[0]).toMatchObject({ sold: 900n * 100n * 10_000n, closedAt: 2 * MINUTE });
  });

  it('takes no profit in the bar in which a limit was filled, for the high may have come before', () => {
    const rows = bars([1000, 1000, 1000, 1000], [1000, 1100, 980, 1000], [1000, 1100, 1000, 1000]);
    const result = run(rows, script(long({ limitTicks: 990, targetTicks: 1050 })));
    expect(result.trades[0]).toMatchObject({ sold: 1050n * 100n * 10_000n, closedAt: 3 * MINUTE });
  });

  it('refuses an entry beyond the leverage of the instrument', () => {
    // 1000 BTC at 101.0 is 101 000, more than ten times 10 000.
    const rows = bars([1000, 1000, 1000, 1000], [1010, 1010, 1010, 1010]);
    expect(run(rows, script(long({ lots: 1_000_000 })))).toMatchObject({ fillCount: 0, refusedEntries: 1 });
  });

  it('stops a strategy that enters while it holds something', () => {
    const rows = bars([1000, 1000, 1000, 1000], [1000, 1000, 1000, 1000], [1000, 1000, 1000, 1000]);
    expect(() => run(rows, script(long(), long()))).toThrow(
      'an entry needs a flat position, held 100 lots at bar 1',
    );
  });

  it('needs a bar', () => {
    expect(() => run([], script())).toThrow('a backtest needs at least one bar, had none');
  });
});

/** A random walk of bars in whole ticks. */
const walk = fc
  .array(
    fc.record({
      gap: fc.integer({ min: -12, max: 12 }),
      body: fc.integer({ min: -30, max: 30 }),
      above: fc.integer({ min: 0, max: 15 }),
      below: fc.integer({ min: 0, max: 15 }),
      volumeLots: fc.integer({ min: 0, max: 5000 }),
    }),
    { minLength: 1, maxLength: 120 },
  )
  .map((steps) => {
    let close = 5000;
    return steps.map(({ above, below, body, gap, volumeLots }): NaiveBar => {
      const open = close + gap;
      close = open + body;
      return {
        open,
        high: Math.max(open, close) + above,
        low: Math.min(open, close) - below,
        close,
        volumeLots,
      };
    });
  });
const settings = fc.record({
  halfSpreadTicks: fc.constantFrom(0, 0.5, 1, 3),
  impactCoefficient: fc.constantFrom(0, 1, 0.7),
});

/** Enters at every third bar it is flat, in turn long and short, with limits, stops and targets. */
function bracketDecision(last: NaiveBar, index: number, held: number): BarDecision {
  if (held !== 0) return index % 7 === 0 ? EXIT : HOLD;
  if (index % 3 !== 0) return HOLD;
  const sign = index % 2 === 0 ? 1 : -1;
  return {
    kind: 'enter',
    direction: sign === 1 ? 'long' : 'short',
    lots: 1 + ((index * 37) % 400),
    ...(index % 4 === 0 ? {} : { limitTicks: last.close - sign * ((index % 5) - 1) * 6 }),
    ...(index % 5 === 0 ? {} : { stopTicks: last.close - sign * 20 }),
    ...(index % 2 === 0 ? { targetTicks: last.close + sign * 15 } : {}),
  };
}

function expectSameAsNaive(
  rows: readonly NaiveBar[],
  strategy: BarStrategy,
  decide: Parameters<NaiveBacktest['run']>[0],
  { halfSpreadTicks, impactCoefficient }: { halfSpreadTicks: number; impactCoefficient: number },
) {
  const costs: BarCosts = { halfSpread: { kind: 'fixed', ticks: halfSpreadTicks }, impactCoefficient };
  const result = run(rows, strategy, costs);
  const naive = new NaiveBacktest(rows, {
    depositUnits: 1_000_000_000_000n,
    makerFeePpm: 200n,
    takerFeePpm: 550n,
    maxLeverage: 10n,
    halfSpreadTicks,
    impactCoefficient,
  }).run(decide);
  expect([...result.equityUnits].map(BigInt)).toEqual(naive.equities);
  expect(result.account.equity).toBe(naive.equities.at(-1));
  expect(result.account.fees).toBe(naive.fees);
  expect(result.fillCount).toBe(naive.fillCount);
  expect(result.refusedEntries).toBe(naive.refused);
  expect(BigInt(result.maxDrawdownUnits)).toBe(naive.drawdown);
  const netPnl = result.trades.reduce((sum, trade) => sum + trade.netPnl, 0n);
  expect(result.account.deposits + netPnl).toBe(result.account.equity);
}

describe('the bar backtest beside the same rules written the slow way', () => {
  it('has the same equity at every close with limits, stops and targets', () => {
    fc.assert(
      fc.property(walk, settings, (rows, costs) => {
        expectSameAsNaive(
          rows,
          { decide: (bar, { signedLots }) => bracketDecision(bar, bar.index, signedLots) },
          (history, held) => bracketDecision(history.at(-1) as NaiveBar, history.length - 1, held),
          costs,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('has the same equity at every close for crossing averages', () => {
    const average = (rows: readonly NaiveBar[], count: number) =>
      rows.slice(-count).reduce((sum, row) => sum + row.close, 0) / count;
    fc.assert(
      fc.property(walk, settings, (rows, costs) => {
        expectSameAsNaive(
          rows,
          new SmaCross({ fastBars: 2, slowBars: 5, lots: 70 }),
          (history, held, barsSinceFill) => {
            if (history.length < 5 || barsSinceFill === 0) return HOLD;
            const isAbove = average(history, 2) - average(history, 5) > 1e-9;
            if (held === 0) return isAbove ? long({ lots: 70 }) : HOLD;
            return isAbove ? HOLD : EXIT;
          },
          costs,
        );
      }),
      { numRuns: 300 },
    );
  });
});
