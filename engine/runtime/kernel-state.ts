import type { SessionDescription } from '../domain/session/session-description.ts';
import { unixMs } from '../domain/units/time.ts';
import { parseCanonicalJson } from '../journal/canonical-json.ts';
import type { LiveVenueState } from '../execution/live/live-state.ts';
import type { PaperVenueState } from '../execution/paper-venue.ts';
import type { VoteDeskState } from '../features/vote-desk.ts';
import type { LedgerState } from '../portfolio/ledger.ts';
import type { RunId } from '../domain/order/order-intent.ts';
import type { TradingState } from '../domain/session/mode.ts';
import type { KernelRooms } from './kernel-rooms.ts';
import type { DeadManTestState } from './live/dead-man-desk.ts';
import type { OrderDesk } from './order-desk.ts';
import type { OwnRecordState } from './own-record.ts';
import type { RiskDeskState } from './risk/risk-desk-state.ts';
import type { RunnerState } from './strategy-runner.ts';
import { withVenueAccount } from './venue-account-of.ts';

/** What one account must remember across a restart. Plain data. */
export interface AccountMemory {
  readonly venue: PaperVenueState | LiveVenueState;
  readonly ledger: LedgerState;
  readonly runs: readonly RunnerState[];
  readonly lastEntrySentAt: Readonly<Record<string, number>>;
  /** Why what an open entry still fills is to be closed, by order id; absent when there is none. */
  readonly unwantedEntries?: Readonly<Record<string, string>>;
  /** What formulas are told of our own past trades; absent while there was none. */
  readonly own?: OwnRecordState;
  /** Record, limits and exits; absent in an account without a policy. */
  readonly risk?: RiskDeskState;
  /** Why everything is being closed, in an account without a policy; absent while it is not. */
  readonly flattening?: string;
}

/** A strategy's own account. */
export interface IsolatedState {
  readonly runId: RunId;
  readonly strategyId: string;
  /** Decimal text of what it began with. */
  readonly depositQuote: string;
  readonly account: AccountMemory;
}

/** Everything the kernel must remember across a restart; market and features begin anew. */
export interface KernelState extends AccountMemory {
  readonly version: 1;
  readonly time: number;
  readonly tradingState: TradingState;
  readonly tradingStateReason: string;
  /** Accounts of strategies beside the shared one; absent while there is none. */
  readonly isolated?: readonly IsolatedState[];
  /** What votes of formulas have learned; absent while nobody held one. */
  readonly votes?: VoteDeskState;
  /** A test of the venue's own switch that is under way; absent while there is none. */
  readonly deadManTest?: DeadManTestState;
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

/** Where an account is kept and who acts on it. */
export interface AccountParts {
  readonly rooms: KernelRooms;
  readonly desk: OrderDesk;
  readonly strategies: { restore(runs: readonly RunnerState[]): void };
}

/** What one account would need to go on from here. */
export function captureAccount({ ledger, runners, venue }: KernelRooms, desk: OrderDesk): AccountMemory {
  const { lastEntrySentAt, own, risk } = desk;
  const unwanted = desk.unwanted.reasons;
  const remembered = risk.state();
  return {
    venue: venue.snapshot(),
    ledger: ledger.snapshot(),
    runs: [...runners.values()].map((runner) => runner.state()),
    lastEntrySentAt: Object.fromEntries(lastEntrySentAt),
    ...(unwanted.size > 0 ? { unwantedEntries: Object.fromEntries(unwanted) } : {}),
    ...(own.isEmpty ? {} : { own: own.state() }),
    ...(remembered === undefined ? flatteningOf(desk) : { risk: remembered }),
  };
}

/** What was asked to be closed is closed, whoever dies meanwhile. */
const flatteningOf = ({ risk }: OrderDesk): Pick<AccountMemory, 'flattening'> =>
  risk.flattening.because === '' ? {} : { flattening: risk.flattening.because };

const venueStateOf = ({ ledger, venue }: AccountMemory): PaperVenueState | LiveVenueState =>
  'orders' in venue ? venue : withVenueAccount({ ledger, venue });

/** Puts an account back where it was. */
export function restoreAccount({ desk, rooms, strategies }: AccountParts, state: AccountMemory): void {
  rooms.ledger.restore(state.ledger);
  rooms.venue.restore(venueStateOf(state));
  for (const [id, time] of Object.entries(state.lastEntrySentAt)) desk.restoreLastEntry(id, unixMs(time));
  for (const [id, because] of Object.entries(state.unwantedEntries ?? {})) desk.unwanted.restore(id, because);
  if (state.own) desk.own.restore(state.own);
  if (state.risk && desk.risk.hasPolicy) desk.risk.restore(state.risk);
  if (state.flattening !== undefined) desk.risk.flattening.start(state.flattening);
  strategies.restore(state.runs);
}

/** What the kernel would need to go on from here. */
export function captureState(
  rooms: KernelRooms,
  desk: OrderDesk,
  {
    time,
    tradingState,
    tradingStateReason,
  }: Pick<KernelState, 'time' | 'tradingState' | 'tradingStateReason'>,
): KernelState {
  const { market, votes } = rooms;
  const traded = market.all.filter((each) => each.lastTradeTicks > 0);
  return {
    ...captureAccount(rooms, desk),
    version: 1,
    time,
    tradingState,
    tradingStateReason,
    ...(votes.isEmpty ? {} : { votes: votes.state() }),
    lastTradeTicks: Object.fromEntries(traded.map((each) => [each.instrument.id, each.lastTradeTicks])),
  };
}
