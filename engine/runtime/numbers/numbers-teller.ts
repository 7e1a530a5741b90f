import { outsideSeries } from '../../formulas/outside-series.ts';
import { tellOutside, whyNotTold } from '../outside/tell-outside.ts';
import type { Session } from '../session.ts';
import { type KeptNumber, type KeptNumbers, newestOf } from './kept-numbers.ts';

/**
 * Tells the open session the newest number of each series that was known by its time, each once, as long as it is
 * fresh. Numbers of later wait until the session has got there. What lies further back is no news; formulas on display
 * are told it as their past.
 */
export class NumbersTeller {
  readonly #open: () => Session;
  readonly #told = new Map<string, KeptNumber>();
  #toldTo: Session | undefined;

  constructor(open: () => Session) {
    this.#open = open;
  }

  /** Why nothing is told now; empty when it is. */
  get notToldBecause(): string {
    return whyNotTold(this.#open());
  }

  /** Call it when the numbers changed, and now and then: time passes, and sessions change without asking us. */
  look(kept: KeptNumbers): void {
    const session = this.#open();
    if (kept.names.size === 0 || whyNotTold(session) !== '') return;
    if (session !== this.#toldTo) this.#told.clear();
    this.#toldTo = session;
    const { time } = session.kernel;
    for (const together of kept.toldTo(session.description.instruments)) {
      const newest = newestOf(together, time);
      if (newest === undefined || time - newest.time > outsideSeries[together.name].freshMs) continue;
      this.#tell(session, newest);
    }
  }

  #tell(session: Session, newest: KeptNumber): void {
    const key = `${newest.name} ${newest.instrument}`;
    const last = this.#told.get(key);
    // A line that is taken back cannot be untold; one that is mended is told again.
    if (last && (newest.time < last.time || (newest.time === last.time && newest.value === last.value)))
      return;
    this.#told.set(key, newest);
    const { instrument, name, value } = newest;
    tellOutside(session, { instrument, name, value });
  }
}
