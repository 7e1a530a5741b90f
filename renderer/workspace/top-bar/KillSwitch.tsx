import { OctagonPause, Play } from 'lucide-react';
import { tellEngine } from '../../engine-client/ask-engine.ts';
import { useEngineView } from '../../engine-client/engine-view.ts';
import { tellWish } from '../../engine-client/safety.ts';
import { reasonWords } from '../../formatting/reason-words.ts';
import { useTexts } from '../../language/texts.ts';
import { showOverlay } from '../window-state.ts';

/** Freezes at once with one press; to release and to flatten is asked about in dialogs of the system. */
export function KillSwitch() {
  const texts = useTexts();
  const state = useEngineView((view) => view.session.tradingState);
  const reason = useEngineView((view) => view.session.tradingStateReason);
  // What only waits for arming is released by arming; a person may freeze it all the same.
  const isUnarmed = useEngineView(
    ({ session }) => session.live !== null && session.live.armedUntilMs === null,
  );
  const isFree = state === 'active' || (state === 'reduce-only' && isUnarmed);

  return (
    <div className="kill-switch" role="group" aria-label={texts.topBar.freeze}>
      {!isFree && (
        <span className="kill-state" role="status" title={reasonWords(reason, undefined, texts.reasons)}>
          {state === 'halted' ? texts.topBar.frozen : texts.topBar.reduceOnly}
        </span>
      )}
      {isFree ? (
        <button
          type="button"
          className="button kill"
          title={texts.topBar.freezeHint}
          onClick={() => void freeze()}
        >
          <OctagonPause size={15} aria-hidden /> {texts.topBar.freeze}
        </button>
      ) : (
        <button
          type="button"
          className="button release"
          title={texts.topBar.releaseHint}
          onClick={() => showOverlay('release')}
        >
          <Play size={15} aria-hidden /> {texts.topBar.release}
        </button>
      )}
      <button
        type="button"
        className="button flatten"
        title={texts.topBar.flattenHint}
        onClick={() => void flatten()}
      >
        {texts.topBar.flatten}
      </button>
    </div>
  );
}

/** Lets nothing new out but protective stops. */
export const freeze = (): Promise<boolean> => tellEngine('setTradingState', { state: 'halted' });

/** Lets nothing out but what makes positions smaller, and takes resting entries back. */
export const holdToSmaller = (): Promise<boolean> => tellEngine('setTradingState', { state: 'reduce-only' });

/** Closes every position, once the person has confirmed it in a dialog of the system. */
export const flatten = (): Promise<boolean> => tellWish({ kind: 'flatten' });
