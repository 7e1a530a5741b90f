import { useEffect, useState } from 'react';
import type {
  ProfileRange,
  TpoProfileView,
  VolumeProfileView,
} from '../../../engine/contract/footprint-commands.ts';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { useEngineView } from '../../engine-client/engine-view.ts';
import { useConnection } from '../../engine-client/feed-connection.ts';

/** A profile is asked for this often while it is on screen. */
const ASK_EVERY_MS = 400;

/** What is asked for. */
export interface ProfileQuestion {
  readonly instrument: string;
  readonly kind: 'volume' | 'tpo';
  readonly rowTicks: number | 'auto';
  readonly range: ProfileRange | undefined;
}

/** Profiles of one kind, oldest first; or why there are none. */
export type Profiles =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly detail: string }
  | { readonly state: 'volume'; readonly profiles: readonly VolumeProfileView[] }
  | { readonly state: 'tpo'; readonly profiles: readonly TpoProfileView[] };

async function ask({ instrument, kind, range, rowTicks }: ProfileQuestion): Promise<Profiles> {
  if (range === undefined) return { state: 'loading' };
  const request = { instrument, range, rowTicks };
  if (kind === 'volume') {
    const answer = await askEngine('volumeProfile', request);
    return answer.ok ? { state: kind, ...answer.reply } : { state: 'failed', detail: answer.failure.detail };
  }
  const answer = await askEngine('tpoProfile', request);
  return answer.ok ? { state: kind, ...answer.reply } : { state: 'failed', detail: answer.failure.detail };
}

/** Asks for profiles again and again while a panel shows them. */
export function useProfile(question: ProfileQuestion): Profiles {
  const key = JSON.stringify(question);
  const [found, setFound] = useState<{ readonly key: string; readonly profiles: Profiles }>();
  const isLive = useConnection((connection) => connection.isLive);
  const sessionId = useEngineView((view) => view.session.sessionId);
  useEffect(() => {
    if (!isLive) return undefined;
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const profiles = await ask(question);
      if (!isCurrent) return;
      setFound({ key, profiles });
      // The next question waits for the answer, so a busy engine is asked less often.
      timer = setTimeout(() => void look(), ASK_EVERY_MS);
    };
    void look();
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
    // The key says everything about the question.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key, isLive, sessionId]);
  // What was found before stays until the new answer is here, if it is of the same kind.
  if (found === undefined) return { state: 'loading' };
  const isOfKind = found.key === key || found.profiles.state === question.kind;
  return isOfKind ? found.profiles : { state: 'loading' };
}
