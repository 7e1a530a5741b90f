/**
 * What an account may do at most. Shares are fractions of equity unless said, times in ms.
 * All of them are plain numbers, so that one table says how each is shown, lowered and raised.
 */
export interface RiskLimits {
  /** Loss between entry and stop, fees both ways included. */
  readonly riskPerTrade: number;
  /** Loss of the UTC day, open positions and fees included, as a fraction of equity at 00:00. */
  readonly dailyLoss: number;
  readonly dailyLossWarning: number;
  /** Fall from the highest equity, as a fraction of it. */
  readonly drawdown: number;
  readonly openPositions: number;
  /** |notional| of one symbol and of all, as fractions of equity times `leverage`. */
  readonly symbolNotional: number;
  readonly accountNotional: number;
  /** Sum of |notional| over equity. */
  readonly leverage: number;
  readonly accountEntriesPerMinute: number;
  readonly accountEntriesPerHour: number;
  readonly accountEntriesPerDay: number;
  readonly strategyEntriesPerMinute: number;
  readonly strategyEntriesPerHour: number;
  readonly strategyEntriesPerDay: number;
  readonly amendsPerSecond: number;
  readonly openOrders: number;
  /** Exits, cancels and stops together. Reaching it stops strategies, never an exit. */
  readonly exitsPerMinute: number;
  /** Losing trades in a row in one symbol before it pauses. */
  readonly lossesInARow: number;
  readonly symbolPauseMs: number;
  /** Stops of one strategy that filled within 24 h before it pauses. */
  readonly stopOutsPerDay: number;
  readonly strategyPauseMs: number;
  /** Fees of the UTC day. */
  readonly dayFees: number;
  /** Fees over gross gains of the last 50 closed trades. */
  readonly feesOfGains: number;
  /** Rejects within a minute: of one strategy before it pauses, of all before the account freezes. */
  readonly rejectsPerMinute: number;
  readonly rejectsToFreeze: number;
  /** Fill against the price expected, as a fraction of it; three of the last ten beyond it pause a strategy. */
  readonly slippage: number;
  /** An entry above this fraction of equity needs a person to confirm it, */
  readonly confirmShare: number;
  /** and so does one above this multiple of the median of the last 20 entries. */
  readonly confirmMultiple: number;
  /** A market order's price from the mid, as a fraction of it. */
  readonly marketBand: number;
  /** Nearest a protective stop may be, in bps of the price of its entry. */
  readonly nearestStopBps: number;
  /** Entries after arming real orders that leave at a quarter of their size. */
  readonly warmUpEntries: number;
}

export type LimitName = keyof RiskLimits;

/** The limits a new account starts with. */
export const DEFAULT_LIMITS: RiskLimits = {
  riskPerTrade: 0.01,
  dailyLoss: 0.045,
  dailyLossWarning: 0.03,
  drawdown: 0.09,
  openPositions: 3,
  symbolNotional: 0.2,
  accountNotional: 0.6,
  leverage: 2,
  accountEntriesPerMinute: 10,
  accountEntriesPerHour: 60,
  accountEntriesPerDay: 200,
  strategyEntriesPerMinute: 1,
  strategyEntriesPerHour: 10,
  strategyEntriesPerDay: 50,
  amendsPerSecond: 3,
  openOrders: 50,
  exitsPerMinute: 60,
  lossesInARow: 5,
  symbolPauseMs: 4 * 3_600_000,
  stopOutsPerDay: 4,
  strategyPauseMs: 24 * 3_600_000,
  dayFees: 0.01,
  feesOfGains: 0.5,
  rejectsPerMinute: 5,
  rejectsToFreeze: 20,
  slippage: 0.005,
  confirmShare: 0.1,
  confirmMultiple: 3,
  marketBand: 0.01,
  nearestStopBps: 2,
  warmUpEntries: 10,
};
