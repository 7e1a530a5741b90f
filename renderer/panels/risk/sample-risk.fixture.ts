import type { RiskView } from '../../../engine/contract/risk-views.ts';
import { LIMIT_NAMES, LIMIT_RULES } from '../../../engine/domain/risk/limit-rules.ts';
import { DEFAULT_LIMITS } from '../../../engine/domain/risk/risk-limits.ts';
import { DEFAULT_RULES } from '../../../engine/domain/risk/risk-policy.ts';
import type { RulePack } from '../../../engine/domain/risk/rule-pack.ts';

const DAY_END = 1_714_608_000_000;

export const samplePack: RulePack = {
  id: 'two-step',
  title: 'Two-step',
  zone: 'Europe/Prague',
  dailyLoss: { share: 0.05, of: 'initial-capital', from: 'balance-at-midnight' },
  totalLoss: { share: 0.1, of: 'initial-capital', trails: 'static' },
  onDailyBreach: 'protect-only',
  onTotalBreach: 'flatten',
};

/** An account that lost 1.2 % today, with one rule pack and one symbol that pauses. */
export const sampleRisk: RiskView = {
  timeMs: 1_714_564_800_000,
  kill: {
    tradingState: 'reduce-only',
    because: 'five losses in a row',
    isFlattening: false,
    positionsLeft: 0,
    isHeldByLimit: true,
  },
  limits: LIMIT_NAMES.map((name) => {
    const { holdsTheDay = false, least, loosens, most, unit } = LIMIT_RULES[name];
    const value = DEFAULT_LIMITS[name];
    const used = name === 'dailyLoss' ? 0.012 : null;
    const bounds = { least, most, holdsTheDay };
    return {
      name,
      unit,
      value,
      defaultValue: value,
      inForce: value,
      loosens,
      ...bounds,
      pending: null,
      used,
    };
  }),
  hits: [
    {
      code: 'losses-in-a-row',
      action: 'pause-symbol',
      measured: { losses: 5, limit: 5 },
      untilMs: DAY_END,
      instrument: 'sandbox:BTC/USDT:USDT',
      strategyId: null,
      pack: null,
      canBeEnded: true,
    },
  ],
  equityQuote: 9880,
  equityAtDayStartQuote: 10_000,
  peakEquityQuote: 10_050,
  feesTodayQuote: 12.5,
  packs: [samplePack],
  pendingPacks: null,
  presetPacks: [samplePack],
  distances: [
    {
      packId: 'two-step',
      rule: 'daily-loss',
      floorQuote: 9500,
      distanceQuote: 380,
      used: 0.24,
      resetsAtMs: DAY_END,
    },
  ],
  rules: DEFAULT_RULES,
  presetPlans: [{ id: 'three-to-one', title: '3:1', plan: { asymmetric: { stop: 0.005, target: 0.015 } } }],
  presetHolds: [
    { kind: 'event', preset: 'corrected', hold: { ms: 600_000, blocksProtection: false } },
    { kind: 'event', preset: 'as-described', hold: { ms: 600_000, blocksProtection: true } },
  ],
  regimes: [],
  correlations: [{ a: 'BTC', b: 'ETH', sample: 0.91, shrunk: 0.84, low: 0.86, high: 0.94, returns: 90 }],
  maker: [
    {
      strategyId: 'buy-and-hold',
      orders: 4,
      fillRatio: 0.5,
      filledWhole: { share: 0.5, low: 0.15, high: 0.85, orders: 4 },
      meanWaitMs: 12_000,
      waitErrorMs: 3000,
      fallbacks: 1,
      givenUp: 1,
      adverse: [
        { afterMs: 1000, bps: 0.4, errorBps: 0.25, fills: 2 },
        { afterMs: 5000, bps: null, errorBps: null, fills: 0 },
      ],
    },
  ],
  allocation: { perSymbolQuote: 3333.3, neededQuote: 10, isEnough: true },
};
