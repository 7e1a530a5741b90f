import type { SessionDescription } from '../domain/session/session-description.ts';
import { parseCanonicalJson } from '../journal/canonical-json.ts';
import type { PaperVenueState } from '../execution/paper-venue.ts';
import type { VoteDeskState } from '../features/vote-desk.ts';
import type { LedgerState } from '../portfolio/ledger.ts';
import type { TradingState } from '../domain/session/mode.ts';
import type { KernelRooms } from './kernel-rooms.ts';
import type { OrderDesk } from './order-desk.ts';
import type { OwnRecordState } from './own-record.ts';
import type { RunnerState } from './strategy-runner.ts';

/** Everything the kernel must remember across a restart; market and features begin anew. Plain data. */
export interface KernelState {
  readonly version: 1;
  readonly time: number;
  readonly tradingState: TradingState;
  readonly tradingStateReason: string;
  readonly venue: PaperVenueState;
  readonly ledger: LedgerState;
  readonly runs: readonly RunnerState[];
  readonly lastEntrySentAt: Readonly<Record<string, number>>;
  /** Why what an open entry still fills is to be closed, by order id; absent when there is none. */
  readonly unwantedEntries?: Readonly<Record<string, string>>;
  /** What formulas are told of our own past trades; absent while there was none. */
  readonly own?: OwnRecordState;
  /** What votes of formulas have learned; absent while nobody held one. */
  readonly votes?: VoteDeskState;
  /** Last traded price of each instrument in ticks, so that a sandbox can go on from there. */
  readonly lastTradeTicks: Readonly<Record<string, number>>;
}

/**
 * The state a session begins with.
 * @throws {SyntaxError} when the description carries text that is not a checkpoint of this version.
 */
export function initialStateOf({ initialState, sessionId }: SessionDescription): KernelState | undefined {
  if (initialState === undefined) return undefined;
  const state = parseCanonicalJson(initialState) as KernelState;
  if (state.version !== 1) {
    throw new SyntaxError(
      `session ${sessionId}: initial state must be of version 1, was ${String(state.version)}`,
    );
  }
  return state;
}

/** What the kernel would need to go on from here. */
export function captureState(
  { ledger, market, runners, venue, votes }: KernelRooms,
  { lastEntrySentAt, own, unwantedEntries }: Pick<OrderDesk, 'lastEntrySentAt' | 'own' | 'unwantedEntries'>,
  {
    time,
    tradingState,
    tradingStateReason,
  }: Pick<KernelState, 'time' | 'tradingState' | 'tradingStateReason'>,
): KernelState {
  const traded = market.all.filter((each) => each.lastTradeTicks > 0);
  return {
    version: 1,
    time,
    tradingState,
    tradingStateReason,
    venue: venue.snapshot(),
    ledger: ledger.snapshot(),
    runs: [...runners.values()].map((runner) => runner.state()),
    lastEntrySentAt: Object.fromEntries(lastEntrySentAt),
    ...(unwantedEntries.size > 0 ? { unwantedEntries: Object.fromEntries(unwantedEntries) } : {}),
    ...(own.isEmpty ? {} : { own: own.state() }),
    ...(votes.isEmpty ? {} : { votes: votes.state() }),
    lastTradeTicks: Object.fromEntries(traded.map((each) => [each.instrument.id, each.lastTradeTicks])),
  };
}
