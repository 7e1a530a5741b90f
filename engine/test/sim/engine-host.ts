import type { KernelCommand } from '../../domain/session/command.ts';
import type { KernelEvent } from '../../domain/session/kernel-event.ts';
import type { RecordedOutcome } from '../../domain/session/outcome.ts';
import type { SessionDescription } from '../../domain/session/session-description.ts';
import { unixMs, type UnixMs } from '../../domain/units/time.ts';
import type { VenueReportEvent } from '../../domain/venue/venue-report.ts';
import type { VenueRequest } from '../../domain/venue/venue-request.ts';
import { canonicalJson } from '../../journal/canonical-json.ts';
import { Kernel } from '../../runtime/kernel.ts';
import { initialStateOf } from '../../runtime/kernel-state.ts';
import { EntryPassage } from '../../runtime/live/entry-passage.ts';
import { inSessionTime } from '../../runtime/live/in-session-time.ts';
import { SteadyTime } from '../../runtime/steady-time.ts';
import type { Agenda, Appointment } from './agenda.ts';
import type { CrashPlan } from './crash-plan.ts';
import type { FullDisk } from './full-disk.ts';
import type { MemoryJournal } from './memory-journal.ts';
import { SIMULATED_STRATEGIES } from './random-trader.ts';
import { type EngineLife, LifeWitness } from './engine-life.ts';
import { type Held, heldBy } from './held-lots.ts';
import type { SendWatch } from './send-watch.ts';
import type { WallClock } from './wall-clock.ts';
import type { Wire } from './wire.ts';

/** What the host needs of the world around the engine. */
export interface HostParts {
  readonly agenda: Agenda;
  readonly wall: WallClock;
  readonly disk: FullDisk;
  readonly journal: MemoryJournal;
  readonly crashes: CrashPlan;
  readonly sends: SendWatch;
  /** The session of the `life`-th process, from 1, going on from `initialState`. */
  readonly describe: (life: number, initialState: string | undefined) => SessionDescription;
  readonly connect: (receive: (event: KernelEvent) => void) => Wire;
  readonly onOutcome: (recorded: RecordedOutcome) => void;
  readonly onSent: (request: VenueRequest) => void;
  readonly onDeath: () => void;
  /** The disk was full and room was made for what had to be written. */
  readonly onFullDisk: () => void;
  /** Has every life witnessed, with its state after every so many events. */
  readonly witnessEvery: number | undefined;
}

/**
 * Runs the real kernel as a process would: events in, outcomes committed, requests sent, and now and then a
 * death at an append or a send, after which only what was committed is left.
 */
export class EngineHost {
  readonly lives: EngineLife[] = [];
  /** What went wrong inside the engine itself. */
  readonly failures: string[] = [];
  crashes = 0;
  readonly #parts: HostParts;
  #life: EngineLife | undefined;
  #wire: Wire | undefined;
  #alarm: Appointment | undefined;
  #isAsleep = false;
  /** What the ledger says is held; it changes with outcomes only. */
  #held: Held = new Map();
  #time: SteadyTime;
  #passage: EntryPassage | undefined;

  constructor(parts: HostParts) {
    this.#parts = parts;
    this.#time = new SteadyTime(parts.wall);
  }

  /** A process runs and is awake. */
  get isAlive(): boolean {
    return this.#life !== undefined && !this.#isAsleep;
  }

  /** The kernel of the process that runs. */
  get kernel(): Kernel | undefined {
    return this.#life?.kernel;
  }

  /** Starts a process on what the journal holds. */
  start(): void {
    const { agenda, connect, crashes, describe, journal, witnessEvery } = this.#parts;
    const description = describe(this.lives.length + 1, journal.state);
    const kernel = new Kernel(description, SIMULATED_STRATEGIES, { state: initialStateOf(description) });
    const witness = witnessEvery === undefined ? undefined : new LifeWitness(witnessEvery);
    const life = { description, kernel, events: [], startedAt: agenda.now, witness };
    this.#life = life;
    this.#held = heldBy(kernel);
    this.#time = new SteadyTime(this.#parts.wall);
    this.#passage = new EntryPassage({
      entrySpacingMs: description.risk.entrySpacingMs,
      now: () => this.#now(life),
      monotonicMs: this.#parts.wall.monotonicMs,
    });
    this.lives.push(life);
    crashes.draw();
    this.#wire = connect((event) => this.#life === life && this.take(event));
  }

  /** The system says whether the machine goes to sleep, as the ground of the product's sessions hands it on. */
  noteSleep(isAsleep: boolean): void {
    const conditions = { isDiskLow: false, halted: [], ...(isAsleep ? ({ isAsleep } as const) : {}) };
    this.tell({ kind: 'note-conditions', conditions });
  }

  /** The machine sleeps: nothing reaches the engine and nothing leaves it; its connections die. */
  suspend(): void {
    this.#isAsleep = true;
    this.#wire?.close();
  }

  /** The machine wakes after `sleptMs`: the process goes on as if nothing had been, until it is told. */
  wake(sleptMs: number): void {
    const { agenda, connect, sends } = this.#parts;
    const life = this.#life;
    this.#isAsleep = false;
    if (!life) return;
    sends.wokeAt = agenda.now;
    const report = { kind: 'stream-status', status: 'down', detail: 'the machine slept' } as const;
    this.take({ kind: 'venue-report', time: unixMs(agenda.now), report });
    this.tell({ kind: 'resynchronize', sleptMs, because: 'the machine slept' });
    this.#wire = connect((event) => this.#life === life && this.take(event));
  }

  tell(command: KernelCommand): void {
    const life = this.#life;
    if (life) this.take({ kind: 'command', time: this.#now(life), command });
  }

  /** Time passes. */
  tick(): void {
    const life = this.#life;
    if (life) this.take({ kind: 'clock', time: this.#now(life) });
  }

  /** Gives an event to the engine; nobody hears it while the engine is down. */
  take(given: KernelEvent): void {
    const life = this.#life;
    if (!life || this.#isAsleep) return;
    const event = given.kind === 'venue-report' ? this.#heard(life, given) : given;
    life.events.push(event);
    const outcomes = life.kernel.process(event);
    life.witness?.see(life.kernel, outcomes);
    if (outcomes.length > 0) this.#commit(life, outcomes);
    if (this.#life === life) this.#setAlarm(life);
  }

  /** What the venue says, as the link of the product hands it on. */
  #heard(life: EngineLife, { kind, report }: VenueReportEvent): KernelEvent {
    const time = this.#now(life);
    return { kind, time, report: inSessionTime(report, time - this.#parts.wall.now()) };
  }

  #now({ kernel }: EngineLife): UnixMs {
    return unixMs(this.#time.now(kernel.time));
  }

  #commit(life: EngineLife, outcomes: readonly RecordedOutcome[]): void {
    const heldBefore = this.#held;
    this.#held = heldBy(life.kernel);
    const { crashes, disk, journal, onFullDisk, onOutcome, sends } = this.#parts;
    const point = crashes.step();
    if (point === 'before') return this.#die();
    const append = disk.append();
    if (append === 'refused') return this.#die();
    journal.commit(this.lives.length, outcomes);
    const requests: VenueRequest[] = [];
    for (const recorded of outcomes) {
      const { outcome } = recorded;
      if (outcome.kind === 'order-submitted') sends.noteOrder(outcome.order);
      if (outcome.kind === 'venue-request') {
        sends.noteRequest(outcome.request);
        requests.push(outcome.request);
      }
      onOutcome(recorded);
    }
    if (point === 'after' || disk.isFull || crashes.isNear(requests.length + 1))
      journal.state = canonicalJson(life.kernel.state());
    if (point === 'after') return this.#die();
    this.#send(life, requests, heldBefore);
    if (append === 'fits-at-last' && this.#life === life) onFullDisk();
  }

  /** Requests were made while what was held went from `heldBefore` to what is held now. */
  #send(life: EngineLife, requests: readonly VenueRequest[], heldBefore: Held): void {
    const { crashes, onSent, sends } = this.#parts;
    const heldAfter = this.#held;
    for (const request of requests) {
      const point = crashes.step();
      if (point === 'before') return this.#die();
      if (!this.#mayLeave(life, request)) continue;
      const id = 'instrument' in request ? request.instrument : '';
      const held = Math.max(heldBefore.get(id) ?? 0, heldAfter.get(id) ?? 0);
      sends.look(request, { now: life.kernel.time, trueNow: this.#parts.agenda.now, held });
      this.#wire?.send(request);
      onSent(request);
      if (point === 'after') return this.#die();
    }
  }

  /** What the gateway of the product keeps back is answered in the venue's place. */
  #mayLeave(life: EngineLife, request: VenueRequest): boolean {
    const { agenda } = this.#parts;
    const isEntry = request.kind === 'place' && !request.reduceOnly;
    if (!isEntry || this.#passage?.admits(request.instrument, life.kernel.time) !== false) return true;
    const answer = { kind: 'refused', class: 'not-done', venueCode: 'TOO_SOON_HERE' } as const;
    const report = { kind: 'reply', requestId: request.requestId, answer } as const;
    agenda.in(0, () => {
      if (this.#life === life) this.take({ kind: 'venue-report', time: unixMs(agenda.now), report });
    });
    return false;
  }

  #die(): void {
    this.crashes += 1;
    this.#wire?.close();
    this.#life = undefined;
    if (this.#alarm) this.#alarm.isOff = true;
    this.#parts.onDeath();
  }

  /** Time passes for the engine when something of its own comes due. */
  #setAlarm(life: EngineLife): void {
    const { agenda } = this.#parts;
    const due = life.kernel.rooms.venue.nextDue();
    const at = due === undefined ? undefined : agenda.now + Math.max(due - this.#now(life), 1);
    if (this.#alarm && !this.#alarm.isOff && this.#alarm.time === at) return;
    if (this.#alarm) this.#alarm.isOff = true;
    this.#alarm =
      at === undefined
        ? undefined
        : agenda.at(at, () => {
            if (this.#alarm) this.#alarm.isOff = true;
            this.tick();
          });
  }
}
