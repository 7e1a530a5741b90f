import type { Instrument } from '../domain/instrument/instrument.ts';
import type { ArchiveRange } from './archive.ts';
import { ArchiveError } from './archive-failure.ts';
import type { OpenDay } from './day-store.ts';

/** Days with parts that may hold something of a range. */
export const daysWithin = (days: readonly OpenDay[], { from, to }: ArchiveRange): readonly OpenDay[] =>
  days.filter(({ manifest }) =>
    manifest.parts.some((part) => part.lastTime >= from && part.firstTime < to && part.rows > 0),
  );

/** Two days count the same ticks and lots, so that their whole numbers mean the same. */
export const countAlike = (a: Instrument, b: Instrument): boolean =>
  a.tickSize === b.tickSize && a.lotSize === b.lotSize;

/**
 * The rules that all days of a range share; undefined for no day.
 * @throws {ArchiveError} `steps-differ` naming two days that cannot be read as one.
 */
export function sharedRules(days: readonly OpenDay[]): Instrument | undefined {
  const [first, ...others] = days;
  const odd = others.find(
    ({ manifest }) => first && !countAlike(manifest.instrument, first.manifest.instrument),
  );
  if (!first || !odd) return first?.manifest.instrument;
  const { day, instrument } = first.manifest;
  const other = odd.manifest;
  throw new ArchiveError({
    code: 'steps-differ',
    file: odd.folder,
    detail:
      `${instrument.id} has tick ${instrument.tickSize} and lot ${instrument.lotSize} on ${day}, ` +
      `tick ${other.instrument.tickSize} and lot ${other.instrument.lotSize} on ${other.day}: they cannot be read as one`,
  });
}
