import type { LimitHitView, LimitView, RiskView } from '../../contract/risk-views.ts';
import type { LimitHit } from '../../domain/risk/limit-hit.ts';
import { LIMIT_NAMES, LIMIT_RULES } from '../../domain/risk/limit-rules.ts';
import { DEFAULT_LIMITS, type LimitName } from '../../domain/risk/risk-limits.ts';
import type { TradingState } from '../../domain/session/mode.ts';
import { moneyToNumber } from '../../domain/units/money.ts';
import { PRESET_HOLDS, PRESET_PLANS } from '../../risk/exits/preset-plans.ts';
import { isOfAccount } from '../../risk/limits/hit-board.ts';
import { PRESET_PACKS } from '../../risk/packs/preset-packs.ts';
import { WHOLE_ACCOUNT } from '../../risk/record/entry-counts.ts';
import { allocationRoom } from '../../risk/sizing/equity-tiers.ts';
import { grossExposureOf, type KernelRooms, openPositionCount } from '../kernel-rooms.ts';
import { countedPositionCount } from '../risk/position-counts.ts';
import type { RiskDesk } from '../risk/risk-desk.ts';
import { tradedSymbols } from '../risk/standing-of.ts';
import { correlationViews } from './correlation-views.ts';
import { makerView } from './maker-view.ts';
import { regimeRuleViews } from './regime-rule-views.ts';

/** What the view needs of a kernel. */
export interface RiskSources {
  readonly risk: RiskDesk;
  readonly rooms: KernelRooms;
  readonly time: number;
  readonly tradingState: TradingState;
  readonly tradingStateReason: string;
}

/** Everything a risk workspace shows, as of now. Looking changes nothing. */
export function riskView({ risk, rooms, time, tradingState, tradingStateReason }: RiskSources): RiskView {
  const numbers = risk.numbers();
  const { account, limitBook } = risk;
  return {
    timeMs: time,
    kill: {
      tradingState,
      because: tradingStateReason,
      isFlattening: risk.flattening.because !== '',
      positionsLeft: openPositionCount(rooms),
      isHeldByLimit: risk.isHeldByLimit,
    },
    limits: risk.hasPolicy ? limitViews({ risk, rooms, time }) : [],
    hits: risk.board.all.map(hitView),
    equityQuote: numbers.equity,
    equityAtDayStartQuote: account.day.startEquity,
    peakEquityQuote: account.day.peakEquity,
    feesTodayQuote: account.day.feesToday(numbers),
    packs: account.packs,
    pendingPacks: account.pending ? { packs: account.pending.packs, fromMs: account.pending.from } : null,
    presetPacks: PRESET_PACKS,
    distances: account
      .distances(numbers)
      .map(({ resetsAt, ...rest }) => ({ ...rest, resetsAtMs: resetsAt ?? null })),
    rules: risk.rules,
    presetPlans: PRESET_PLANS,
    presetHolds: PRESET_HOLDS,
    regimes: regimeRuleViews(risk.rules),
    correlations: correlationViews(risk, rooms),
    maker: risk.maker.record.figures().map(makerView),
    allocation: allocationRoom(limitBook.limits.riskPerTrade > 0 ? 'corrected' : 'off', {
      equityQuote: numbers.equity,
      tradedSymbols: tradedSymbols(rooms),
      minNotionalQuote: Math.max(
        0,
        ...[...rooms.instruments.values()].map(({ minNotional }) => moneyToNumber(minNotional)),
      ),
    }),
  };
}

function limitViews(sources: Pick<RiskSources, 'risk' | 'rooms' | 'time'>): LimitView[] {
  const used = usedLimits(sources);
  return LIMIT_NAMES.map((name) => limitView(name, sources.risk, used[name]));
}

function limitView(name: LimitName, risk: RiskDesk, used: number | undefined): LimitView {
  const { limitBook, limits } = risk;
  const { holdsTheDay = false, least, loosens, most, unit } = LIMIT_RULES[name];
  const pending = limitBook.pending.find(({ limit }) => limit === name);
  return {
    name,
    unit,
    value: limitBook.limits[name],
    defaultValue: DEFAULT_LIMITS[name],
    inForce: limits[name],
    loosens,
    least,
    most,
    holdsTheDay,
    pending: pending ? { value: pending.value, fromMs: pending.from } : null,
    used: used ?? null,
  };
}

/** How much of each limit is used, in its own unit, where there is such a number. */
function usedLimits({
  risk,
  rooms,
  time,
}: Pick<RiskSources, 'risk' | 'rooms' | 'time'>): Partial<Record<LimitName, number>> {
  const { account, limits, record } = risk;
  const numbers = risk.numbers();
  const entries = record.entries.countsOf(WHOLE_ACCOUNT, time);
  const gross = numbers.equity > 0 ? moneyToNumber(grossExposureOf(rooms)) / numbers.equity : 0;
  const loss = Math.max(0, account.day.lossOf(numbers));
  const rejects = record.rejects.count(WHOLE_ACCOUNT, time);
  const { feesQuote, gainsQuote } = record.trades.feeShare();
  return {
    dailyLoss: loss,
    dailyLossWarning: loss,
    drawdown: Math.max(0, account.day.drawdownOf(numbers)),
    openPositions: countedPositionCount(rooms),
    leverage: gross,
    accountNotional: gross / limits.leverage,
    accountEntriesPerMinute: entries.minute,
    accountEntriesPerHour: entries.hour,
    accountEntriesPerDay: entries.day,
    openOrders: rooms.venue.openOrders().length,
    exitsPerMinute: record.exits.count(WHOLE_ACCOUNT, time),
    amendsPerSecond: record.amends.count(WHOLE_ACCOUNT, time),
    dayFees: numbers.equity > 0 ? account.day.feesToday(numbers) / numbers.equity : 0,
    ...(gainsQuote > 0 ? { feesOfGains: feesQuote / gainsQuote } : {}),
    rejectsPerMinute: rejects,
    rejectsToFreeze: rejects,
  };
}

function hitView(hit: LimitHit): LimitHitView {
  const { action, code, instrument, measured, pack, strategyId, until } = hit;
  return {
    code,
    action,
    measured,
    untilMs: until ?? null,
    instrument: instrument ?? null,
    strategyId: strategyId ?? null,
    pack: pack ?? null,
    canBeEnded: action !== 'warn' && !(isOfAccount(hit) && until !== undefined),
  };
}
