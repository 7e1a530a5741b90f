/** A share of money that may be lost until the next midnight of the pack's zone. */
export interface DailyLossRule {
  readonly share: number;
  /** What the share is taken of. */
  readonly of: 'initial-capital' | 'equity-at-midnight' | 'balance-at-midnight';
  /** What the loss is counted from. The balance is without open positions, equity with them. */
  readonly from: 'equity-at-midnight' | 'balance-at-midnight';
}

/** A share of money that may be lost in all. */
export interface TotalLossRule {
  readonly share: number;
  readonly of: 'initial-capital' | 'peak-equity';
  /**
   * `static`: below the initial capital. `peak`: below the highest equity, at any moment.
   * `end-of-day`: below the highest balance of any midnight so far, the first deposit included.
   */
  readonly trails: 'static' | 'peak' | 'end-of-day';
}

export type PackAction = 'protect-only' | 'freeze' | 'flatten';

/** Rules of somebody else's money, or of one's own: checked after every event on equity with open positions. */
export interface RulePack {
  readonly id: string;
  readonly title: string;
  /** Where midnight is, as an IANA zone such as `Europe/Prague`. */
  readonly zone: string;
  readonly dailyLoss?: DailyLossRule;
  readonly totalLoss?: TotalLossRule;
  /** Most to lose between entry and stop, as a fraction of equity. */
  readonly riskPerTrade?: number;
  readonly openPositions?: number;
  /** What follows from a breach; a daily one ends at the next midnight of the zone, a total one never by itself. */
  readonly onDailyBreach: PackAction;
  readonly onTotalBreach: PackAction;
}
