import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { KeyProbe } from '../../domain/venue/key-permissions.ts';
import type { VenueBalance, VenueReport } from '../../domain/venue/venue-report.ts';
import type { VenueRequest } from '../../domain/venue/venue-request.ts';
import type { VenueSession } from '../../venues/live/venue-session.ts';

/** A session with a venue whose words are noted on their way to the kernel; nothing is held back or changed. */
export class WatchedVenue implements VenueSession {
  readonly #venue: VenueSession;
  readonly #leverages = new Map<InstrumentId, number>();

  constructor(venue: VenueSession) {
    this.#venue = venue;
  }

  get traits() {
    return this.#venue.traits;
  }

  get instruments() {
    return this.#venue.instruments;
  }

  /** The highest leverage the venue has named for anything that is traded; undefined while it named none. */
  get highestLeverage(): number | undefined {
    return this.#leverages.size === 0 ? undefined : Math.max(...this.#leverages.values());
  }

  send(request: VenueRequest): void {
    this.#venue.send(request);
  }

  onReport(listener: (report: VenueReport) => void): void {
    this.#venue.onReport((report) => {
      this.#note(report);
      listener(report);
    });
  }

  probe(): Promise<KeyProbe> {
    return this.#venue.probe();
  }

  balances(): Promise<readonly VenueBalance[] | undefined> {
    return this.#venue.balances();
  }

  close(): Promise<void> {
    return this.#venue.close();
  }

  #note(report: VenueReport): void {
    if (report.kind !== 'reply' || report.answer.kind !== 'positions') return;
    for (const { instrument, leverage } of report.answer.positions)
      if (leverage !== undefined) this.#leverages.set(instrument, leverage);
  }
}
