/** Off, as first described, or corrected. */
export type RulePreset = 'off' | 'as-described' | 'corrected';

/** Which rules decide a size besides the fixed risk; the smallest answer counts. */
export interface SizingSettings {
  readonly kelly: RulePreset;
  /** Part of the Kelly stake and its cap, as described: a half, at most a quarter of equity. */
  readonly kellyShare: number;
  readonly kellyCap: number;
  readonly volatilityTarget: RulePreset;
  /** Yearly volatility of the account that a full position should bring, as a fraction. */
  readonly yearlyVolatility: number;
  readonly cvar: RulePreset;
  /** Mean loss of the worst 2.5 % of days that is allowed, as a fraction of equity. */
  readonly dailyShortfall: number;
  readonly regime: RulePreset;
  /** Shrinks sizes as the drawdown nears its limit. */
  readonly drawdownGovernor: RulePreset;
  /** Rules for accounts too small for their symbols. */
  readonly equityTiers: RulePreset;
}

/** Refuses positions that move like one already held. */
export interface CorrelationSettings {
  readonly preset: RulePreset;
  readonly limit: number;
}
