import type { ArchivedDay, ArchiveRange, ArchiveReader, DayKey } from '../../archive/archive.ts';
import type { CommandFailure } from '../../contract/commands.ts';
import type { ReplayTimelineView } from '../../contract/library-views.ts';
import type { Bar } from '../../domain/market/bar.ts';
import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { MarketEvent, VenueBar } from '../../domain/market/market-event.ts';
import { unixMs } from '../../domain/units/time.ts';
import { type DaySegment, daySegments } from './day-segments.ts';
import { MergedFeed, type PastOfInstrument } from './merged-feed.ts';
import type { OpenedPastOrFailure, ReplaySource } from './replay-source.ts';
import { valueOf } from './staged-events.ts';
import { ArchiveError } from '../../archive/archive-failure.ts';
import { withoutFolders } from './without-folders.ts';

const MINUTE_MS = 60_000;
/** Bars of this long before its begin fill the chart: a working day and more, read in a moment. */
const HISTORY_MS = 24 * 60 * MINUTE_MS;
/** Bars of other lengths of so long: of days more than a year. */
const OTHER_HISTORY_MS = 400 * HISTORY_MS;
/** Two instruments of a day do not begin at the same moment; less than this is no hole. */
const SILENCE_MS = MINUTE_MS;

export interface ArchiveReplayOptions {
  readonly reader: ArchiveReader;
  readonly days: readonly DayKey[];
  /** Told why an instrument ended before its time. */
  readonly onFailure: (detail: string) => void;
}

/** Kept days of one or more instruments, merged by time. */
export class ArchiveReplay implements ReplaySource {
  readonly #options: ArchiveReplayOptions;
  #timeline: ReplayTimelineView | undefined;

  constructor(options: ArchiveReplayOptions) {
    this.#options = options;
  }

  async open(fromMs?: number): Promise<OpenedPastOrFailure> {
    try {
      return await this.#open(fromMs);
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      return refused(withoutFolders(error.message, [this.#options.reader.folder]));
    }
  }

  timeline(): ReplayTimelineView | undefined {
    return this.#timeline;
  }

  release(): void {
    this.#timeline = undefined;
  }

  async #open(saidFromMs: number | undefined): Promise<OpenedPastOrFailure> {
    const { days, onFailure, reader } = this.#options;
    const inventory = valueOf(await reader.inventory());
    const segments = daySegments(inventory, days);
    const all = [...segments.values()].flat();
    if (all.length === 0) return refused('the chosen days are not in the archive');
    const firstMs = Math.min(...all.map(({ range }) => range.from));
    const toMs = Math.max(...all.map(({ range }) => range.to));
    const fromMs = Math.max(saidFromMs ?? firstMs, firstMs);
    this.#timeline ??= { fromMs: firstMs, toMs, gaps: await this.#gaps(all) };
    const parts: PastOfInstrument[] = [];
    for (const [id, own] of segments) {
      const odd = changedSteps(own);
      if (odd !== undefined) return refused(odd);
      const instrument = valueOf(await reader.instrument(id, own[0]?.days[0]?.day));
      if (!instrument) continue;
      const before = inventory.filter((day) => day.instrument === id);
      parts.push({ instrument, events: pastOf({ reader, instrument, fromMs, days: before }, own) });
    }
    const feed = new MergedFeed({ parts, fromMs, toMs, onFailure });
    await feed.begin();
    return { ok: true, past: { feed, firstTime: fromMs } };
  }

  async #gaps(segments: readonly DaySegment[]): Promise<ReplayTimelineView['gaps']> {
    const gaps: { fromMs: number; toMs: number }[] = [];
    for (const day of segments.flatMap((segment) => segment.days)) {
      // Days that were never measured are measured by the library, not while somebody waits for a replay.
      const measured = day.quality?.gaps ?? [];
      gaps.push(...measured.map(({ from, to }) => ({ fromMs: from, toMs: to })));
    }
    return [...gaps, ...holesBetween(segments)].toSorted((a, b) => a.fromMs - b.fromMs);
  }
}

/** Why days cannot be one replay: a session counts ticks and lots of one size; undefined when they can. */
function changedSteps(segments: readonly DaySegment[]): string | undefined {
  const [first, ...others] = segments.flatMap(({ days }) => days);
  const odd = others.find(
    ({ steps }) => steps.tickSize !== first?.steps.tickSize || steps.lotSize !== first.steps.lotSize,
  );
  if (!first || !odd) return undefined;
  return (
    `${first.instrument} has tick ${first.steps.tickSize} and lot ${first.steps.lotSize} on ${first.day}, ` +
    `tick ${odd.steps.tickSize} and lot ${odd.steps.lotSize} on ${odd.day}: replay these days one after the other`
  );
}

/** Stretches in which no instrument has data. */
function holesBetween(segments: readonly DaySegment[]): ReplayTimelineView['gaps'] {
  const holes: { fromMs: number; toMs: number }[] = [];
  let until: number | undefined;
  for (const { range } of segments.toSorted((a, b) => a.range.from - b.range.from)) {
    if (until !== undefined && range.from - until > SILENCE_MS)
      holes.push({ fromMs: until, toMs: range.from });
    until = Math.max(until ?? 0, range.to);
  }
  return holes;
}

interface Past {
  readonly reader: ArchiveReader;
  readonly instrument: Instrument;
  readonly fromMs: number;
  /** Every day that is kept of the instrument. */
  readonly days: readonly ArchivedDay[];
}

// Bars of the time before, then the book as it stood, then everything that came.
async function* pastOf(past: Past, segments: readonly DaySegment[]): AsyncGenerator<MarketEvent> {
  const { fromMs, reader } = past;
  // From the full minute on, so that the bar that is forming is whole.
  const minute = fromMs - (fromMs % MINUTE_MS);
  yield* historyOf(past, minute);
  for (const { range } of segments) {
    if (range.to <= minute) continue;
    const from = unixMs(Math.max(range.from, minute));
    yield* reader.events({ ...range, from });
  }
}

async function* historyOf(past: Past, untilMs: number): AsyncGenerator<MarketEvent> {
  const { days, instrument, reader } = past;
  if (!days.some(({ firstTime }) => firstTime < untilMs)) return;
  const since = (ms: number): ArchiveRange => {
    const from = unixMs(Math.max(0, untilMs - ms - (untilMs % MINUTE_MS)));
    return { instrument: instrument.id, from, to: unixMs(untilMs) };
  };
  const minutes = valueOf(await reader.bars(since(HISTORY_MS), MINUTE_MS));
  const others = valueOf(await reader.otherBars(since(OTHER_HISTORY_MS)));
  const bars = [...minutes, ...others].map((bar) => eventOf(bar, instrument.id));
  yield* bars.toSorted((a, b) => a.time - b.time || a.intervalMs - b.intervalMs);
}

/** A bar of ours as history; it is known when its period is over. */
function eventOf(bar: Bar, instrument: string): VenueBar {
  const { close, high, intervalMs, low, open, openTime, volumeBase } = bar;
  const time = unixMs(openTime + intervalMs);
  const sums = { open, high, low, close, volumeBase };
  return { kind: 'venue-bar', instrument, time, venueTime: time, openTime, intervalMs, ...sums };
}

const refused = (detail: string): { readonly ok: false; readonly failure: CommandFailure } => ({
  ok: false,
  failure: { code: 'file-refused', detail },
});
