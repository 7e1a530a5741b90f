import type { OrderIntent } from '../../domain/order/order-intent.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import { WHOLE_ACCOUNT } from '../../risk/record/entry-counts.ts';
import { type HeldCorrelation, pendingSignedLots, type RiskStanding } from '../../risk/gate.ts';
import { pairCorrelation } from '../../risk/sizing/correlations.ts';
import type { KernelRooms } from '../kernel-rooms.ts';
import type { RiskDesk } from './risk-desk.ts';

/** What policy and record say at the moment an intent is judged. */
export function standingOf(
  risk: RiskDesk,
  rooms: KernelRooms,
  { instrument, role, runId }: OrderIntent,
  time: UnixMs,
): RiskStanding {
  const { board, conditions, limits, record, rules } = risk;
  const strategyId = record.strategyOf(runId);
  const traits = rooms.description.live?.traits;
  const isEntry = role === 'entry';
  return {
    limits,
    conditions,
    strategyId,
    accountEntries: record.entries.countsOf(WHOLE_ACCOUNT, time),
    strategyEntries: record.entries.countsOf(strategyId, time),
    medianEntryQuote: record.medianEntryQuote(),
    confirmsByHand: risk.isReal,
    hits: board.all,
    isKeyKnown: (key) => record.isKeyKnown(key),
    orderTypes: setOf(traits?.orderTypes),
    timesInForce: setOf(traits?.timesInForce),
    correlation: rules.correlation,
    correlations:
      isEntry && rules.correlation.preset !== 'off' ? correlationsOf(risk, rooms, instrument) : [],
    regimeRules: rules.sizing.regime,
    regime: isEntry && rules.sizing.regime !== 'off' ? risk.regimes.read(instrument) : undefined,
    isReversion: isReversion(risk, rooms, runId),
    equityTiers: rules.sizing.equityTiers,
    tradedSymbols: tradedSymbols(rooms),
    minimumHold: rules.minimumHolds[strategyId],
    heldSince: heldSince(rooms, runId, instrument),
  };
}

/** What the strategy says of itself, or its owner says of it. */
function isReversion({ record, rules }: RiskDesk, { runners }: KernelRooms, runId: string): boolean {
  const runner = runners.get(runId);
  const declares = runner?.strategy.regimeTraits(runner.params).isReversion ?? false;
  return declares || rules.reversion.includes(record.strategyOf(runId));
}

const setOf = (names: readonly string[] | undefined): ReadonlySet<string> | undefined =>
  names && new Set(names);

/** Symbols that running strategies trade. */
export function tradedSymbols({ runners }: KernelRooms): number {
  return new Set([...runners.values()].map((runner) => runner.instrument.id)).size;
}

function heldSince({ ledger }: KernelRooms, runId: string, instrument: string): UnixMs | undefined {
  const held = ledger.snapshot().positions;
  return held.find((each) => each.runId === runId && each.instrument === instrument)?.trip.openedAt;
}

/** How an instrument moves with everything that is held or on its way, where both have been watched for long enough. */
function correlationsOf(
  { history }: RiskDesk,
  { instruments, ledger, venue }: KernelRooms,
  instrument: string,
): HeldCorrelation[] {
  const open = venue.openOrders();
  return [...instruments.keys()].flatMap((other) => {
    const signedLots = ledger.netLots(other) + pendingSignedLots(open, other);
    if (other === instrument || signedLots === 0) return [];
    const [ours = [], theirs = []] = history.common([instrument, other]);
    const pair = pairCorrelation(ours, theirs);
    return pair ? [{ instrument: other, signedLots, ...pair }] : [];
  });
}
