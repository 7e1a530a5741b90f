import { limitAt } from '../../execution/fixtures/scripted-market.ts';
import { ticks } from '../../domain/units/ticks.ts';
import type { LimitName, RiskLimits } from '../../domain/risk/risk-limits.ts';
import type { ToldSession } from '../kernel.fixture.ts';
import { ALL, buy, fallTo, stopOut, times, trip, trips } from './limit-acts.fixture.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const RUN = { runId: 'a-run' } as const;

/** Something the limit of a new account objects to and a looser one does not. */
export interface LimitCase {
  readonly limit: LimitName;
  readonly to: number;
  readonly code: string;
  readonly act: (session: ToldSession) => void;
  /** Limits that would be met first. */
  readonly beside?: Partial<RiskLimits>;
}

/** Every limit of a new account, and something it objects to until it is loosened. */
export const LIMIT_CASES: readonly LimitCase[] = [
  {
    // (1001 - 850) x 100 and 102 of fees are 1.52 %.
    limit: 'riskPerTrade',
    to: 0.02,
    code: 'risk-per-trade',
    act: (session) => buy(session, 100, { protectiveStop: ticks(850) }),
  },
  // (1001 - 870) x 390 are 5.1 %, (1001 - 915) x 390 are 3.4 %, (1001 - 740) x 390 are 10.2 %.
  { limit: 'dailyLoss', to: 0.2, code: 'daily-loss', act: (session) => fallTo(session, 870) },
  { limit: 'dailyLossWarning', to: 0.2, code: 'daily-loss-warning', act: (session) => fallTo(session, 915) },
  { limit: 'drawdown', to: 0.5, code: 'drawdown', act: (session) => fallTo(session, 740) },
  {
    limit: 'openPositions',
    to: 10,
    code: 'too-many-positions',
    act: (session) => ALL.forEach(({ id }) => buy(session, 1, { instrument: id })),
  },
  {
    limit: 'symbolNotional',
    to: 0.3,
    code: 'symbol-notional-above-limit',
    act: (session) => buy(session, 450),
  },
  { limit: 'leverage', to: 5, code: 'symbol-notional-above-limit', act: (session) => buy(session, 600) },
  {
    limit: 'leverage',
    to: 5,
    code: 'leverage-above-limit',
    beside: { symbolNotional: 1, accountNotional: 1 },
    act: (session) => ALL.slice(0, 3).forEach(({ id }) => buy(session, 700, { instrument: id })),
  },
  {
    limit: 'accountNotional',
    to: 0.9,
    code: 'account-notional-above-limit',
    beside: { symbolNotional: 0.5 },
    act: (session) => ALL.slice(0, 2).forEach(({ id }) => buy(session, 700, { instrument: id })),
  },
  {
    limit: 'accountEntriesPerMinute',
    to: 60,
    code: 'entries-per-minute',
    act: (session) => times(11, () => buy(session, 1)),
  },
  {
    limit: 'accountEntriesPerHour',
    to: 600,
    code: 'entries-per-hour',
    act: (session) => trips(session, 61, 1010),
  },
  {
    limit: 'accountEntriesPerDay',
    to: 2000,
    code: 'entries-per-day',
    act: (session) =>
      times(201, () => {
        trip(session, 1010);
        session.pass(MINUTE_MS);
      }),
  },
  {
    limit: 'strategyEntriesPerMinute',
    to: 60,
    code: 'entries-per-minute',
    act: (session) => trips(session, 2, 1010, RUN),
  },
  {
    limit: 'strategyEntriesPerHour',
    to: 600,
    code: 'entries-per-hour',
    beside: { strategyEntriesPerMinute: 60 },
    act: (session) => trips(session, 11, 1010, RUN),
  },
  {
    limit: 'strategyEntriesPerDay',
    to: 2000,
    code: 'entries-per-day',
    beside: { strategyEntriesPerMinute: 60, strategyEntriesPerHour: 600 },
    act: (session) => trips(session, 51, 1010, RUN),
  },
  {
    limit: 'amendsPerSecond',
    to: 20,
    code: 'amends-per-second',
    act: (session) => {
      times(4, () => buy(session, 1, { kind: limitAt(995), protectiveStop: ticks(980) }));
      for (const { id } of session.openOf('entry'))
        session.tell({ kind: 'amend-order', orderId: id, change: { limit: ticks(994) } });
    },
  },
  {
    limit: 'openOrders',
    to: 200,
    code: 'too-many-open-orders',
    act: (session) =>
      times(51, () => {
        buy(session, 1, { kind: limitAt(995), protectiveStop: ticks(980) });
        session.pass(6000);
      }),
  },
  {
    limit: 'exitsPerMinute',
    to: 600,
    code: 'exit-ceiling',
    act: (session) => {
      buy(session, 100);
      times(60, () => session.place('sell', 1, { reduceOnly: true }));
    },
  },
  { limit: 'lossesInARow', to: 10, code: 'losses-in-a-row', act: (session) => trips(session, 5, 1000) },
  {
    limit: 'symbolPauseMs',
    to: HOUR_MS,
    code: 'symbol-paused',
    act: (session) => {
      trips(session, 5, 1000);
      session.pass(2 * HOUR_MS);
      buy(session, 1);
    },
  },
  { limit: 'stopOutsPerDay', to: 8, code: 'stop-outs', act: (session) => times(4, () => stopOut(session)) },
  {
    limit: 'strategyPauseMs',
    to: HOUR_MS,
    code: 'strategy-paused',
    act: (session) => {
      times(4, () => stopOut(session));
      session.pass(2 * HOUR_MS);
      session.quote(1000, 1001);
      buy(session, 1);
    },
  },
  // A trip of 390 lots from 1001 to 1010 gains 3510 and costs 431: 27 of them 11,644 of 1,083,126.
  {
    limit: 'dayFees',
    to: 0.05,
    code: 'day-fees',
    act: (session) => times(27, () => trip(session, 1010, 390)),
  },
  // From 1001 to 1003 a lot gains 2 and costs 1.1.
  { limit: 'feesOfGains', to: 5, code: 'fees-of-gains', act: (session) => trips(session, 50, 1003) },
  // The venue takes no limit further than 1 % from the last trade.
  {
    limit: 'rejectsPerMinute',
    to: 50,
    code: 'rejects',
    act: (session) => times(5, () => buy(session, 1, { kind: limitAt(980), protectiveStop: ticks(970) })),
  },
  {
    limit: 'rejectsToFreeze',
    to: 100,
    code: 'reject-storm',
    beside: { rejectsPerMinute: 100, accountEntriesPerMinute: 60 },
    act: (session) => times(20, () => buy(session, 1, { kind: limitAt(980), protectiveStop: ticks(970) })),
  },
  {
    limit: 'slippage',
    to: 0.05,
    code: 'slippage',
    act: (session) =>
      times(3, () => {
        session.quote(1000, 1001);
        session.place('buy', 1, { protectiveStop: ticks(990) });
        session.quote(1010, 1011);
        session.pass(7000);
      }),
  },
  {
    limit: 'confirmShare',
    to: 0.3,
    code: 'order-needs-confirmation',
    act: (session) => buy(session, 150, RUN),
  },
  {
    limit: 'confirmMultiple',
    to: 10,
    code: 'order-needs-confirmation',
    act: (session) => {
      times(5, () => buy(session, 10));
      buy(session, 50, RUN);
    },
  },
  {
    limit: 'marketBand',
    to: 0.05,
    code: 'price-outside-band',
    act: (session) => {
      session.quote(980, 1020);
      buy(session, 1, { protectiveStop: ticks(970) });
    },
  },
  {
    // From 9990 to 9989 are 1.001 bps.
    limit: 'nearestStopBps',
    to: 1,
    code: 'stop-too-close',
    act: (session) => {
      session.quote(10_000, 10_001);
      buy(session, 1, { kind: limitAt(9990), protectiveStop: ticks(9989) });
    },
  },
];
