import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../domain/risk/risk-policy.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { type Money, moneyFromDecimal, moneyToDecimal, moneyToNumber } from '../../domain/units/money.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { VenueCashFlow } from '../../domain/venue/venue-report.ts';
import { INSTRUMENT } from '../../execution/fixtures/scripted-market.ts';
import { TRAITS } from '../../execution/live/fixtures/told-venue.ts';
import { ToldLive } from './told-live.fixture.ts';

const LISTED = {
  policy: DEFAULT_POLICY,
  live: { traits: { ...TRAITS, cashFlows: 'told' as const }, isDeadManTested: false },
};

/** An armed account whose venue lists what moves and holds what our record says. */
function armed(): ToldLive {
  const live = new ToldLive(undefined, LISTED);
  holds(live, '1000000');
  live.begin();
  live.pass(1000);
  live.arm();
  return live;
}

const holds = (live: ToldLive, totalDecimal: string) => {
  live.balances = [{ asset: 'USDT', totalDecimal, freeDecimal: totalDecimal }];
};

/** The venue holds what our record says and so much more. */
const holdsMore = (live: ToldLive, more: string) =>
  holds(live, moneyToDecimal((live.kernel.rooms.ledger.cash + moneyFromDecimal(more)) as Money));

const flow = (live: ToldLive, amountDecimal: string, more: Partial<VenueCashFlow> = {}): VenueCashFlow => ({
  flowId: `f${live.flows.length}`,
  kind: 'transfer',
  asset: 'USDT',
  amountDecimal,
  detail: 'TRANSFER',
  venueTime: unixMs(live.time),
  ...more,
});

/** The person moves money at the venue, which lists it. */
function move(live: ToldLive, amount: string): void {
  holdsMore(live, amount);
  live.flows = [...live.flows, flow(live, amount)];
  live.pass(62_000, 1000);
}

/** Loses about so much of what is there, for good. */
function lose(live: ToldLive): void {
  live.enter();
  live.pass(200);
  // A quarter of eight while it warms up.
  live.enter({ role: 'exit', side: 'sell', reduceOnly: true, lots: lots(2) });
  live.pass(200);
}

const lossOf = (live: ToldLive) => live.kernel.risk.account.day.lossOf(live.kernel.risk.numbers());
const fallOf = (live: ToldLive) => live.kernel.risk.account.day.drawdownOf(live.kernel.risk.numbers());

describe('money a person moves', () => {
  it.each(['250000', '-400000'])(
    'of %s is no gain and no loss: of no day, no drawdown and no peak',
    (amount) => {
      const live = armed();
      lose(live);
      const [loss, fall, { deposits, drawdown, equity }] = [
        lossOf(live),
        fallOf(live),
        live.kernel.account(),
      ];
      expect(loss).toBeGreaterThan(0);
      move(live, amount);
      const after = live.kernel.account();
      expect(after.deposits - deposits).toBe(moneyFromDecimal(amount));
      expect(after.equity - equity).toBe(moneyFromDecimal(amount));
      expect(after.drawdown).toBe(drawdown);
      expect(lossOf(live)).toBeCloseTo(loss, 12);
      expect(fallOf(live)).toBeCloseTo(fall, 12);
      expect(after.equity).toBe(after.deposits + after.realizedPnl - after.fees + after.funding);
      expect(live.kernel.rooms.armed.isArmed).toBe(true);
      // The next loss is counted from what is there now.
      const scale = moneyToNumber(equity) / moneyToNumber(after.equity);
      lose(live);
      expect(lossOf(live) - loss).toBeCloseTo(loss * scale, 6);
    },
  );

  it('survives a restart: what was counted from, and that it was booked', () => {
    const live = armed();
    lose(live);
    const loss = lossOf(live);
    move(live, '-500000');
    const next = live.next(LISTED);
    next.flows = live.flows;
    holds(next, moneyToDecimal(next.kernel.rooms.ledger.cash));
    next.begin();
    next.pass(130_000, 1000);
    expect(next.all('cash-transferred')).toEqual([]);
    expect(lossOf(next)).toBeCloseTo(loss, 12);
  });

  it('while the engine was down is booked when it is back, funding to the run that held', () => {
    const live = armed();
    lose(live);
    const next = live.next(LISTED, 3_600_000);
    next.flows = [
      flow(next, '1000'),
      flow(next, '-2.5', { flowId: 'night', kind: 'funding', instrument: INSTRUMENT.id }),
    ];
    const before = next.kernel.account();
    holdsMore(next, '997.5');
    next.begin();
    next.pass(10_000, 1000);
    const after = next.kernel.account();
    expect(moneyToDecimal((after.deposits - before.deposits) as Money)).toBe('1000');
    expect(moneyToDecimal((after.funding - before.funding) as Money)).toBe('-2.5');
    expect(next.all('funding-paid').map(({ amount, runId }) => [runId, moneyToDecimal(amount)])).toEqual([
      ['manual', '-2.5'],
    ]);
    expect(next.kernel.tradingState).toBe('reduce-only');
  });

  it('funding the venue lists is booked by its record and not by the public rate as well', () => {
    const live = armed();
    live.enter();
    const seen = { instrument: INSTRUMENT.id, time: unixMs(live.time), venueTime: unixMs(live.time) };
    live.take({ kind: 'funding', ...seen, rateE8: 10_000, markTicks: ticks(100) });
    expect(live.all('funding-paid')).toEqual([]);
  });
});

describe('money nobody can explain', () => {
  it('stops entries, ends the arming and says how much, until a person lets go; equity is true at once', () => {
    const live = armed();
    holdsMore(live, '-75000');
    live.pass(100_000, 1000);
    expect(live.all('cash-transferred').map(({ transfer }) => transfer.reason)).toEqual([
      'unexplained difference',
    ]);
    expect(live.kernel.rooms.armed.isArmed).toBe(false);
    expect(live.kernel.tradingState).toBe('halted');
    expect(live.kernel.tradingStateReason).toContain('-75000 USDT');
    expect(moneyToDecimal(live.kernel.account().equity)).toBe('925000');
    expect(lossOf(live)).toBeCloseTo(0, 12);
    live.arm();
    expect(live.kernel.rooms.armed.isArmed).toBe(false);
    live.tell({ kind: 'set-trading-state', state: 'active', because: 'seen' });
    live.arm();
    expect(live.kernel.rooms.armed.isArmed).toBe(true);
    live.pass(300_000, 1000);
    expect(live.all('cash-transferred')).toHaveLength(1);
  });
});
