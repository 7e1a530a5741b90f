import { Copy } from 'lucide-react';
import type { LiveAccountView } from '../../../engine/contract/views.ts';
import { useNow } from '../../design/use-now.ts';
import { useCalmEngineView, useEngineView } from '../../engine-client/engine-view.ts';
import { useConnection } from '../../engine-client/feed-connection.ts';
import type { Texts } from '../../language/en.ts';
import { useTexts } from '../../language/texts.ts';
import { type AtVenue, standingAtVenue } from './at-venue.ts';
import { copyAddress, titleOfVenue } from './live-actions.ts';
import { useUnreachedSince } from './use-unreached-since.ts';

/** A venue that is being compared is away only when it takes longer than this, in ms. */
const PATIENCE_MS = 5000;

/**
 * What still stands at the venue, in plain words, whenever the person may have to act there by hand: the venue does not
 * answer, the engine is away, or trading is frozen.
 */
export function AtVenueLine({ live }: { readonly live: LiveAccountView }) {
  const { venue, phase } = live;
  const { atVenue } = useTexts().live;
  const isConnected = useConnection((connection) => connection.isLive);
  const isFrozen = useEngineView((view) => view.session.tradingState === 'halted');
  const now = useNow();
  const unreachedSince = useUnreachedSince(phase === 'ready' && isConnected, now);
  const text = useCalmEngineView(250, (view) => standingText(standingAtVenue(view), atVenue));
  const isAway = unreachedSince !== undefined && now - unreachedSince >= PATIENCE_MS;
  if (!isAway && !isFrozen) return null;
  const title = titleOfVenue(venue);
  return (
    <p className="live-finding" role={isAway ? 'alert' : 'status'}>
      {isAway ? atVenue.lastKnown(title) : atVenue.known(title)} <strong>{text}</strong>{' '}
      <button type="button" className="button" onClick={() => void copyAddress(venue)}>
        <Copy size={13} aria-hidden /> {atVenue.copy(title)}
      </button>
    </p>
  );
}

/** `2 positions with their stops, 1 exit`, or that nothing stands there. */
export function standingText(
  { bare, entries, exits, positions }: AtVenue,
  texts: Texts['live']['atVenue'],
): string {
  const parts = [
    ...(positions > 0 ? [texts.positions(positions, bare)] : []),
    ...(exits > 0 ? [texts.exits(exits)] : []),
    ...(entries > 0 ? [texts.entries(entries)] : []),
  ];
  return parts.length === 0 ? texts.nothing : parts.join(', ');
}
