import type { RunId } from '../../domain/order/order-intent.ts';
import type { KernelCommand } from '../../domain/session/command.ts';
import type { RecordedOutcome } from '../../domain/session/outcome.ts';
import type { SessionDescription } from '../../domain/session/session-description.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import { canonicalJson } from '../../journal/canonical-json.ts';
import { DEFAULT_PAPER } from '../../runtime/default-settings.ts';
import type { Kernel } from '../../runtime/kernel.ts';
import { initialStateOf } from '../../runtime/kernel-state.ts';
import { paperVenueStateOf } from './paper-state.ts';
import { UntoldStateError, untoldOf } from './untold-state.ts';

/** From where on a live session can be run as paper. */
export interface TwinBegin {
  /** The event of the session after which the twin begins. */
  readonly sequence: number;
  readonly time: UnixMs;
  /** The session as one on paper that begins there with what the account had. */
  readonly description: SessionDescription;
  /** What the account had there. */
  readonly held: { readonly positions: number; readonly orders: number };
  /** Strategies that were started in the session before that. */
  readonly startedRuns: ReadonlySet<RunId>;
}

/**
 * Finds the first moment of a live session at which it can be told what the account has at the venue. What happened
 * before, such as fills while nobody was there, the twin begins with.
 */
export class TwinStart {
  readonly #live: SessionDescription;
  #begin: TwinBegin | undefined;
  #untold = 'the session must begin, it did not';

  /** `live` is the session's own description. */
  constructor(live: SessionDescription) {
    this.#live = live;
  }

  /** Looks at the session after an event; true for the one after which the twin begins. */
  saw(outcomes: readonly RecordedOutcome[], kernel: Kernel): boolean {
    // What is known of the venue changes with an outcome alone.
    if (this.#begin || !kernel.hasBegun || outcomes.length === 0) return false;
    const untold = untoldOf(kernel);
    if (untold === undefined) this.#begin = beginOf(this.#live, kernel);
    else this.#untold = untold;
    return this.#begin !== undefined;
  }

  /** @throws {UntoldStateError} naming what could not be told last. */
  get begin(): TwinBegin {
    if (this.#begin) return this.#begin;
    throw new UntoldStateError(
      `session ${this.#live.sessionId} cannot be run as paper at any moment: ${this.#untold}`,
    );
  }
}

function beginOf(live: SessionDescription, kernel: Kernel): TwinBegin {
  const { live: _, initialState: __, ...rest } = live;
  const paper: SessionDescription = { ...rest, mode: 'paper', paper: DEFAULT_PAPER };
  const before = initialStateOf(live);
  const { deadManTest: ___, isolated: ____, runs, venue, votes: _____, ...state } = kernel.state();
  if ('knownOrders' in venue)
    throw new RangeError(`session ${live.sessionId} must be of a real venue, its orders were simulated`);
  const known = new Set(before?.runs.map(({ runId }) => runId));
  const initialState = canonicalJson({
    ...state,
    venue: paperVenueStateOf(state, venue, paper),
    // What the twin sees of the market it sees from the first event on: votes learn and strategies warm up by that.
    runs: runs.filter(({ runId }) => known.has(runId)),
    ...(before?.votes === undefined ? {} : { votes: before.votes }),
  });
  return {
    sequence: kernel.sequence,
    time: kernel.time,
    description: { ...paper, initialState },
    held: { positions: state.ledger.positions.length, orders: kernel.rooms.venue.openOrders().length },
    startedRuns: new Set(runs.map(({ runId }) => runId).filter((runId) => !known.has(runId))),
  };
}

/** The commands by which runs were started, the last one of each, in order. */
export class StartCommands {
  readonly #byRun = new Map<RunId, KernelCommand>();

  /** Remembers a command where it starts one of the runs. */
  note(command: KernelCommand, runs: ReadonlySet<RunId>): void {
    if (command.kind !== 'start-strategy' || !runs.has(command.runId)) return;
    this.#byRun.delete(command.runId);
    this.#byRun.set(command.runId, command);
  }

  all(): readonly KernelCommand[] {
    return [...this.#byRun.values()];
  }
}
