import type { FromEngine, HostAnswer, HostQuestion } from '../../engine/contract/host-control.ts';
import type { HostPower } from './host-power.ts';

export interface PowerDeskParts {
  readonly power: HostPower;
  readonly question: (question: HostQuestion) => Promise<HostAnswer>;
  readonly log: (line: string) => void;
  /** The person lets the app keep the computer awake. */
  readonly mayKeepAwake: () => boolean;
}

type EngineStakes = Pick<Extract<FromEngine, { type: 'state' }>, 'account' | 'openPositions'>;

/**
 * Tells the engine when the computer goes to sleep and when it woke, and asks the system to stay awake while a real
 * account is armed or holds a position, where the person allows it.
 */
export class PowerDesk {
  readonly #parts: PowerDeskParts;
  #letSleep: (() => void) | undefined;
  #isAtStake = false;

  constructor(parts: PowerDeskParts) {
    this.#parts = parts;
    parts.power.onSuspend(() => this.#tell('suspend'));
    parts.power.onResume(() => this.#tell('resume'));
  }

  /** What the engine says of itself has changed. */
  follow({ account, openPositions }: EngineStakes): void {
    this.#isAtStake = account !== null && (account.isArmed || openPositions > 0);
    this.look();
  }

  /** The person may have allowed it, or not any more. */
  look(): void {
    const wants = this.#isAtStake && this.#parts.mayKeepAwake();
    if (wants === (this.#letSleep !== undefined)) return;
    this.#parts.log(wants ? 'asks the system to stay awake' : 'lets the system sleep');
    if (wants) {
      this.#letSleep = this.#parts.power.keepAwake();
      return;
    }
    this.#letSleep?.();
    this.#letSleep = undefined;
  }

  #tell(power: 'suspend' | 'resume'): void {
    this.#parts.log(`power: ${power}`);
    void this.#parts.question({ kind: 'note-power', power });
  }
}
