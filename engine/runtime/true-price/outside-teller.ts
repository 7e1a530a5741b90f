import type { ChainView } from '../../contract/true-price-commands.ts';
import { outsideSeries, type OutsideSeriesName } from '../../formulas/outside-series.ts';
import type { Clock } from '../clock.ts';
import { besideWhich, tellOutside, whyNotTold } from '../outside/tell-outside.ts';
import type { Session } from '../session.ts';

const LOOK_EVERY_MS = 1000;

interface LastTold {
  readonly value: number;
  readonly timeMs: number;
}

type Numbers = Readonly<Partial<Record<OutsideSeriesName, number>>>;

/**
 * Tells the open session numbers from outside, each as an event of its market, so that a replay of the
 * session hears them at the same moment. What was told before a session opened is told to it once its
 * history is read. A replay is told nothing: it may know only what was known then.
 */
export class OutsideTeller {
  readonly #clock: Clock;
  readonly #open: () => Session;
  readonly #numbers = new Map<OutsideSeriesName, LastTold>();
  #toldTo: Session | undefined;
  #stopLooking: (() => void) | undefined;

  constructor(clock: Clock, open: () => Session) {
    this.#clock = clock;
    this.#open = open;
  }

  tell(numbers: Numbers): void {
    const timeMs = this.#clock.now();
    for (const [name, value] of Object.entries(numbers))
      this.#numbers.set(name as OutsideSeriesName, { value, timeMs });
    if (this.#numbers.size === 0) return;
    if (this.#reason() === '' && this.#toldTo === this.#open()) this.#say(numbers);
    else this.#catchUp();
    // Sessions change and begin without asking us.
    this.#stopLooking ??= this.#clock.every(LOOK_EVERY_MS, () => this.#catchUp());
  }

  view(): Pick<ChainView, 'told' | 'notToldBecause'> {
    return {
      told: [...this.#numbers].map(([name, number]) => ({ name, ...number })),
      notToldBecause: this.#numbers.size === 0 ? '' : this.#reason(),
    };
  }

  stop(): void {
    this.#stopLooking?.();
    this.#stopLooking = undefined;
  }

  #reason(): string {
    return whyNotTold(this.#open());
  }

  #catchUp(): void {
    const session = this.#open();
    if (this.#toldTo === session || this.#reason() !== '') return;
    this.#toldTo = session;
    const now = this.#clock.now();
    // Telling again must not make old numbers young.
    const fresh = [...this.#numbers].filter(
      ([name, { timeMs }]) => now - timeMs <= outsideSeries[name].freshMs,
    );
    this.#say(Object.fromEntries(fresh.map(([name, { value }]) => [name, value])));
  }

  #say(numbers: Numbers): void {
    const session = this.#open();
    // It speaks of no instrument.
    const instrument = besideWhich(session.description.instruments)?.id;
    if (instrument === undefined) return;
    for (const [name, value] of Object.entries(numbers)) tellOutside(session, { instrument, name, value });
  }
}
