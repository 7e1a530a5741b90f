import type { ExitPlan, MinimumHold } from './exit-plan.ts';
import type { MakerTerms } from './maker-terms.ts';
import { DEFAULT_LIMITS, type RiskLimits } from './risk-limits.ts';
import type { RulePack } from './rule-pack.ts';
import type { CorrelationSettings, SizingSettings } from './sizing-settings.ts';

/** How sizes, exits and entries are worked out. May be changed at any time. */
export interface RiskRules {
  readonly sizing: SizingSettings;
  readonly correlation: CorrelationSettings;
  /** By strategy id; a strategy without one leaves by its own wish and its stop alone. */
  readonly exits: Readonly<Record<string, ExitPlan>>;
  readonly minimumHolds: Readonly<Record<string, MinimumHold>>;
  readonly maker: Readonly<Record<string, MakerTerms>>;
  /** Strategies that count as trading the way back to a mean, besides those that say so of themselves. */
  readonly reversion: readonly string[];
}

/** Everything an account's owner has decided about risk. Plain data. */
export interface RiskPolicy extends RiskRules {
  readonly limits: RiskLimits;
  readonly packs: readonly RulePack[];
}

/** The rules alone, of a policy too. */
export const rulesOf = ({
  correlation,
  exits,
  maker,
  minimumHolds,
  reversion,
  sizing,
}: RiskRules): RiskRules => ({ sizing, correlation, exits, minimumHolds, maker, reversion });

/** Every rule beside the fixed risk is off until its owner switches it on. */
export const DEFAULT_RULES: RiskRules = {
  sizing: {
    kelly: 'off',
    kellyShare: 0.5,
    kellyCap: 0.25,
    volatilityTarget: 'off',
    yearlyVolatility: 0.2,
    cvar: 'off',
    dailyShortfall: 0.02,
    regime: 'off',
    drawdownGovernor: 'off',
    equityTiers: 'off',
  },
  correlation: { preset: 'off', limit: 0.7 },
  exits: {},
  minimumHolds: {},
  maker: {},
  reversion: [],
};

/** What a new account starts with. */
export const DEFAULT_POLICY: RiskPolicy = { limits: DEFAULT_LIMITS, packs: [], ...DEFAULT_RULES };
