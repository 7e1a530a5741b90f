import type { UnixMs } from '../domain/units/time.ts';
import { type ArchivedDay, ROW_KINDS, type RowKind } from './archive.ts';
import type { OpenDay } from './day-store.ts';

/** What a day's manifest tells without reading a row. */
export function archivedDayOf({ manifest }: OpenDay): ArchivedDay {
  const { day, instrument, parts, sealed, sources } = manifest;
  const rows = Object.fromEntries(
    ROW_KINDS.map((kind) => [
      kind,
      parts.filter((part) => part.kind === kind).reduce((sum, part) => sum + part.rows, 0),
    ]),
  ) as Record<RowKind, number>;
  // Bars tell of a day long after it; they say when it was only where there is nothing else.
  const lived = parts.some(({ kind }) => kind !== 'bars')
    ? parts.filter(({ kind }) => kind !== 'bars')
    : parts;
  const speaking = sources.filter(({ spans }) => Object.keys(spans).length > 0);
  return {
    instrument: instrument.id,
    venue: instrument.venue,
    symbol: instrument.symbol,
    steps: { tickSize: instrument.tickSize, lotSize: instrument.lotSize },
    day,
    rows,
    bytes: parts.reduce((sum, part) => sum + part.bytes, 0),
    firstTime: Math.min(...lived.map(({ firstTime }) => firstTime)) as UnixMs,
    lastTime: Math.max(...lived.map(({ lastTime }) => lastTime)) as UnixMs,
    sources: speaking.map(({ id, isSimulated, origin }) => ({ id, isSimulated, origin })),
    isSimulated: speaking.some(({ isSimulated }) => isSimulated),
    isSealed: sealed !== undefined,
    ...(sealed && { quality: sealed }),
  };
}
