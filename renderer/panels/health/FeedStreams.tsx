import type { FeedStreamView } from '../../../engine/contract/feed-health.ts';
import { useCalmEngineView } from '../../engine-client/engine-view.ts';
import { formatCount, formatFixed } from '../../formatting/numbers.ts';
import { formatAge } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';

/** Every stream of the market: whether it can be believed, how old and how late it is, what went wrong. */
export function FeedStreams() {
  const { health } = useTexts();
  const texts = health.streams;
  const feeds = useCalmEngineView(500, (view) => view.feeds);
  const heads = [
    texts.instrument,
    texts.stream,
    texts.state,
    texts.age,
    texts.latency,
    texts.messages,
    texts.gaps,
    texts.refused,
    texts.reconnects,
    texts.clock,
  ];
  return (
    <section className="feed-streams" aria-label={texts.title}>
      <h3>{texts.title}</h3>
      {feeds.length === 0 ? (
        <p className="hint">{texts.none}</p>
      ) : (
        <table className="plain-table" aria-label={texts.title}>
          <thead>
            <tr>
              {heads.map((head, column) => (
                <th key={head} scope="col" className={column > 2 ? 'number' : undefined}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {feeds.map((feed) => (
              <StreamRow key={`${feed.instrument} ${feed.stream}`} feed={feed} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function StreamRow({ feed }: { readonly feed: FeedStreamView }) {
  const { kinds, states } = useTexts().health.streams;
  const { clock, latencyMs } = feed;
  return (
    <tr className={feed.state === 'live' ? undefined : 'not-live'} data-state={feed.state}>
      <th scope="row">{feed.instrument}</th>
      <td>{kinds[feed.stream]}</td>
      <td>{states[feed.state]}</td>
      <td className="number">{feed.ageMs === null ? '–' : formatAge(feed.ageMs)}</td>
      <td className="number">
        {latencyMs === null ? '–' : msTexts([latencyMs.p50, latencyMs.p95, latencyMs.p99])}
      </td>
      <td className="number">{formatCount(feed.messages)}</td>
      <td className="number">{`${formatCount(feed.gaps)} / ${formatCount(feed.resyncs)}`}</td>
      <td className="number" title={feed.lastRule === '' ? undefined : feed.lastRule}>
        {formatCount(feed.refusedFrames)}
      </td>
      <td className="number">{formatCount(feed.reconnects)}</td>
      <td className="number">{clock === null ? '–' : msTexts([clock.offsetMs, clock.roundTripMs])}</td>
    </tr>
  );
}

const msTexts = (values: readonly number[]): string =>
  `${values.map((value) => formatFixed(value, 0)).join(' / ')} ms`;
