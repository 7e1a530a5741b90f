import type { HostTimers } from './host-timers.ts';

export interface HeartbeatRules {
  readonly intervalMs: number;
  /** Silence after which the window is told. */
  readonly lateAfterMs: number;
  /** Silence after which the engine counts as hanging. */
  readonly deadAfterMs: number;
}

export interface HeartbeatEvents {
  readonly ping: (atMs: number) => void;
  readonly late: () => void;
  readonly recovered: () => void;
  readonly dead: () => void;
}

/** One second between pings, five of silence to say so, fifteen to give up. */
export const runningHeartbeat: HeartbeatRules = { intervalMs: 1000, lateAfterMs: 5000, deadAfterMs: 15_000 };
/** Making a session keeps an engine busy; it is asked all the same, because it ends when nobody asks. */
export const startingHeartbeat: HeartbeatRules = {
  intervalMs: 1000,
  lateAfterMs: 60_000,
  deadAfterMs: 60_000,
};

/** Asks a process whether it is alive, and says when it fell silent and when it spoke again. */
export class Heartbeat {
  readonly #timers: HostTimers;
  readonly #events: HeartbeatEvents;
  #rules = runningHeartbeat;
  #stop: (() => void) | undefined;
  #beats = 0;
  #lastHeardBeat = 0;
  #isLate = false;

  constructor(timers: HostTimers, events: HeartbeatEvents) {
    this.#timers = timers;
    this.#events = events;
  }

  start(rules: HeartbeatRules): void {
    this.stop();
    this.#rules = rules;
    this.#beats = 0;
    this.#lastHeardBeat = 0;
    this.#isLate = false;
    this.#stop = this.#timers.every(rules.intervalMs, () => this.#beat());
  }

  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  /** Anything the process says counts as a sign of life. */
  heard(): void {
    this.#lastHeardBeat = this.#beats;
    if (!this.#isLate) return;
    this.#isLate = false;
    this.#events.recovered();
  }

  #beat(): void {
    // Silence is counted in beats, not in clock time: after the computer slept, or when the clock
    // was set, the process is asked again before it is given up.
    this.#beats += 1;
    const silentMs = (this.#beats - 1 - this.#lastHeardBeat) * this.#rules.intervalMs;
    if (silentMs >= this.#rules.deadAfterMs) {
      this.stop();
      this.#events.dead();
      return;
    }
    if (silentMs >= this.#rules.lateAfterMs && !this.#isLate) {
      this.#isLate = true;
      this.#events.late();
    }
    this.#events.ping(this.#timers.now());
  }
}
