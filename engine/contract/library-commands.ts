import { z } from 'zod';
import { columnMapping } from './column-mapping.ts';
import type {
  ImportPreviewView,
  ImportReportView,
  LibraryView,
  ReplayTimelineView,
} from './library-views.ts';

const nothing = z.strictObject({});
const id = z.string().min(1).max(80);
const unixMs = z.number().int().nonnegative().describe('milliseconds since 1970-01-01T00:00:00Z');
const instrument = z
  .string()
  .max(80)
  .regex(/^[a-z0-9-]+:[A-Z0-9]+\/[A-Z0-9]+(:[A-Z0-9]+)?$/, 'an instrument looks like sandbox:BTC/USDT:USDT');
const decimal = z
  .string()
  .max(40)
  .regex(/^(0|[1-9]\d{0,20})(\.\d{1,18})?$/, 'a decimal looks like 123.45');

/** One UTC day of one instrument. */
export const dayKey = z.strictObject({
  instrument,
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day looks like 2024-08-09'),
});

/** The instrument that an imported table is of; steps left out are read off the data. */
export const importedInstrument = z.strictObject({
  id: instrument,
  tickSize: decimal.exactOptional(),
  lotSize: decimal.exactOptional(),
  makerFeeBps: z.number().min(-100).max(1000),
  takerFeeBps: z.number().min(-100).max(1000),
});

/** What a window may ask about kept market data. Files are chosen in dialogs of the host, never named here. */
export const libraryCommands = {
  /** What there is. */
  library: { request: nothing, reply: z.custom<LibraryView>() },
  /** Measures how far a day can be relied on, anew. */
  measureDay: { request: dayKey, reply: nothing },
  /** Deletes days for good. */
  removeDays: { request: z.strictObject({ days: z.array(dayKey).min(1).max(1000) }), reply: nothing },
  /** Looks at the files chosen in the host's dialog; without a mapping one is proposed. */
  previewImport: {
    request: z.strictObject({ importId: id, mapping: columnMapping.exactOptional() }),
    reply: z.custom<ImportPreviewView>(),
  },
  /** Begins the import of a table as the job `jobId`. */
  importTable: {
    request: z.strictObject({
      importId: id,
      jobId: id,
      mapping: columnMapping,
      instrument: importedInstrument,
      brokenRows: z.enum(['refuse', 'skip']),
      /** Sizes finer than the lot: refuse them, or cut them down to whole lots and count them. */
      finerSizes: z.enum(['refuse', 'cut']),
    }),
    reply: nothing,
  },
  /** Begins the import of recorded sessions or raw frames as the job `jobId`. */
  importCapture: {
    request: z.strictObject({ importId: id, jobId: id, brokenRows: z.enum(['refuse', 'skip']) }),
    reply: nothing,
  },
  /** How an import ended; null while it works. */
  importReport: {
    request: z.strictObject({ importId: id }),
    reply: z.custom<{ readonly report: ImportReportView | null }>(),
  },
  /** Plays kept days back; several instruments are merged by time. Left out, `fromMs` is the first event. */
  replayDays: {
    request: z.strictObject({ days: z.array(dayKey).min(1).max(400), fromMs: unixMs.exactOptional() }),
    reply: z.strictObject({ sessionId: id }),
  },
  /** Where the open replay begins and ends, and where its data has holes; null outside of a replay. */
  replayTimeline: { request: nothing, reply: z.custom<{ readonly timeline: ReplayTimelineView | null }>() },
  /**
   * Goes to a time of the open replay. Forward everything between is run through fast; back begins a new
   * session there, on an account of its own.
   */
  seek: {
    request: z.strictObject({ timeMs: unixMs }),
    reply: z.strictObject({ way: z.enum(['forward', 'back']) }),
  },
} as const;
