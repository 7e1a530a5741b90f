import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { VoteGroup } from '../../domain/vote/vote-group.ts';
import type { VoteDesk, VoteListener } from '../../features/vote-desk.ts';
import type { VoteListKey } from '../../journal/votes/kept-vote.ts';
import type { VoteEntry, VoteLog } from '../../journal/votes/vote-log.ts';

/** Whose votes are kept. */
export interface KeptSession {
  readonly sessionId: string;
  readonly accountId: string;
  /** Whether it has begun: what formulas vote while they are told of the past is no decision. */
  readonly hasBegun: () => boolean;
}

/**
 * Writes down every vote of a session and of its screen, and what came of each. Votes wait here until `flush`, which is
 * called when the journal has what they belong to and nobody waits. A disk that refuses costs the votes, not the session.
 */
export class VoteKeeper {
  /** Hears of votes that are counted for the screen alone. */
  readonly ofScreen: VoteListener;
  readonly #log: VoteLog;
  readonly #session: KeptSession;
  readonly #onFailure: (detail: string) => void;
  #entries: VoteEntry[] = [];
  #hasFailed = false;

  constructor(log: VoteLog, session: KeptSession, onFailure: (detail: string) => void) {
    this.#log = log;
    this.#session = session;
    this.#onFailure = onFailure;
    this.ofScreen = this.#listenerOf(false);
  }

  /** Keeps what the session itself decides by. */
  follow(desk: VoteDesk): void {
    desk.listen(this.#listenerOf(true));
  }

  flush(): void {
    if (this.#entries.length === 0) return;
    const entries = this.#entries;
    this.#entries = [];
    this.#try(() => this.#log.write(entries));
  }

  /** The session is over: what is not known of its votes by now nobody will know. */
  end(): void {
    this.flush();
    this.#try(() => this.#log.forgetAwaited());
  }

  #listenerOf(isOfSession: boolean): VoteListener {
    const { accountId, hasBegun, sessionId } = this.#session;
    const listOf = (instrument: InstrumentId, group: VoteGroup): VoteListKey => ({
      accountId,
      instrument,
      group,
    });
    return {
      onCounted: ({ decision, instrument }, touch) => {
        if (!hasBegun()) return;
        const list = listOf(instrument, decision.group);
        this.#entries.push({ list, sessionId, isOfSession, decision, touch });
      },
      onMoved: (instrument, group, move) => {
        this.#entries.push({ list: listOf(instrument, group), isOfSession, ...move });
      },
    };
  }

  /** Says once what is wrong, and stops keeping votes. */
  #try(write: () => void): void {
    if (this.#hasFailed) return;
    try {
      write();
    } catch (error) {
      this.#hasFailed = true;
      this.#onFailure(`votes cannot be written down any more: ${String(error)}`);
    }
  }
}
