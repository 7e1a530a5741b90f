import type { OpenAnswer } from '../../engine/contract/arming.ts';
import type { AccountOutcome } from '../contract/accounts.ts';
import type { HostAlert } from '../contract/host-bridge.ts';
import type { HostTimers } from '../main/host-timers.ts';
import type { DialogTexts } from '../main/dialog-texts/dialog-texts.ts';
import type { AskPerson, NativeQuestion } from '../main/native-question.ts';
import { refused } from './refused-account.ts';

/** What the engine says to a wish that has no other answer. */
export type DeskAnswer = { readonly ok: true } | { readonly ok: false; readonly detail: string };

export interface OpenAccountParts {
  /** What the person calls the account; undefined when there is no such account. */
  readonly labelOf: (id: string) => Promise<string | undefined>;
  /** Asks the venue anew what the key may do. */
  readonly check: (id: string) => Promise<AccountOutcome>;
  /** Hands the key to the engine. */
  readonly connect: (id: string) => Promise<AccountOutcome>;
  readonly disconnect: (id: string) => Promise<unknown>;
  /** Has the engine open the account of a key it holds. */
  readonly open: (id: string, label: string) => Promise<OpenAnswer>;
  /** Has the engine go back to paper. */
  readonly leave: (because: string) => Promise<DeskAnswer>;
  /** Whether the engine has the account open, as it last said. */
  readonly isWatched: (id: string) => boolean;
  /** How many positions the engine holds, as it last said. */
  readonly positions: () => number;
  readonly question: AskPerson;
  /** What the person reads, in the language of the settings. */
  readonly texts: () => DialogTexts;
  readonly alert: (alert: HostAlert) => void;
  readonly changed: () => void;
  readonly timers: Pick<HostTimers, 'after'>;
}

interface Wanted {
  readonly id: string;
  readonly label: string;
}

/** When an account that could not be opened again is tried next, in ms; the last holds from then on. */
const RETRY_MS = [2000, 5000, 15_000, 30_000] as const;

/** No account has this id: what was being opened was let go of meanwhile. */
const LET_GO = '';

/**
 * The one real account that is open: watched and protected, whether it is armed or not. A person opens it and a
 * person leaves it; with every new engine it is opened again, because its positions have to be watched. Whoever
 * starts the app anew begins on paper.
 */
export class OpenAccount {
  readonly #parts: OpenAccountParts;
  #wanted: Wanted | undefined;
  /** The account that is being opened; let go of meanwhile, it is none. */
  #opening: string | undefined;
  #failures = 0;
  #cancelRetry: () => void = () => undefined;

  constructor(parts: OpenAccountParts) {
    this.#parts = parts;
  }

  isOpen(id: string): boolean {
    return this.#wanted?.id === id;
  }

  /** Opens an account to watch and protect it. No entry leaves before it is armed. */
  async open(id: string): Promise<AccountOutcome> {
    if (this.isOpen(id)) return done;
    if (this.#wanted) return refused(`${this.#wanted.label} is open; leave it first`);
    if (this.#opening !== undefined) return refused('another account is being opened');
    this.#opening = id;
    try {
      return await this.#open(id);
    } finally {
      this.#opening = undefined;
    }
  }

  /** Back to paper trading. Whoever holds positions is asked, because nobody here watches them afterwards. */
  async leave(): Promise<AccountOutcome> {
    const { disconnect, leave, positions, question, texts } = this.#parts;
    const wanted = this.#wanted;
    if (!wanted) return refused('no real account is open');
    const asked = leavingQuestion(wanted, positions(), texts().leaving);
    if (positions() > 0 && (await question(asked, 'stay')) === 'stay')
      return { outcome: 'canceled', detail: '' };
    const answer = await leave('left by hand');
    if (!answer.ok) return { outcome: 'failed', detail: answer.detail };
    this.#forget();
    await disconnect(wanted.id);
    return done;
  }

  /** The key of an account was let go of: locked, removed, replaced, or it can do more than it could. */
  letGo(id: string): void {
    if (this.#opening === id) this.#opening = LET_GO;
    const wanted = this.#wanted;
    if (wanted?.id !== id) return;
    this.#forget();
    const { alert, texts } = this.#parts;
    alert({ level: 'warning', ...texts().alerts.letGo(wanted.label) });
  }

  /** A new engine runs and has the key again: positions of the open account are watched again. */
  async engineUp(): Promise<void> {
    const { alert, connect, disconnect, isWatched, open, texts, timers } = this.#parts;
    const wanted = this.#wanted;
    if (!wanted) return;
    this.#cancelRetry();
    // A key store that was closed at first may be open by now.
    if (this.#failures > 0) await connect(wanted.id);
    // Locked in between, the key must not come back by the side door.
    if (this.#wanted !== wanted) return void (await disconnect(wanted.id));
    const answer = await open(wanted.id, wanted.label);
    if (this.#wanted !== wanted) return;
    if (answer.ok || isWatched(wanted.id)) {
      this.#failures = 0;
      return this.#parts.changed();
    }
    if (this.#failures === 0)
      alert({ level: 'error', ...texts().alerts.unwatched(wanted.label, answer.detail) });
    const wait = RETRY_MS[Math.min(this.#failures, RETRY_MS.length - 1)] ?? 0;
    this.#failures += 1;
    this.#cancelRetry = timers.after(wait, () => void this.engineUp());
  }

  async #open(id: string): Promise<AccountOutcome> {
    const { changed, check, connect, disconnect, isWatched, labelOf, open } = this.#parts;
    const label = await labelOf(id);
    if (label === undefined) return refused('there is no such account');
    for (const step of [check, connect]) {
      const outcome = await step(id);
      if (outcome.outcome !== 'done') return outcome;
    }
    const answer = await open(id, label);
    if (this.#opening !== id || (!answer.ok && !isWatched(id))) {
      await disconnect(id);
      return { outcome: 'failed', detail: answer.ok ? 'its key was let go of' : answer.detail };
    }
    this.#wanted = { id, label };
    this.#failures = 0;
    changed();
    // What could not be compared yet is watched all the same.
    return answer.ok ? done : { outcome: 'failed', detail: answer.detail };
  }

  #forget(): void {
    this.#wanted = undefined;
    this.#cancelRetry();
    this.#parts.changed();
  }
}

const done: AccountOutcome = { outcome: 'done', detail: '' };
const leavingQuestion = (
  { label }: Wanted,
  positions: number,
  texts: DialogTexts['leaving'],
): NativeQuestion<'stay' | 'leave'> => ({
  message: texts.message(label, positions),
  detail: texts.detail,
  choices: [
    { choice: 'stay', label: texts.stay },
    { choice: 'leave', label: texts.leave },
  ],
});
