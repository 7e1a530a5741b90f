import type { ArchivedDay, ArchiveReader } from '../../archive/archive.ts';
import { DAY_MS, utcDayStart } from '../../archive/utc-day.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { Looked } from '../library/library-task.ts';

/** The last price of a UTC day. */
export interface DayClose {
  /** When the day was over, ms. */
  readonly timeMs: number;
  readonly close: number;
}

/** Kept prices of bitcoin. */
export interface KeptBitcoin {
  /** Instruments with days that were not made up by the sandbox, the one with most days first. */
  readonly instruments: readonly string[];
  readonly instrument: string | undefined;
  /** Oldest first. */
  readonly days: readonly DayClose[];
}

/** Bitcoin in dollars or in a coin that stands for them. */
const BITCOIN_IN_DOLLARS = /:BTC\/[A-Z]*USD/;

/** Every day is a file or more; the archive is not asked to open those of a decade together. */
const AT_ONCE_MS = 200 * DAY_MS;

/** Daily closes of an instrument, or of the one most is kept of, from the archive. */
export async function readBitcoinDays(
  reader: ArchiveReader,
  wanted: string | null,
): Promise<Looked<KeptBitcoin>> {
  const inventory = await reader.inventory();
  if (!inventory.ok) return { ok: false, detail: inventory.failure.detail };
  const real = inventory.value.filter(
    ({ instrument, isSimulated, rows }) =>
      !isSimulated && BITCOIN_IN_DOLLARS.test(instrument) && rows.bars + rows.trades > 0,
  );
  const byInstrument = Map.groupBy(real, ({ instrument }) => instrument);
  const instruments = [...byInstrument]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([instrument]) => instrument);
  const instrument = instruments.find((each) => each === wanted) ?? instruments[0];
  if (instrument === undefined) return { ok: true, value: { instruments, instrument, days: [] } };
  const days: DayClose[] = [];
  const { from, to } = spanOf(byInstrument.get(instrument) ?? []);
  for (let start = from; start < to; start += AT_ONCE_MS) {
    const range = { instrument, from: unixMs(start), to: unixMs(Math.min(to, start + AT_ONCE_MS)) };
    const bars = await reader.bars(range, DAY_MS);
    if (!bars.ok) return { ok: false, detail: bars.failure.detail };
    for (const { close, openTime } of bars.value) days.push({ timeMs: openTime + DAY_MS, close });
  }
  return { ok: true, value: { instruments, instrument, days } };
}

/** From the begin of the first to the end of the last of some days, ms. */
function spanOf(days: readonly ArchivedDay[]): { readonly from: number; readonly to: number } {
  const starts = days.map(({ day }) => utcDayStart(day) ?? 0);
  // What was summed up elsewhere tells of the days before it came.
  return { from: Math.max(0, Math.min(...starts) - DAY_MS), to: Math.max(...starts) + DAY_MS };
}
