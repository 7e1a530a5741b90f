import { useEffect, useRef } from 'react';
import { currentView, useEngineView } from '../engine-client/engine-view.ts';
import { logWords } from '../formatting/log-words.ts';
import { notify } from '../host-client/notices.ts';
import { currentTexts } from '../language/texts.ts';

/** Shows warnings and errors of the engine's log as they arrive; those of before are in the log. */
export function useLogNotices(): void {
  const log = useEngineView((view) => view.log);
  const newest = useRef(log.at(-1));
  useEffect(() => {
    const known = newest.current === undefined ? -1 : log.lastIndexOf(newest.current);
    // Another session brings another log; nothing in it is news.
    const fresh = newest.current !== undefined && known < 0 ? [] : log.slice(known + 1);
    newest.current = log.at(-1);
    const currency = currentView()?.session.currency ?? '';
    for (const entry of fresh)
      if (entry.level !== 'info')
        notify({ level: entry.level, text: logWords(entry, currentTexts(), currency) });
  }, [log]);
}
