import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { VenueClock } from '../venue-clock.ts';
import type { StreamKind } from '../stream-health.ts';
import { BrokenRule } from '../wire/frame-fields.ts';
import type { InstrumentFrame } from '../wire/live-frame.ts';
import type { ListedInstrument, VenueDialect } from './dialect.ts';
import { isVenueError, type VenueClient } from './venue-client.ts';

interface PollParts {
  readonly dialect: VenueDialect;
  readonly client: VenueClient;
  readonly clock: VenueClock;
  readonly listed: readonly ListedInstrument[];
}

type Take = (id: InstrumentId, frame: InstrumentFrame, kind: StreamKind) => void;

/** Asks at once and then regularly for what has no stream; answers with what stops it. */
export function startPolls(parts: PollParts, take: Take): (() => void)[] {
  const { client, clock, dialect, listed } = parts;
  return dialect.polls.flatMap((poll) => {
    const entries = listed.filter(({ instrument }) => poll.isFor(instrument));
    if (entries.length === 0) return [];
    const askAll = () => {
      for (const entry of entries) {
        poll.ask(client.exchange, entry).then(
          (frame) => take(entry.instrument.id, frame, poll.kind),
          // What was not answered grows old, which its age tells; the next round asks again.
          (error: unknown) => expectVenueError(error),
        );
      }
    };
    askAll();
    return [clock.every(poll.everyMs, askAll)];
  });
}

function expectVenueError(error: unknown): void {
  const isOfTheVenue = isVenueError(error) || error instanceof RangeError || error instanceof BrokenRule;
  if (!isOfTheVenue) throw error;
}
