import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import { ticks } from '../../domain/units/ticks.ts';
import type { OrderIntent } from '../../domain/order/order-intent.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import type { Random } from '../../numerics/random.ts';
import type { Agenda } from './agenda.ts';
import type { EngineHost } from './engine-host.ts';
import type { FullDisk } from './full-disk.ts';
import { drawnBurst } from './hand-orders.ts';
import { withLinks } from './linked-wishes.ts';
import type { SendWatch } from './send-watch.ts';
import { SIMULATED_MARKETS } from './simulated-instruments.ts';
import type { SimulationSettings } from './simulation-settings.ts';

const BURST_EVERY_MS = 4000;
const KILL_AFTER_MS = 60_000;
const KILLED_MS = 20_000;
const ARM_AFTER_MS = 300;
const RELEASE_AFTER_MS = 500;

/** What a person acts on. */
export interface PersonParts {
  readonly agenda: Agenda;
  readonly host: EngineHost;
  readonly disk: FullDisk;
  readonly sends: SendWatch;
  readonly random: Random;
  /** Draws what is linked to orders, where that is wanted. */
  readonly links: Random | undefined;
  /** Legs are as far from the market as targets. */
  readonly hasFarLegs: boolean;
  /** From then on the person only watches. */
  readonly until: number;
}

/** The person before the screen: sends too much at once, arms as soon as that is possible, and at times kills all. */
export class Person {
  readonly #parts: PersonParts;

  readonly #released = new Set<InstrumentId>();

  constructor(parts: PersonParts) {
    this.#parts = parts;
  }

  /** Begins to trade by hand. */
  start(): void {
    const { agenda, random, until } = this.#parts;
    const next = (): void => {
      if (agenda.now >= until) return;
      this.#burst();
      agenda.in(Math.ceil(random.exponential(BURST_EVERY_MS)), next);
    };
    agenda.in(1000, next);
    if (random.uniform() < 0.3) agenda.in(random.integer(KILL_AFTER_MS), () => this.#kill());
  }

  /** The engine is ready to be armed. */
  armSoon(): void {
    this.#parts.agenda.in(ARM_AFTER_MS, () => this.#arm());
  }

  /**
   * A symbol waits for a person: one who knows of the coins that were there before lets it go on, once, and one who knows of
   * stops that are left each time.
   */
  lookAt(
    { because, instrument }: Extract<Outcome, { kind: 'symbol-frozen' }>,
    { heldBefore = {}, leavesStops }: SimulationSettings,
  ): void {
    if (leavesStops === true && because.startsWith('somebody else has')) this.#release(instrument);
    else if (heldBefore[instrument] !== undefined && !this.#released.has(instrument))
      this.#release(instrument, () => this.#released.add(instrument));
  }

  /** The disk is full until then: the engine is told to let no entry out, as the watch on the disk does. */
  noteFullDisk(until: number): void {
    const { agenda, host, sends } = this.#parts;
    if (host.kernel?.tradingState !== 'halted')
      host.tell({ kind: 'set-trading-state', state: 'reduce-only', because: 'the disk is full' });
    if (host.isAlive) sends.isDiskFull = true;
    agenda.at(until + 1, () => this.armSoon());
  }

  /** Nobody is let to arm on a full disk. */
  #arm(): void {
    const { disk, sends } = this.#parts;
    if (disk.isFull) return;
    sends.isDiskFull = false;
    this.#parts.host.tell({ kind: 'arm', forMs: 3_600_000, warmUpEntries: 0 });
  }

  /** Has everything closed, and lets trading go on after `ms`. Answers whether it was said. */
  flattenFor(ms: number): boolean {
    const { agenda, host, sends } = this.#parts;
    if (!host.isAlive || sends.isKilled) return false;
    host.tell({ kind: 'flatten', because: 'the person wants out of the storm' });
    if (!host.isAlive) return false;
    sends.isKilled = true;
    agenda.in(ms, () => this.#goOn());
    return true;
  }

  /** Lets a symbol go on that waits for the person; `told` hears when that was said. */
  #release(instrument: InstrumentId, told: () => void = () => undefined): void {
    const { agenda, host } = this.#parts;
    agenda.in(RELEASE_AFTER_MS, () => {
      if (host.isAlive) host.tell({ kind: 'release-symbol', instrument, because: 'it is known' });
      // What died with the engine was never said.
      if (host.isAlive) told();
      else this.#release(instrument, told);
    });
  }

  /** Stops everything, with or without the positions, and lets it go on later. A dead engine is told again. */
  #kill(): void {
    const { agenda, host, random, sends } = this.#parts;
    if (!host.isAlive) {
      agenda.in(500, () => this.#kill());
      return;
    }
    const because = 'the person has had enough';
    if (random.uniform() < 0.5) host.tell({ kind: 'flatten', because });
    else host.tell({ kind: 'set-trading-state', state: 'halted', because });
    // What died with the engine was never said.
    if (host.isAlive) sends.isKilled = true;
    agenda.in(KILLED_MS, () => this.#goOn());
  }

  #goOn(): void {
    const { agenda, host, sends } = this.#parts;
    if (!host.isAlive) {
      agenda.in(500, () => this.#goOn());
      return;
    }
    sends.isKilled = false;
    host.tell({ kind: 'set-trading-state', state: 'reduce-only', because: 'the person goes on' });
    this.armSoon();
  }

  #linked(intent: OrderIntent): OrderIntent {
    const { hasFarLegs, host, links } = this.#parts;
    return links && host.kernel
      ? withLinks(intent, { random: links, kernel: host.kernel, hasFarLegs })
      : intent;
  }

  #burst(): void {
    const { host, random } = this.#parts;
    const market = SIMULATED_MARKETS[random.integer(SIMULATED_MARKETS.length)];
    if (!host.kernel || !market) return;
    for (const wish of drawnBurst(random, host.kernel, market.instrument)) {
      if ('cancel' in wish) host.tell({ kind: 'cancel-order', orderId: wish.cancel });
      else if ('amend' in wish)
        host.tell({ kind: 'amend-order', orderId: wish.amend, change: { limit: ticks(wish.limit) } });
      else if ('moveStopOf' in wish) {
        const { instrument, runId } = wish.moveStopOf;
        host.tell({ kind: 'move-stop', runId, instrument, trigger: ticks(wish.trigger) });
      } else host.tell({ kind: 'place-order', intent: this.#linked(wish.intent) });
    }
  }
}
