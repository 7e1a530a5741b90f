import type { EngineView, FeedHealthView } from '../../../engine/contract/views.ts';
import { useCalmEngineView } from '../../engine-client/engine-view.ts';
import { useConnection } from '../../engine-client/feed-connection.ts';
import { formatAge } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';
import { TopBarItem } from './TopBarItem.tsx';

const badness: Readonly<Record<FeedHealthView['status'], number>> = {
  live: 0,
  ended: 1,
  waiting: 2,
  stale: 3,
  gap: 4,
};

/** The feed that is worst off: one bad instrument must be seen. */
const worstFeed = (view: EngineView): FeedHealthView | undefined =>
  Object.values(view.markets)
    .map(({ feed }) => feed)
    .toSorted((a, b) => badness[b.status] - badness[a.status] || b.ageMs - a.ageMs)[0];

/** Whether market data flows, and how old the newest is. */
export function FeedHealth() {
  const texts = useTexts();
  const feed = useCalmEngineView(500, worstFeed);
  const isLive = useConnection((connection) => connection.isLive);
  if (feed === undefined)
    return <TopBarItem label={texts.topBar.feed}>{texts.feedStatus.waiting}</TopBarItem>;
  // Without a connection the last word of the feed proves nothing.
  const status = isLive ? feed.status : 'stale';
  return (
    <TopBarItem label={texts.topBar.feed} hint={feed.detail}>
      <span className="status-dot" data-status={status} aria-hidden /> {texts.feedStatus[status]}{' '}
      <span className="soft">{formatAge(feed.ageMs)}</span>
    </TopBarItem>
  );
}
