import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { BarSpec } from '../../../engine/contract/flow.ts';
import { useConnection } from '../../engine-client/feed-connection.ts';
import { BarFeed, type FeedState } from './bar-feed.ts';
import type { ChartSurface } from './chart-surface.ts';

/** Legend and studies follow the bars this much later at most. */
const CALM_MS = 100;

interface UsedFeed {
  readonly feed: BarFeed;
  readonly state: FeedState;
  readonly surface: Readonly<RefObject<ChartSurface | undefined>>;
  /** Takes the canvases over once they are there. */
  readonly holdSurface: (surface: ChartSurface | undefined) => void;
}

/** The bars of a chart, kept up to date while it is on screen. One for each instrument, spec and session. */
export function useBarFeed(instrument: string, spec: BarSpec): UsedFeed {
  const [state, setState] = useState<FeedState>({ state: 'loading' });
  const surface = useRef<ChartSurface | undefined>(undefined);
  // A new feed may follow a gap in which bars closed unseen.
  const isLive = useConnection((connection) => connection.isLive);
  const feed = useMemo(() => new BarFeed(instrument, spec), [instrument, spec]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      timer = undefined;
      setState(feed.state);
    };
    feed.start({
      onBars: () => {
        surface.current?.barsChanged();
        // While a chart is moved bars come with every other frame: what is written beside it may follow later.
        if (surface.current === undefined) tell();
        else timer ??= setTimeout(tell, CALM_MS);
      },
      onRenumbered: (places) => surface.current?.barsRenumbered(places),
      onClosed: (count) => surface.current?.barsClosed(count),
      onForming: () => {
        surface.current?.redrawLive();
        // Before the first bar has closed there are no canvases to paint the open one on.
        if (feed.state.state === 'loaded' && feed.state.bars.count === 0) setState({ ...feed.state });
      },
    });
    return () => {
      clearTimeout(timer);
      feed.stop();
    };
  }, [feed, isLive]);
  const holdSurface = useCallback((held: ChartSurface | undefined) => {
    surface.current = held;
  }, []);
  return { feed, state, surface, holdSurface };
}
