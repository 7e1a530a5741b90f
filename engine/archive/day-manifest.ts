import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { defineInstrument, type Instrument } from '../domain/instrument/instrument.ts';
import { ROW_KINDS } from './archive.ts';
import { ArchiveError } from './archive-failure.ts';
import { replaceFile } from './durable-file.ts';
import type { DayQuality } from './quality/day-quality.ts';
import { sealedQuality } from './quality/sealed-quality.ts';

/** What makes a folder a day of the archive. */
export const MANIFEST_FILE = 'manifest.json';

const FORMAT = 'edgewright-archive-day';
const VERSION = 1;

const whole = z.number().int().nonnegative();
const decimal = z.string().regex(/^\d{1,21}(\.\d{1,18})?$/, 'must be a plain decimal');

const rules = z.strictObject({
  venue: z.string(),
  symbol: z.string(),
  kind: z.enum(['spot', 'linear-perpetual']),
  base: z.string(),
  quote: z.string(),
  tickSize: decimal,
  lotSize: decimal,
  minSizeBase: decimal,
  maxSizeBase: decimal,
  minNotionalQuote: decimal,
  makerFeePpm: z.number().int(),
  takerFeePpm: z.number().int(),
  maxLeverage: z.number().positive(),
  fundingIntervalHours: z.number().nonnegative(),
});
const rulesAlone = z.object(rules.shape);

const span = z.strictObject({ firstTime: whole, lastTime: whole });
const source = z.strictObject({
  /** What the rows call it. */
  number: whole,
  id: z.string().min(1).max(200),
  origin: z.enum(['recorded', 'imported']),
  isSimulated: z.boolean(),
  /** Its events up to this place have been taken. */
  position: whole,
  lastTime: whole,
  spans: z.partialRecord(z.enum(ROW_KINDS), span),
});
const partFile = z.string().regex(/^[a-z]+-\d+\.parquet$/, 'must be a part of this folder');
const part = z.strictObject({
  file: partFile,
  kind: z.enum(ROW_KINDS),
  rows: whole,
  bytes: whole,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  firstTime: whole,
  lastTime: whole,
});
const manifest = z.strictObject({
  format: z.literal(FORMAT),
  version: whole,
  instrument: rules,
  day: z.string(),
  nextPart: whole,
  sources: z.array(source),
  parts: z.array(part),
  /** Merged away; a reader may still hold them, so they are deleted later. */
  retired: z.array(z.strictObject({ file: partFile, at: whole })),
  /** Present once the day was closed: what was measured then. */
  sealed: sealedQuality.exactOptional(),
});

/** One file of rows. */
export type Part = Readonly<z.infer<typeof part>>;
/** How far a source was taken into a day. */
export type DaySource = Readonly<z.infer<typeof source>>;

/** What counts in a day's folder. */
export interface DayManifest {
  readonly instrument: Instrument;
  readonly day: string;
  readonly nextPart: number;
  readonly sources: readonly DaySource[];
  readonly parts: readonly Part[];
  readonly retired: readonly { readonly file: string; readonly at: number }[];
  readonly sealed?: DayQuality;
}

/**
 * Reads a day's manifest; undefined when there is none.
 * @throws {ArchiveError} when it is damaged or of a newer version.
 */
export function readManifest(folder: string): DayManifest | undefined {
  const file = join(folder, MANIFEST_FILE);
  if (!existsSync(file)) return undefined;
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const version = z.object({ format: z.literal(FORMAT), version: whole }).parse(value).version;
    if (version > VERSION) throw tooNew(file, version);
    const read = manifest.parse(value);
    return { ...read, instrument: defineInstrument(read.instrument) };
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    const detail = `${file} must be the list of a day's parts: ${messageOf(error)}`;
    throw new ArchiveError({ code: 'damaged', file, detail }, error);
  }
}

/** Replaces a day's manifest at once. */
export function writeManifest(folder: string, day: DayManifest): void {
  const instrument = rulesAlone.parse(day.instrument);
  replaceFile(
    join(folder, MANIFEST_FILE),
    `${JSON.stringify({ format: FORMAT, version: VERSION, ...day, instrument })}\n`,
  );
}

function tooNew(file: string, version: number): ArchiveError {
  return new ArchiveError({
    code: 'newer-format',
    file,
    detail: `${file} has version ${version}, this program reads up to ${VERSION}`,
  });
}

function messageOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    return `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`;
  }
  return error instanceof Error ? error.message : String(error);
}
