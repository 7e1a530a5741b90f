import type { ArmingObstacle } from '../../contract/arming.ts';

/** What has to be so before entries may leave for a real venue, as it is at the moment of asking. */
export interface ArmingFacts {
  readonly isReconciled: boolean;
  readonly frozenSymbols: number;
  readonly unknownOrders: number;
  /** Trading was frozen and not released, or a limit of the day holds it. */
  readonly isTradingFrozen: boolean;
  readonly isChainVerified: boolean;
  /** Age of the newest verified backup in ms; undefined without one. */
  readonly backupAgeMs: number | undefined;
  /** The key was asked in this session what it may do, and it can neither withdraw nor transfer. */
  readonly isKeyChecked: boolean;
  readonly canMoveMoney: boolean;
  readonly strategies: readonly ArmingStrategy[];
  readonly areLimitsSet: boolean;
  /** Leverage at the venue above the account's limit. */
  readonly isLeverageAboveLimit: boolean;
  /** Spot is traded at a venue of which nobody has proven what its stops do to the coins an exit would sell. */
  readonly tradesUnprovenSpot: boolean;
  readonly isDiskHealthy: boolean;
  readonly isClockHealthy: boolean;
  readonly areFeedsHealthy: boolean;
  /** The user has taken the want of a paper record upon them; it is written down. */
  readonly overridesRecord: boolean;
}

/** What stands behind a strategy that is to trade. */
export interface ArmingStrategy {
  readonly strategyId: string;
  readonly hasStop: boolean;
  /** On paper, with the same code and parameters. */
  readonly closedPaperTrades: number;
  readonly paperDays: number;
}

/** What a person did in the window and in the host's own dialog. */
export interface ArmingConsent {
  readonly accountName: string;
  readonly typedName: string;
  readonly isConfirmedByHost: boolean;
  /** How long the dialog had been open when it was confirmed, in ms. */
  readonly confirmedAfterMs: number;
}

const MOST_BACKUP_AGE_MS = 24 * 3_600_000;
const LEAST_PAPER_TRADES = 20;
const LEAST_PAPER_DAYS = 7;
/** The button of the dialog works after so long, in ms. */
const CONFIRM_DELAY_MS = 3000;

/** Everything that stands in the way of arming; empty when nothing does. */
export function armingObstacles(facts: ArmingFacts, consent: ArmingConsent): readonly ArmingObstacle[] {
  const checks: readonly (readonly [ArmingObstacle, boolean])[] = [
    ['not-reconciled', !facts.isReconciled],
    ['symbol-frozen', facts.frozenSymbols > 0],
    ['order-unknown', facts.unknownOrders > 0],
    ['trading-frozen', facts.isTradingFrozen],
    ['chain-not-verified', !facts.isChainVerified],
    ['no-recent-backup', (facts.backupAgeMs ?? Infinity) >= MOST_BACKUP_AGE_MS],
    ['key-not-checked', !facts.isKeyChecked],
    ['key-can-move-money', facts.canMoveMoney],
    ['paper-record-too-short', !facts.overridesRecord && !facts.strategies.every(hasRecord)],
    ['limits-not-set', !facts.areLimitsSet],
    ['leverage-above-limit', facts.isLeverageAboveLimit],
    ['trades-spot', facts.tradesUnprovenSpot],
    ['strategy-without-stop', facts.strategies.some(({ hasStop }) => !hasStop)],
    ['disk-not-healthy', !facts.isDiskHealthy],
    ['clock-not-healthy', !facts.isClockHealthy],
    ['feeds-not-healthy', !facts.areFeedsHealthy],
    ['name-not-typed', consent.typedName !== consent.accountName || consent.accountName === ''],
    ['not-confirmed', !consent.isConfirmedByHost],
    ['confirmed-too-soon', consent.isConfirmedByHost && consent.confirmedAfterMs < CONFIRM_DELAY_MS],
  ];
  return checks.filter(([, stands]) => stands).map(([obstacle]) => obstacle);
}

const hasRecord = ({ closedPaperTrades, paperDays }: ArmingStrategy): boolean =>
  closedPaperTrades >= LEAST_PAPER_TRADES && paperDays >= LEAST_PAPER_DAYS;
