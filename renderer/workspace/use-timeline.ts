import { useEffect, useState } from 'react';
import type { ReplayTimelineView } from '../../engine/contract/library-views.ts';
import { askEngine } from '../engine-client/ask-engine.ts';
import { useEngineView } from '../engine-client/engine-view.ts';

/** Files are measured in the background; their times are known when that is done. */
const ASK_EVERY_MS = 1000;

/** From when to when the open replay is; undefined outside of a replay and until it is known. */
export function useTimeline(): ReplayTimelineView | undefined {
  const sessionId = useEngineView((view) => view.session.sessionId);
  const isReplay = useEngineView((view) => view.session.mode === 'replay');
  const [known, setKnown] = useState<{ sessionId: string; timeline: ReplayTimelineView }>();
  useEffect(() => {
    if (!isReplay) return undefined;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const answer = await askEngine('replayTimeline', {});
      const timeline = answer.ok ? answer.reply.timeline : null;
      if (isOver) return;
      if (timeline) setKnown({ sessionId, timeline });
      else timer = setTimeout(() => void ask(), ASK_EVERY_MS);
    };
    void ask();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isReplay, sessionId]);
  return isReplay && known?.sessionId === sessionId ? known.timeline : undefined;
}
