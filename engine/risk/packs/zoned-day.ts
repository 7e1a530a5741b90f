const HOUR_MS = 3_600_000;

/** Offsets of zones from UTC change at whole quarters of an hour. */
const STEP_MS = 900_000;

/**
 * The calendar of one time zone. Days begin at its own midnight, or where a clock skips midnight at the first
 * moment of the day, and have 23 to 25 hours where clocks change.
 */
export class ZonedDays {
  readonly #format: Intl.DateTimeFormat;

  /** @throws {RangeError} when there is no such zone. */
  constructor(zone: string) {
    if (!isZone(zone)) throw new RangeError(`a zone must be an IANA name such as Europe/Prague, was ${zone}`);
    this.#format = formatOf(zone);
  }

  /** The day of a time there, like `2026-03-29`. */
  dayOf(time: number): string {
    return this.#format.format(time);
  }

  /** The first moment of the day after that of `time`, in unix ms. */
  nextMidnight(time: number): number {
    const today = this.dayOf(time);
    // A day has at most 25 hours.
    let low = time;
    let high = (Math.floor(time / HOUR_MS) + 26) * HOUR_MS;
    low = Math.floor(low / STEP_MS) * STEP_MS;
    while (high - low > STEP_MS) {
      const middle = Math.floor((low + high) / 2 / STEP_MS) * STEP_MS;
      if (this.dayOf(middle) === today) low = middle;
      else high = middle;
    }
    return high;
  }
}

/** Whether there is such a zone. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

const formatOf = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    calendar: 'gregory',
    numberingSystem: 'latn',
  });
