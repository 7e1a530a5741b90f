import { trimRawDays } from '../../../archive/raw/raw-day.ts';
import type { RawRow } from '../../../archive/raw/raw-row.ts';
import { writeRawPart } from '../../../archive/raw/write-raw-part.ts';
import { utcDayOf } from '../../../archive/utc-day.ts';
import { type RawBatch, gapOf } from './raw-frame-queue.ts';
import { RawPreamble } from './raw-preamble.ts';

/** Text collected before a part is written while frames come quickly. */
const PART_WEIGHT = 8 * 1_048_576;
/** Raw days may take this much; the oldest go first. */
export const RAW_CAP_BYTES = 20 * 1_073_741_824;

export interface RawKeeperOptions {
  readonly archive: string;
  /** Whether there is room on the disk besides what the journal needs. */
  readonly hasRoom: () => boolean;
  readonly capBytes?: number;
}

interface VenueRows {
  readonly preamble: RawPreamble;
  rows: RawRow[];
  weight: number;
  /** The day of the last row, by our clock. */
  day: string;
}

/** What became of frames that were written or had to be given up. */
export interface RawKept {
  readonly weight: number;
  /** Why they were given up; a mark of it is kept with the next that can be written. */
  readonly failure?: string;
}

/** Writes raw frames by venue and day. A part that cannot be written costs its frames and nothing else. */
export class RawKeeper {
  readonly #options: RawKeeperOptions;
  readonly #venues = new Map<string, VenueRows>();

  constructor(options: RawKeeperOptions) {
    this.#options = options;
  }

  /** Takes a batch; answers whether enough has come for a part. */
  take({ rows, venue, weight }: RawBatch): boolean {
    let its = this.#venues.get(venue);
    if (!its) this.#venues.set(venue, (its = { preamble: new RawPreamble(), rows: [], weight: 0, day: '' }));
    for (const row of rows) this.#add(its, row);
    its.weight += weight;
    return its.weight >= PART_WEIGHT;
  }

  /** Writes everything that was taken. */
  async flush(): Promise<RawKept> {
    let kept: RawKept = { weight: 0 };
    for (const [venue, its] of this.#venues) {
      const { rows, weight } = its;
      its.rows = [];
      its.weight = 0;
      const failure = rows.length === 0 ? undefined : await this.#write(venue, rows);
      if (failure !== undefined) giveUp(its, rows);
      kept = { ...kept, weight: kept.weight + weight, ...(failure !== undefined && { failure }) };
    }
    return kept;
  }

  #add(its: VenueRows, row: RawRow): void {
    const day = utcDayOf(row.time);
    // Our clock may go back by a little; what came before midnight stays where it is.
    if (day > its.day) {
      if (its.day !== '') its.rows.push(...its.preamble.rowsAt(row.time));
      its.day = day;
    }
    its.preamble.see(row);
    its.rows.push(row);
  }

  async #write(venue: string, rows: readonly RawRow[]): Promise<string | undefined> {
    const { archive, capBytes = RAW_CAP_BYTES, hasRoom } = this.#options;
    if (!hasRoom()) return `there is no room left for raw frames at ${archive}`;
    try {
      for (const [day, its] of Map.groupBy(rows, ({ time }) => utcDayOf(time)))
        await writeRawPart(archive, { venue, day }, its);
      trimRawDays(archive, capBytes);
      return undefined;
    } catch (error) {
      // A broken invariant is a bug; everything else comes from the disk.
      if (error instanceof TypeError || error instanceof ReferenceError) throw error;
      return `raw frames cannot be kept: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
}

/** Frames that could not be written are counted; what a session says of itself is tried again. */
function giveUp(its: VenueRows, rows: readonly RawRow[]): void {
  const lost = rows.filter(({ kind }) => kind === 'recv').length;
  const last = rows.at(-1);
  const rest = rows.filter(({ kind }) => kind !== 'recv');
  const mark = lost > 0 && last ? [gapOf(last.time, lost)] : [];
  its.rows = [...rest, ...mark, ...its.rows];
}
