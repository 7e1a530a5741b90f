import type { SessionView } from '../../../engine/contract/views.ts';
import { createBeat } from '../../engine-client/beat.ts';
import { currentView, subscribeView } from '../../engine-client/engine-view.ts';
import { countdownText, modeOf, modeWord } from '../../engine-client/session-mode.ts';
import type { Texts } from '../../language/en.ts';
import { currentTexts } from '../../language/texts.ts';
import { titleOfVenue } from './live-actions.ts';

const EVERY_MS = 250;

/** Says in a window of its own what is traded there, as the main one does; answers with the end of it. */
export function signWindow(own: Pick<Window, 'document'>): () => void {
  const sign = own.document.createElement('strong');
  sign.className = 'mode-badge own-sign';
  own.document.body.append(sign);
  const write = () => {
    const session = currentView()?.session;
    if (session === undefined) return;
    sign.dataset['mode'] = modeOf(session);
    sign.textContent = signText(session, currentTexts().live);
  };
  write();
  const beat = createBeat(EVERY_MS, write);
  const end = subscribeView(() => beat.soon());
  return () => {
    end();
    beat.end();
    sign.remove();
  };
}

/** `LIVE Main at Bybit 3:59:12`; the word alone where no real account is open. */
export function signText({ badge, live, timeMs }: SessionView, texts: Texts['live']): string {
  const word = modeWord(modeOf({ badge, live }), texts.words);
  if (live === null) return word;
  const name = texts.at(live.accountName, titleOfVenue(live.venue));
  const { armedUntilMs } = live;
  return armedUntilMs === null
    ? `${word} ${name}`
    : `${word} ${name} ${countdownText(armedUntilMs - timeMs)}`;
}
