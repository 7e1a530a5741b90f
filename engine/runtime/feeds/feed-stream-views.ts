import type { FeedStreamView } from '../../contract/feed-health.ts';
import type { FeedHealth, StreamHealth } from '../../venues/stream-health.ts';

/** How every stream of a feed does, as windows show it. */
export const feedStreamViews = ({ clock, streams, venue }: FeedHealth): readonly FeedStreamView[] =>
  streams.map((stream) => ({ ...viewOf(stream), venue, clock: clock ?? null }));

const viewOf = (stream: StreamHealth): Omit<FeedStreamView, 'venue' | 'clock'> => ({
  instrument: stream.instrument,
  stream: stream.stream,
  state: stream.state,
  ageMs: stream.ageMs ?? null,
  latencyMs:
    stream.latency === undefined
      ? null
      : { p50: stream.latency.p50Ms, p95: stream.latency.p95Ms, p99: stream.latency.p99Ms },
  messages: stream.messages,
  gaps: stream.gaps,
  resyncs: stream.resyncs,
  refusedFrames: stream.refusedFrames,
  lastRule: stream.lastRule,
  reconnects: stream.reconnects,
});
