import type { Order, OrderId } from '../../domain/order/order.ts';
import type { KernelCommand } from '../../domain/session/command.ts';
import { isMarketEvent, type KernelEvent } from '../../domain/session/kernel-event.ts';
import type { RecordedOutcome } from '../../domain/session/outcome.ts';
import type { SessionDescription } from '../../domain/session/session-description.ts';
import { canonicalJson } from '../../journal/canonical-json.ts';
import { DEFAULT_PAPER } from '../../runtime/default-settings.ts';
import { initialStateOf } from '../../runtime/kernel-state.ts';
import { openPaperVenue } from '../../runtime/kernel-rooms.ts';
import type { SessionRun } from './session-run.ts';

/** A trading state the live session was in, from after that event on. */
type TradingStates = ReadonlyMap<number, readonly KernelCommand[]>;

/** A live session that began with something at the venue. */
export class NotFlatError extends Error {
  override readonly name = 'NotFlatError';
}

/** What may trade, as a live session had it event by event: arming and its end among it. */
export function tradingStatesOf(outcomes: readonly RecordedOutcome[]): TradingStates {
  const states = new Map<number, KernelCommand[]>();
  for (const { outcome, sequence } of outcomes) {
    if (outcome.kind !== 'trading-state') continue;
    const { because, state } = outcome;
    states.set(sequence, [...(states.get(sequence) ?? []), { kind: 'set-trading-state', state, because }]);
  }
  return states;
}

/**
 * The description of a live session as one on paper.
 * @throws {NotFlatError} when it began with positions or orders: a simulated venue knows nothing of those.
 */
export function asPaper(session: SessionDescription): SessionDescription {
  const { initialState, live: _, ...description } = session;
  const paper: SessionDescription = { ...description, mode: 'paper', paper: DEFAULT_PAPER };
  if (initialState === undefined) return paper;
  const state = initialStateOf({ ...description, initialState });
  if (!state) return paper;
  const { venue: left } = state;
  const open = ('knownOrders' in left ? left.knownOrders : left.orders.open).length;
  const held = state.ledger.positions.length;
  if (open + held > 0)
    throw new NotFlatError(
      `session ${description.sessionId} must begin flat to be run as paper, began with ${held} positions and ${open} orders`,
    );
  const { account: __, ...venue } = openPaperVenue(paper, paper.sessionId).snapshot();
  const { deadManTest: ___, ...rest } = state;
  return { ...paper, initialState: canonicalJson({ ...rest, venue }) };
}

/** Names in the run on paper what a command of the live session names. */
export type NamedThere = (orderId: OrderId) => Order | undefined;

/**
 * The events of a live session for a run on paper: its market, its clock, its commands, without the venue's own words.
 * @yields one event after the other; after each the trading states that followed from it at the venue.
 */
export function* withoutVenue(
  live: SessionRun,
  states: TradingStates,
  namedThere: NamedThere,
): Generator<KernelEvent> {
  let sequence = 0;
  for (const event of live.events()) {
    sequence += 1;
    if (isMarketEvent(event) || event.kind === 'clock') yield event;
    else if (event.kind === 'command') {
      const command = onPaper(event.command, namedThere);
      if (command) yield { ...event, command };
    }
    for (const command of states.get(sequence) ?? []) yield { kind: 'command', time: event.time, command };
  }
}

/** What only a real venue obeys, or what is told by its outcome instead. */
const OF_THE_VENUE: ReadonlySet<KernelCommand['kind']> = new Set([
  'arm',
  'disarm',
  'release-symbol',
  'resynchronize',
  'test-dead-man',
  'set-trading-state',
]);

function onPaper(command: KernelCommand, namedThere: NamedThere): KernelCommand | undefined {
  if (OF_THE_VENUE.has(command.kind)) return undefined;
  if (command.kind === 'amend-order' || command.kind === 'cancel-order') {
    const order = namedThere(command.orderId);
    return order && { ...command, orderId: order.id };
  }
  if (command.kind !== 'move-stop') return command;
  const entry = namedThere(command.entryId);
  return entry && { ...command, entryId: entry.id };
}
