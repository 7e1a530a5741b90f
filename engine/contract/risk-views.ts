import type { LimitAction, LimitHitCode } from '../domain/risk/limit-hit.ts';
import type { LimitUnit } from '../domain/risk/limit-rules.ts';
import type { ExitPlan, HoldKind, MinimumHold } from '../domain/risk/exit-plan.ts';
import type { LimitName } from '../domain/risk/risk-limits.ts';
import type { Regime } from '../domain/risk/regime.ts';
import type { RiskRules } from '../domain/risk/risk-policy.ts';
import type { RulePack } from '../domain/risk/rule-pack.ts';
import type { TradingState } from '../domain/session/mode.ts';

/** One limit with its bounds and what is used of it. */
export interface LimitView {
  readonly name: LimitName;
  readonly unit: LimitUnit;
  readonly value: number;
  readonly defaultValue: number;
  /** What holds now, where a rule pack is stricter than the limit itself. */
  readonly inForce: number;
  readonly loosens: 'up' | 'down';
  readonly least: number;
  readonly most: number;
  /** A looser value waits for the next UTC day. */
  readonly holdsTheDay: boolean;
  /** A looser value that does not hold yet. */
  readonly pending: { readonly value: number; readonly fromMs: number } | null;
  /** How much of it is used now, in the unit of the limit; null where there is no such number. */
  readonly used: number | null;
}

/** A reached limit that still holds. */
export interface LimitHitView {
  readonly code: LimitHitCode;
  readonly action: LimitAction;
  readonly measured: Readonly<Record<string, number>>;
  readonly untilMs: number | null;
  readonly instrument: string | null;
  readonly strategyId: string | null;
  readonly pack: string | null;
  /** A person may end it; what holds for a day ends with the day alone. */
  readonly canBeEnded: boolean;
}

/** How far the account is from breaking a rule of a pack. */
export interface DistanceView {
  readonly packId: string;
  readonly rule: 'daily-loss' | 'total-loss';
  /** Equity at which the rule is broken. */
  readonly floorQuote: number;
  /** Equity less the floor; at or below zero it is broken. */
  readonly distanceQuote: number;
  /** Part of the allowed loss that is used; 1 and beyond is broken. */
  readonly used: number;
  readonly resetsAtMs: number | null;
}

/** How resting entries of one strategy came out. */
export interface MakerView {
  readonly strategyId: string;
  readonly orders: number;
  /** Lots filled over lots asked for. */
  readonly fillRatio: number | null;
  /** Orders that rest no more and were filled whole, of how many, with Wilson's interval of 95 %. */
  readonly filledWhole: {
    readonly share: number;
    readonly low: number;
    readonly high: number;
    readonly orders: number;
  } | null;
  readonly meanWaitMs: number | null;
  /** Standard errors of a mean are null below two fills, and where a record is older than they are. */
  readonly waitErrorMs: number | null;
  /** Entries taken at market after all, and given up. */
  readonly fallbacks: number;
  readonly givenUp: number;
  /** Mean move of the mid against the filled side in bps, 1, 5 and 30 s after the fill; above zero is adverse. */
  readonly adverse: readonly {
    readonly afterMs: number;
    readonly bps: number | null;
    readonly errorBps: number | null;
    readonly fills: number;
  }[];
}

/** How two instruments moved together over the last thirty days. */
export interface CorrelationView {
  readonly a: string;
  readonly b: string;
  readonly sample: number;
  readonly shrunk: number;
  /** Fisher's interval of 95 % of the sample, of so many returns of four hours. */
  readonly low: number;
  readonly high: number;
  readonly returns: number;
}

/** What the rules by the state of a market allow in one of its states, under the reading that is on. */
export interface RegimeRuleView {
  readonly regime: Regime;
  readonly sides: 'long' | 'short' | 'both' | 'breakout' | 'reversion';
  readonly leastConviction: number;
  readonly sizeFactor: number;
  /** Strategies that may enter, each with those of its presets that may; all of them where `isWhole`. */
  readonly strategies: readonly {
    readonly strategyId: string;
    readonly presets: readonly string[];
    readonly isWhole: boolean;
  }[];
}

/** Kill switch and what else the state of trading is. */
export interface KillView {
  readonly tradingState: TradingState;
  readonly because: string;
  /** Positions are being closed one after the other. */
  readonly isFlattening: boolean;
  readonly positionsLeft: number;
  /** A limit set the state, not a person. */
  readonly isHeldByLimit: boolean;
}

/** Everything a risk workspace shows. Shares are fractions. */
export interface RiskView {
  readonly timeMs: number;
  readonly kill: KillView;
  readonly limits: readonly LimitView[];
  readonly hits: readonly LimitHitView[];
  readonly equityQuote: number;
  readonly equityAtDayStartQuote: number;
  readonly peakEquityQuote: number;
  readonly feesTodayQuote: number;
  readonly packs: readonly RulePack[];
  readonly pendingPacks: { readonly packs: readonly RulePack[]; readonly fromMs: number } | null;
  /** Packs that come with the product. */
  readonly presetPacks: readonly RulePack[];
  readonly distances: readonly DistanceView[];
  readonly rules: RiskRules;
  readonly presetPlans: readonly {
    readonly id: string;
    readonly title: string;
    readonly plan: ExitPlan;
  }[];
  readonly presetHolds: readonly {
    readonly kind: HoldKind;
    readonly preset: 'as-described' | 'corrected';
    readonly hold: MinimumHold;
  }[];
  /** Empty while the rules by the state of a market are off. */
  readonly regimes: readonly RegimeRuleView[];
  readonly correlations: readonly CorrelationView[];
  readonly maker: readonly MakerView[];
  /** Equity over symbols traded against the venue's smallest order. */
  readonly allocation: {
    readonly perSymbolQuote: number;
    readonly neededQuote: number;
    readonly isEnough: boolean;
  };
}
