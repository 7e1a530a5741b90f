import type { FromEngine, ToEngine } from '../../engine/contract/host-control.ts';
import type { EngineStatus } from '../contract/host-bridge.ts';
import { Heartbeat, runningHeartbeat, startingHeartbeat } from './heartbeat.ts';
import type { HostTimers } from './host-timers.ts';
import { type AfterDeath, RestartPolicy } from './restart-policy.ts';

/** A running engine process. `Port` is the message port of whoever made the process. */
export interface EngineChild<Port> {
  post(message: ToEngine, port?: Port): void;
  /** Ends the process at once, whatever it is doing. */
  kill(): void;
}

export interface ChildEvents {
  readonly heard: (message: FromEngine) => void;
  /** Why it ended, in words a person can read: `exit code 9`. */
  readonly exited: (reason: string) => void;
}

export interface Greeting<Port> {
  readonly message: ToEngine;
  readonly port?: Port;
}

export interface SupervisorWiring<Port> {
  readonly timers: HostTimers;
  readonly spawn: (events: ChildEvents) => EngineChild<Port>;
  /** Messages that go first to every new engine, before anything else, some with a port. */
  readonly greeting: () => readonly Greeting<Port>[];
  readonly status: (status: EngineStatus) => void;
  /** Every message but signs of life. */
  readonly heard: (message: FromEngine) => void;
  /** A new engine runs its session: feeds can be attached. */
  readonly up: () => void;
  /** It ended by itself, or had to be ended; told before `lost`, and of no end that was asked for. */
  readonly died: (next: AfterDeath) => void;
  /** The engine is gone; questions to it will not be answered. */
  readonly lost: (next: AfterDeath) => void;
}

/** Making a session may take long on a slow machine, but not forever. */
const START_LIMIT_MS = 60_000;
const GOODBYE_LIMIT_MS = 5000;

/**
 * Keeps one engine running: starts it, listens for its heartbeat, restarts it with growing pauses,
 * gives up after three deaths in a minute, and ends it in an orderly way.
 */
export class EngineSupervisor<Port> {
  readonly #wiring: SupervisorWiring<Port>;
  readonly #policy = new RestartPolicy();
  readonly #heartbeat: Heartbeat;
  #child: EngineChild<Port> | undefined;
  #status: EngineStatus = { state: 'starting', restarts: 0, lastExit: '' };
  #cancelTimer: () => void = () => {};
  #goodbye: (() => void) | undefined;
  #renewed: (() => void) | undefined;
  #isRunning = false;
  #isEnding = false;

  constructor(wiring: SupervisorWiring<Port>) {
    this.#wiring = wiring;
    this.#heartbeat = new Heartbeat(wiring.timers, {
      ping: (at) => this.#child?.post({ type: 'ping', at }),
      late: () => this.#report('reconnecting'),
      recovered: () => this.#report('up'),
      dead: () => this.#giveUp('no answer for too long'),
    });
  }

  get status(): EngineStatus {
    return this.#status;
  }

  /** Starts the engine, or starts it again after it was given up. Does nothing while one runs. */
  start(): void {
    if (this.#child || this.#isEnding) return;
    this.#policy.forget();
    this.#spawn('starting');
  }

  /** Passes a message on; false when no engine runs its session at the moment. */
  post(message: ToEngine, port?: Port): boolean {
    if (!this.#child || !this.#isRunning) return false;
    if (port === undefined) this.#child.post(message);
    else this.#child.post(message, port);
    return true;
  }

  /** Lets the engine finish, at most five seconds, and then ends it. Resolves when it is gone. */
  shutdown(): Promise<void> {
    this.#isEnding = true;
    this.#heartbeat.stop();
    this.#cancelTimer();
    const child = this.#child;
    if (!child) return Promise.resolve();
    return new Promise((resolve) => {
      this.#goodbye = resolve;
      this.#cancelTimer = this.#wiring.timers.after(GOODBYE_LIMIT_MS, () => child.kill());
      child.post({ type: 'shutdown' });
    });
  }

  /** Lets the engine finish, at most five seconds, and starts another. Resolves when that one is spawned. */
  restart(): Promise<void> {
    const child = this.#child;
    if (!child || this.#isEnding || this.#renewed) return Promise.resolve();
    this.#heartbeat.stop();
    this.#cancelTimer();
    this.#isRunning = false;
    return new Promise((resolve) => {
      this.#renewed = resolve;
      this.#cancelTimer = this.#wiring.timers.after(GOODBYE_LIMIT_MS, () => child.kill());
      child.post({ type: 'shutdown' });
    });
  }

  #spawn(state: 'starting' | 'reconnecting'): void {
    this.#report(state);
    const child: EngineChild<Port> = this.#wiring.spawn({
      // A late word from an engine that was given up must not count for the one after it.
      heard: (message) => child === this.#child && this.#hear(message),
      exited: (reason) => child === this.#child && this.#bury(reason),
    });
    this.#child = child;
    this.#cancelTimer = this.#wiring.timers.after(START_LIMIT_MS, () =>
      this.#giveUp('no session after 60 seconds'),
    );
    for (const { message, port } of this.#wiring.greeting()) {
      if (port === undefined) child.post(message);
      else child.post(message, port);
    }
    this.#heartbeat.start(startingHeartbeat);
  }

  #hear(message: FromEngine): void {
    this.#heartbeat.heard();
    if (message.type === 'started' && !this.#isEnding && !this.#renewed) this.#markUp();
    if (message.type !== 'pong') this.#wiring.heard(message);
  }

  #markUp(): void {
    // Every new session of the same engine says `started` too.
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#cancelTimer();
    this.#heartbeat.start(runningHeartbeat);
    this.#report('up');
    this.#wiring.up();
  }

  #giveUp(reason: string): void {
    const child = this.#child;
    this.#bury(reason);
    child?.kill();
  }

  #bury(reason: string): void {
    this.#heartbeat.stop();
    this.#cancelTimer();
    this.#child = undefined;
    this.#isRunning = false;
    if (this.#isEnding) {
      this.#goodbye?.();
      return;
    }
    if (this.#renewed) {
      const renewed = this.#renewed;
      this.#renewed = undefined;
      this.#wiring.lost({ kind: 'restart', delayMs: 0 });
      this.#spawn('reconnecting');
      renewed();
      return;
    }
    const next = this.#policy.afterDeath(this.#wiring.timers.now());
    this.#status = { ...this.#status, restarts: this.#status.restarts + 1, lastExit: reason };
    this.#report(next.kind === 'restart' ? 'reconnecting' : 'down');
    this.#wiring.died(next);
    this.#wiring.lost(next);
    if (next.kind === 'restart') {
      this.#cancelTimer = this.#wiring.timers.after(next.delayMs, () => this.#spawn('reconnecting'));
    }
  }

  #report(state: EngineStatus['state']): void {
    this.#status = { ...this.#status, state };
    this.#wiring.status(this.#status);
  }
}
