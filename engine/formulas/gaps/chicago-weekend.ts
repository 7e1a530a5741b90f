const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
/** 1970 began with a Thursday, so the second day was a Friday. */
const FIRST_FRIDAY = DAY_MS;

/** When futures in Chicago stop trading for a weekend, and when they begin again. */
export interface Weekend {
  /** Friday, 16:00 in Chicago. */
  readonly close: number;
  /** Sunday, 17:00 in Chicago. */
  readonly open: number;
}

/** Knows the weekends of Chicago in UTC, daylight saving included. */
export class ChicagoWeekends {
  readonly #hours = new Intl.DateTimeFormat('en-US', {
    timeZone: 'America/Chicago',
    hour: 'numeric',
    hourCycle: 'h23',
  });
  #week = NaN;
  #weekend: Weekend = { close: NaN, open: NaN };

  /** The weekend of the week in which `time` lies; weeks begin with the Friday of UTC. */
  at(time: number): Weekend {
    const week = Math.floor((time - FIRST_FRIDAY) / WEEK_MS);
    if (week !== this.#week) {
      this.#week = week;
      const friday = FIRST_FRIDAY + week * WEEK_MS;
      this.#weekend = {
        close: this.#timeOf(friday, 16),
        open: this.#timeOf(friday + 2 * DAY_MS, 17),
      };
    }
    return this.#weekend;
  }

  /** When the clocks of Chicago show a full hour of the afternoon: five hours behind UTC in summer, six in winter. */
  #timeOf(midnight: number, hour: number): number {
    const inSummer = midnight + (hour + 5) * HOUR_MS;
    return Number(this.#hours.format(inSummer)) === hour ? inSummer : inSummer + HOUR_MS;
  }
}
