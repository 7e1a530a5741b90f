import { existsSync, rmSync, writeFileSync } from 'node:fs';
import type { HostAnswer, HostQuestion } from '../../engine/contract/host-control.ts';
import type { HostAlert } from '../contract/host-bridge.ts';
import type { DialogTexts } from './dialog-texts/dialog-texts.ts';

export interface KillSwitchParts {
  /** A small file that outlives every process until the engine has confirmed. */
  readonly flagPath: string;
  readonly question: (question: HostQuestion) => Promise<HostAnswer>;
  readonly alert: (alert: HostAlert) => void;
  /** What the person reads, in the language of the settings. */
  readonly texts: () => DialogTexts;
}

/**
 * Freezes trading from the host, so that it works while the window hangs. The wish is written down
 * before the engine is asked; an engine that is away hears it before anything else when it is back.
 */
export class KillSwitch {
  readonly #parts: KillSwitchParts;

  constructor(parts: KillSwitchParts) {
    this.#parts = parts;
  }

  /** Lets nothing new out. True when the engine has confirmed. */
  async freeze(because: string): Promise<boolean> {
    const { alert, flagPath, texts } = this.#parts;
    try {
      writeFileSync(flagPath, because, { mode: 0o600 });
    } catch {
      // A disk that cannot be written must not keep anybody from stopping: the engine is asked all the same.
      alert({ level: 'warning', ...texts().alerts.notNoted });
    }
    return this.#ask(because);
  }

  /** The engine runs again: what was wished for while it was away still holds. */
  async engineUp(): Promise<void> {
    if (existsSync(this.#parts.flagPath)) await this.#ask('frozen while the engine was away');
  }

  async #ask(because: string): Promise<boolean> {
    const { alert, flagPath, question, texts } = this.#parts;
    const answer = await question({ kind: 'set-trading-state', state: 'halted', because });
    if (answer.ok) {
      rmSync(flagPath, { force: true });
      return true;
    }
    alert({ level: 'error', ...texts().alerts.notFrozen });
    return false;
  }
}
