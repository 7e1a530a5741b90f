import { FIXED_REASONS } from '../../engine/domain/remark/fixed-reasons.ts';
import type { DialogTexts } from './dialog-texts/dialog-texts.ts';
import type { HostAlarm } from './host-alarm.ts';
import type { HostTimers } from './host-timers.ts';
import type { AfterDeath } from './restart-policy.ts';

export interface DeathWatchParts {
  readonly timers: HostTimers;
  readonly alarm: HostAlarm;
  /** Lets nothing new out until a person releases trading. */
  readonly freeze: (because: string) => void;
  /** What the person reads, in the language of the settings. */
  readonly texts: () => DialogTexts;
}

interface Death {
  readonly atMs: number;
  readonly openPositions: number;
}

const WINDOW_MS = 600_000;
const FREEZING_DEATHS = 2;
const RING_EVERY_MS = 300_000;

/**
 * Watches how often the engine ends by itself while positions are open. Twice within ten minutes freezes trading; one
 * that stays down is told every five minutes, whether a window is in sight or not, until an engine runs again.
 */
export class DeathWatch {
  readonly #parts: DeathWatchParts;
  #deaths: readonly Death[] = [];
  #stopRinging: (() => void) | undefined;

  constructor(parts: DeathWatchParts) {
    this.#parts = parts;
  }

  /** The engine ended by itself and had last told of so many open positions. */
  died(openPositions: number, next: AfterDeath): void {
    const { freeze, timers } = this.#parts;
    const atMs = timers.now();
    this.#deaths = [
      ...this.#deaths.filter((death) => atMs - death.atMs < WINDOW_MS),
      { atMs, openPositions },
    ];
    if (this.#mostPositions === 0) return;
    if (this.#deaths.length >= FREEZING_DEATHS) freeze(FIXED_REASONS['engine-ended-twice']);
    if (next.kind === 'stay-down') this.#startRinging();
  }

  /** An engine runs its session. */
  up(): void {
    this.#stopRinging?.();
    this.#stopRinging = undefined;
  }

  /** An engine that died before it could open an account again knew of none of its positions. */
  get #mostPositions(): number {
    return Math.max(0, ...this.#deaths.map(({ openPositions }) => openPositions));
  }

  #startRinging(): void {
    if (this.#stopRinging) return;
    const positions = this.#mostPositions;
    const ring = () => {
      const { text, title } = this.#parts.texts().alarms.engineOff(positions);
      this.#parts.alarm.ring(title, text);
    };
    ring();
    this.#stopRinging = this.#parts.timers.every(RING_EVERY_MS, ring);
  }
}
