import type { ArchiveFailure } from '../../archive/archive-failure.ts';
import type { ArchivedDay } from '../../archive/archive.ts';
import type { ArchiveWriter } from '../../archive/archive-writer.ts';
import { utcDayOf } from '../../archive/utc-day.ts';

/** Late events of a day are waited for so long before the day is closed. */
const DAY_GRACE_MS = 15 * 60_000;
/** Days that only the sandbox made up may take this much: it can make a year in an hour, and again. */
export const SIMULATED_CAP_BYTES = 2 * 1_073_741_824;

/** When and how long days are looked after. */
export interface Keeping {
  /** Unix ms. */
  readonly now: number;
  readonly shouldStop: () => boolean;
  readonly simulatedCapBytes?: number;
}

/** What was done with the days. */
export interface KeptDays {
  readonly sealedDays: number;
  readonly droppedDays: number;
  /** The first day that could not be looked after; the others were. */
  readonly failure?: ArchiveFailure;
}

/** Merges days that are open, closes those that are over, and drops made-up ones beyond their cap, oldest first. */
export async function keepDays(writer: ArchiveWriter, keeping: Keeping): Promise<KeptDays> {
  const days = await writer.reader.inventory();
  if (!days.ok) return { sealedDays: 0, droppedDays: 0, failure: days.failure };
  const surplus = surplusOf(days.value, keeping.simulatedCapBytes ?? SIMULATED_CAP_BYTES);
  const today = utcDayOf(Math.max(0, keeping.now - DAY_GRACE_MS));
  let kept: KeptDays = { sealedDays: 0, droppedDays: 0 };
  for (const day of days.value) {
    if (keeping.shouldStop()) break;
    const work = surplus.has(day) ? 'remove' : workFor(day, today);
    if (work === undefined) continue;
    const done = await writer[work](day);
    kept = done.ok ? withDone(kept, work) : { ...kept, failure: kept.failure ?? done.failure };
  }
  return kept;
}

type Work = 'merge' | 'seal' | 'remove';

const withDone = (kept: KeptDays, work: Work): KeptDays => ({
  ...kept,
  sealedDays: kept.sealedDays + (work === 'seal' ? 1 : 0),
  droppedDays: kept.droppedDays + (work === 'remove' ? 1 : 0),
});

function workFor({ day, isSealed }: ArchivedDay, today: string): Work | undefined {
  if (isSealed) return undefined;
  return day < today ? 'seal' : 'merge';
}

/** Made-up days that do not fit under the cap beside the newer ones. */
function surplusOf(days: readonly ArchivedDay[], capBytes: number): ReadonlySet<ArchivedDay> {
  let bytes = 0;
  const newestFirst = days
    .filter(({ sources }) => sources.every(({ isSimulated, origin }) => isSimulated && origin === 'recorded'))
    .toSorted((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0));
  return new Set(
    newestFirst.filter((day) => {
      bytes += day.bytes;
      return bytes > capBytes;
    }),
  );
}
