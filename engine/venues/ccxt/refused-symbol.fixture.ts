import type { LiveVenue } from '../../domain/instrument/live-venues.ts';
import type { LiveMessage } from '../wire/live-frame.ts';
import { dialectOf } from './live-venues.ts';

/** A message of a venue, read without any instrument followed. */
export async function readLiveTextOf(venue: LiveVenue, text: string): Promise<LiveMessage> {
  const dialect = await dialectOf(venue);
  return dialect.reader([], { name: 'public', calls: [] })(text);
}
