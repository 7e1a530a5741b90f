import { defineInstrument, type InstrumentRules } from '../../domain/instrument/instrument.ts';
import type { FixedLimits } from '../../domain/session/session-description.ts';
import type { OrderIntent } from '../../domain/order/order-intent.ts';
import type { Order } from '../../domain/order/order.ts';
import { lots } from '../../domain/units/lots.ts';
import { moneyFromDecimal, NO_MONEY } from '../../domain/units/money.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import { ALL_CLEAR } from '../../domain/risk/trading-conditions.ts';
import { NO_LIMITS } from '../../domain/risk/limit-rules.ts';
import type { RiskStanding, Situation } from '../gate.ts';

/** A perpetual at 100.0 quote: tick 0.1, lot 0.01, so 1000 ticks and 100 lots are 100 quote units. */
export const PERPETUAL_RULES: InstrumentRules = {
  venue: 'test',
  symbol: 'AAA/USDT:USDT',
  kind: 'linear-perpetual',
  base: 'AAA',
  quote: 'USDT',
  tickSize: '0.1',
  lotSize: '0.01',
  minSizeBase: '0.05',
  maxSizeBase: '1000',
  minNotionalQuote: '10',
  makerFeePpm: 200,
  takerFeePpm: 550,
  maxLeverage: 10,
  fundingIntervalHours: 8,
};

export const perpetual = defineInstrument(PERPETUAL_RULES);

/** Limits of a session without a policy. */
export const FIXED: FixedLimits = {
  riskPerTrade: 0.01,
  maxExposurePerInstrument: 0.5,
  maxExposureTotal: 1,
  maxOpenPositions: 2,
};

/** An account that has done nothing yet, with no limits but the fixed ones. */
export const standing: RiskStanding = {
  limits: NO_LIMITS,
  conditions: ALL_CLEAR,
  strategyId: 'a-strategy',
  accountEntries: { minute: 0, hour: 0, day: 0 },
  strategyEntries: { minute: 0, hour: 0, day: 0 },
  medianEntryQuote: undefined,
  confirmsByHand: false,
  hits: [],
  isKeyKnown: () => false,
  orderTypes: undefined,
  timesInForce: undefined,
  correlation: { preset: 'off', limit: 0.7 },
  correlations: [],
  regimeRules: 'off',
  regime: undefined,
  isReversion: false,
  equityTiers: 'off',
  tradedSymbols: 1,
  minimumHold: undefined,
  heldSince: undefined,
};

export const calm: Situation = {
  time: unixMs(1_000_000),
  settings: {
    entrySpacingMs: 1000,
    priceBand: 0.05,
  },
  fixedLimits: FIXED,
  tradingState: 'active',
  instrument: perpetual,
  equity: moneyFromDecimal('1000'),
  feedIsLive: true,
  feedAgeMs: 250,
  bestBid: 999,
  bestAsk: 1001,
  runLots: 0,
  netLots: 0,
  grossExposure: NO_MONEY,
  pendingElsewhere: NO_MONEY,
  promisedElsewhere: NO_MONEY,
  openPositions: 0,
  openingPositions: 0,
  openOrders: [],
  lastEntrySentAt: undefined,
  standing,
};

/** Buys 1 AAA at market, worth 100.1 quote, with a stop five ticks below the ask. */
export const entry: OrderIntent = {
  runId: 'run-1',
  instrument: perpetual.id,
  role: 'entry',
  side: 'buy',
  lots: lots(100),
  kind: { type: 'market' },
  reduceOnly: false,
  protectiveStop: ticks(996),
  reason: 'a test',
};

export const exit: OrderIntent = { ...entry, role: 'exit', side: 'sell', reduceOnly: true };

export function openOrder(over: Partial<Order> = {}): Order {
  return {
    ...entry,
    id: 'o-1',
    status: 'working',
    filledLots: lots(0),
    submittedAt: unixMs(999_000),
    ...over,
  };
}
