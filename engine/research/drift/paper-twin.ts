import type { Order, OrderId } from '../../domain/order/order.ts';
import type { KernelCommand } from '../../domain/session/command.ts';
import { isMarketEvent, type KernelEvent } from '../../domain/session/kernel-event.ts';
import type { RecordedOutcome } from '../../domain/session/outcome.ts';
import type { SessionRun } from './session-run.ts';
import { StartCommands, type TwinBegin } from './twin-start.ts';

/** A trading state the live session was in, from after that event on. */
type TradingStates = ReadonlyMap<number, readonly KernelCommand[]>;

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

/** Names in the run on paper what a command of the live session names. */
export type NamedThere = (orderId: OrderId) => Order | undefined;

/** What the run on paper takes from the live one besides its events. */
export interface TwinOf {
  readonly begin: TwinBegin;
  readonly states: TradingStates;
  readonly namedThere: NamedThere;
}

/**
 * The events of a live session for a run on paper: its market and its clock from the first on, which are history until
 * the twin begins; from then on its commands, too, without the venue's own words.
 * @yields one event after the other; after each the trading states that followed from it at the venue.
 */
export function* withoutVenue(
  live: SessionRun,
  { begin, namedThere, states }: TwinOf,
): Generator<KernelEvent> {
  const started = new StartCommands();
  let sequence = 0;
  for (const event of live.events()) {
    sequence += 1;
    const isHistory = sequence <= begin.sequence;
    if (isMarketEvent(event) || event.kind === 'clock') yield event;
    else if (event.kind === 'command' && isHistory) started.note(event.command, begin.startedRuns);
    else if (event.kind === 'command') {
      const command = onPaper(event.command, namedThere);
      if (command) yield { ...event, command };
    }
    const { time } = event;
    if (sequence === begin.sequence)
      for (const command of [BEGIN, ...started.all()]) yield { kind: 'command', time: begin.time, command };
    if (!isHistory)
      for (const command of states.get(sequence) ?? []) yield { kind: 'command', time, command };
  }
}

const BEGIN: KernelCommand = { kind: 'begin' };

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
  return command;
}
