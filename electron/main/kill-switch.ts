import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { HostAnswer, HostQuestion } from '../../engine/contract/host-control.ts';
import type { HostAlert } from '../contract/host-bridge.ts';
import type { DialogTexts } from './dialog-texts/dialog-texts.ts';

export interface KillSwitchParts {
  /** A small file that outlives every process until the engine has confirmed. */
  readonly flagPath: string;
  readonly question: (question: HostQuestion) => Promise<HostAnswer>;
  readonly alert: (alert: HostAlert) => void;
  /** The real account that is open, or was when its engine ended; undefined where there is none. */
  readonly accountId: () => string | undefined;
  /** What the person reads, in the language of the settings. */
  readonly texts: () => DialogTexts;
}

interface FreezeWish {
  readonly because: string;
  readonly accountId: string | undefined;
}

const AWAY = 'frozen while the engine was away';

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
    const wish = this.note(because);
    return this.#ask(wish);
  }

  /** Writes down that the next engine is to be frozen before anything else is asked of it. */
  note(because: string): FreezeWish {
    const { accountId, alert, flagPath, texts } = this.#parts;
    const wish = { because, accountId: accountId() };
    try {
      writeFileSync(flagPath, `${because}\n${wish.accountId ?? ''}`, { mode: 0o600 });
    } catch {
      // A disk that cannot be written must not keep anybody from stopping: the engine is asked all the same.
      alert({ level: 'warning', ...texts().alerts.notNoted });
    }
    return wish;
  }

  /** The engine runs again: what was wished for while it was away still holds. */
  async engineUp(): Promise<void> {
    const wish = wishAt(this.#parts.flagPath);
    if (wish) await this.#ask(wish);
  }

  async #ask({ accountId, because }: FreezeWish): Promise<boolean> {
    const { alert, flagPath, question, texts } = this.#parts;
    const answer = await question({
      kind: 'set-trading-state',
      state: 'halted',
      because,
      ...(accountId === undefined ? {} : { accountId }),
    });
    if (answer.ok) {
      rmSync(flagPath, { force: true });
      return true;
    }
    alert({ level: 'error', ...texts().alerts.notFrozen });
    return false;
  }
}

/** A wish that nobody can read any more is one all the same. */
function wishAt(flagPath: string): FreezeWish | undefined {
  try {
    const [because, accountId] = readFileSync(flagPath, 'utf8').split('\n');
    return { because: because || AWAY, accountId: accountId || undefined };
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    return isMissing ? undefined : { because: AWAY, accountId: undefined };
  }
}
