import type { KeyProbe } from '../../domain/venue/key-permissions.ts';
import { CLOCK } from '../../execution/live/live-settings.ts';
import type { Journal } from '../../journal/journal.ts';
import type { FeedHealth } from '../../venues/stream-health.ts';
import type { JournalBackups } from '../backups/journal-backups.ts';
import { WARN_BYTES } from '../disk/disk-watch.ts';
import type { Session } from '../session.ts';
import type { StrategyRunner } from '../strategy-runner.ts';
import type { ArmingFacts, ArmingStrategy } from './arming.ts';
import { paperRecordOf } from './paper-record.ts';

/** Where the facts come from. */
export interface FactSources {
  readonly session: Session;
  /** The record of the account, and its copies. */
  readonly journal: Pick<Journal, 'verifyChain'>;
  readonly backups: Pick<JournalBackups, 'newestTime' | 'verifiedRows'>;
  /** Where strategies have shown what they do. */
  readonly paper: Parameters<typeof paperRecordOf>[0];
  /** What the venue said of the key just now. */
  readonly probe: KeyProbe;
  /** The highest leverage set at the venue for what is traded; undefined where it does not say. */
  readonly leverage: number | undefined;
  readonly feedHealth: FeedHealth | undefined;
  readonly freeBytes: number;
  /** Wall clock, Unix ms. */
  readonly now: number;
}

/** What has to be so before entries leave, each looked up where it is known, as it is at this moment. */
export function gatherFacts(sources: FactSources, overridesRecord: boolean): ArmingFacts {
  const { backups, freeBytes, leverage = Infinity, now, probe, session } = sources;
  const { risk, rooms, tradingState } = session.kernel;
  const { clockOffsetMs, clockRoundTripMs, frozen, phase } = rooms.venue.conditions();
  const { newestTime } = backups;
  const rights = probe.kind === 'told' ? probe.permissions : undefined;
  return {
    isReconciled: phase === 'ready',
    frozenSymbols: frozen.length,
    unknownOrders: rooms.venue.openOrders().filter(({ status }) => status === 'unknown').length,
    isTradingFrozen: tradingState === 'halted' || risk.board.ofDay !== undefined,
    isChainVerified: isChainWhole(sources),
    backupAgeMs: newestTime === undefined ? undefined : now - newestTime,
    isKeyChecked: rights !== undefined && rights.canTrade !== false,
    canMoveMoney: rights?.canWithdraw === true || rights?.canTransfer === true,
    strategies: [...rooms.runners.values()].map((runner) => strategyFacts(runner, sources)),
    areLimitsSet: risk.hasPolicy,
    isLeverageAboveLimit: leverage > risk.limits.leverage,
    tradesUnprovenSpot: tradesUnprovenSpot(session),
    isDiskHealthy: freeBytes >= WARN_BYTES,
    isClockHealthy: Math.abs(clockOffsetMs) <= CLOCK.badOffset && clockRoundTripMs <= CLOCK.badRoundTrip,
    areFeedsHealthy: areFeedsHealthy(sources),
    overridesRecord,
  };
}

/** Spot is traded where nobody has proven what its stops do to the coins an exit would sell. */
const tradesUnprovenSpot = ({ description: { instruments, live } }: Session): boolean =>
  live?.traits.stopsLockBalance === undefined && instruments.some(({ kind }) => kind === 'spot');

/** A copy was checked from the first row to its last; what was written since is checked on the spot. */
function isChainWhole({ backups, journal }: FactSources): boolean {
  return backups.verifiedRows !== undefined && journal.verifyChain(backups.verifiedRows + 1).ok;
}

function strategyFacts(
  { params, strategy }: StrategyRunner,
  { paper, session }: FactSources,
): ArmingStrategy {
  const { engineVersion, strategyCode } = session.description;
  const recorded = { strategyId: strategy.id, params, engineVersion, code: strategyCode?.[strategy.id] };
  const { closedTrades, days } = paperRecordOf(paper, recorded);
  const stopBps = params['stopBps'];
  return {
    strategyId: strategy.id,
    hasStop: typeof stopBps === 'number' && stopBps > 0,
    closedPaperTrades: closedTrades,
    paperDays: days,
  };
}

/** Every market can be believed, and no stream of any has a gap or ended. */
function areFeedsHealthy({ feedHealth, session }: FactSources): boolean {
  const markets = session.kernel.rooms.market.all;
  const broken = (feedHealth?.streams ?? []).some(({ state }) => state === 'gap' || state === 'ended');
  return !broken && markets.length > 0 && markets.every(({ feed }) => feed === 'live');
}
