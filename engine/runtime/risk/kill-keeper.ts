import type { KernelCommand } from '../../domain/session/command.ts';
import type { RecordedOutcome } from '../../domain/session/outcome.ts';
import type { SessionDescription } from '../../domain/session/session-description.ts';
import { KillFlag } from './kill-flag.ts';

type Freeze = Extract<KernelCommand, { kind: 'flatten' | 'set-trading-state' }>;

/** Whether a command lets nothing new out. */
export const freezes = (command: KernelCommand): command is Freeze =>
  command.kind === 'flatten' || (command.kind === 'set-trading-state' && command.state === 'halted');

/** Keeps the kill flag of the open account in step with its trading state. */
export class KillKeeper {
  readonly #flag: KillFlag;
  readonly #warn: (text: string) => void;

  constructor(folder: string, warn: (text: string) => void) {
    this.#flag = new KillFlag(folder);
    this.#warn = warn;
  }

  /** A person freezes or flattens: the flag is up before anything else happens. */
  before(command: KernelCommand, session: SessionDescription): void {
    if (freezes(command)) this.#raise(session, command.because);
  }

  /** What followed from events; a freeze by a limit raises the flag too. */
  after(outcomes: readonly RecordedOutcome[], session: SessionDescription): void {
    const last = outcomes.findLast(({ outcome }) => outcome.kind === 'trading-state')?.outcome;
    if (last?.kind !== 'trading-state' || !outlivesSession(session)) return;
    if (last.state === 'halted') this.#raise(session, last.because);
    else this.#flag.lower(session.accountId);
  }

  /** Why the account was frozen before this session; undefined when it was not. */
  whyFrozen(session: SessionDescription): string | undefined {
    return outlivesSession(session) ? this.#flag.read(session.accountId) : undefined;
  }

  /** Freezes an account that is not open: whenever it is opened, it is frozen until a person releases it. */
  freezeLater(accountId: string, because: string): void {
    this.#write(accountId, because);
  }

  // The journal holds the state too: what the flag cannot keep is said, and trading is frozen all the same.
  #raise(session: SessionDescription, because: string): void {
    if (outlivesSession(session)) this.#write(session.accountId, because);
  }

  #write(accountId: string, because: string): void {
    try {
      this.#flag.raise(accountId, because);
    } catch (error) {
      this.#warn(
        `the kill flag could not be written: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}

/** Whether an account goes on after its session: only such an account can be frozen for good. */
export const outlivesSession = ({ mode }: SessionDescription): boolean => mode === 'paper' || mode === 'live';
