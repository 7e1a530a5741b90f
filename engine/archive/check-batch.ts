import type { Instrument } from '../domain/instrument/instrument.ts';
import type { ArchiveBatch, PlacedEvent } from './archive-writer.ts';
import { ArchiveError } from './archive-failure.ts';
import type { DaySource } from './day-manifest.ts';

/**
 * Refuses a batch that could not be read back as it was given.
 * @throws {ArchiveError} naming the rule and the value; nothing of the batch was taken.
 */
export function checkBatch({ events, instrument, source }: ArchiveBatch, file: string): void {
  const bad = (detail: string) => new ArchiveError({ code: 'bad-value', file, detail: `${file}: ${detail}` });
  if (source.id === '' || source.id.length > 200)
    throw bad(`a source must have a name of 1 to 200 characters, had ${source.id.length}`);
  let before: PlacedEvent | undefined;
  for (const placed of events) {
    const broken = ruleBrokenBy(placed, instrument);
    if (broken !== undefined) throw bad(broken);
    if (before) checkOrder(before, placed, file);
    before = placed;
  }
}

function ruleBrokenBy({ event, position }: PlacedEvent, instrument: Instrument): string | undefined {
  if (event.instrument !== instrument.id)
    return `an event at ${position} must be of ${instrument.id}, was of ${event.instrument}`;
  if (!Number.isSafeInteger(position) || position < 0)
    return `a position must be a whole number, not negative, was ${position}`;
  const bad = [event.time, event.venueTime].find((time) => !Number.isSafeInteger(time) || time < 0);
  return bad === undefined
    ? undefined
    : `a time at ${position} must be whole milliseconds since 1970, was ${bad}`;
}

function checkOrder(before: PlacedEvent, placed: PlacedEvent, file: string): void {
  if (placed.position <= before.position)
    throw outOfOrder(file, `position ${placed.position} must be above the one before, ${before.position}`);
  if (placed.event.time < before.event.time)
    throw outOfOrder(
      file,
      `time ${placed.event.time} at ${placed.position} must not be before ${before.event.time}`,
    );
}

/** @throws {ArchiveError} when the first new event is earlier than what its source gave before. */
export function checkGoesOn(first: PlacedEvent, source: DaySource, file: string): void {
  if (first.event.time < source.lastTime)
    throw outOfOrder(
      file,
      `time ${first.event.time} at ${first.position} of ${source.id} must not be before ${source.lastTime}`,
    );
}

/** @throws {ArchiveError} when the day was archived with other steps, so that its integers mean something else. */
export function checkSteps(archived: Instrument, given: Instrument, file: string): void {
  if (archived.tickSize === given.tickSize && archived.lotSize === given.lotSize) return;
  throw new ArchiveError({
    code: 'steps-differ',
    file,
    detail:
      `${file} holds ${archived.id} with tick ${archived.tickSize} and lot ${archived.lotSize}, ` +
      `which cannot be mixed with tick ${given.tickSize} and lot ${given.lotSize}`,
  });
}

const outOfOrder = (file: string, rule: string): ArchiveError =>
  new ArchiveError({ code: 'out-of-order', file, detail: `${file}: ${rule}` });
