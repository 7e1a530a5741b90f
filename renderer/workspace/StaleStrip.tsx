import { useNow } from '../design/use-now.ts';
import { useConnection } from '../engine-client/feed-connection.ts';
import { formatAge } from '../formatting/times.ts';
import { useEngineStatus } from '../host-client/engine-status.ts';
import { useTexts } from '../language/texts.ts';

const SECOND_MS = 1000;

/** Says how old the view on screen is while no feed is attached, in whole seconds and never as too young. */
export function StaleStrip() {
  const texts = useTexts();
  const lastMessageMs = useConnection((connection) => connection.lastMessageMs);
  const state = useEngineStatus((status) => status.state);
  const now = useNow();
  const age = formatAge(Math.max(1, Math.ceil((now - lastMessageMs) / SECOND_MS)) * SECOND_MS);
  const gone = state === 'down' ? texts.engineDown(age) : texts.engineGone(age);
  return (
    <p className="stale-strip" role="status">
      {state === 'up' ? texts.waitingForFeed : gone}
    </p>
  );
}
