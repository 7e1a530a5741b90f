import { OctagonPause, Play } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '../../design/Dialog.tsx';
import { tellEngine } from '../../engine-client/ask-engine.ts';
import { useEngineView } from '../../engine-client/engine-view.ts';
import { useTexts } from '../../language/texts.ts';

/** Freezes at once with one press, releases again, and flattens after a question. */
export function KillSwitch() {
  const texts = useTexts();
  const state = useEngineView((view) => view.session.tradingState);
  const reason = useEngineView((view) => view.session.tradingStateReason);
  const [isAsking, setIsAsking] = useState(false);
  // What only waits for arming is released by arming; a person may freeze it all the same.
  const isUnarmed = useEngineView(
    ({ session }) => session.live !== null && session.live.armedUntilMs === null,
  );
  const isFree = state === 'active' || (state === 'reduce-only' && isUnarmed);

  return (
    <div className="kill-switch" role="group" aria-label={texts.topBar.freeze}>
      {!isFree && (
        <span className="kill-state" role="status" title={reason}>
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
          onClick={() => void release()}
        >
          <Play size={15} aria-hidden /> {texts.topBar.release}
        </button>
      )}
      <button
        type="button"
        className="button flatten"
        title={texts.topBar.flattenHint}
        onClick={() => setIsAsking(true)}
      >
        {texts.topBar.flatten}
      </button>
      {isAsking && <FlattenDialog onClose={() => setIsAsking(false)} />}
    </div>
  );
}

/** Lets nothing new out but protective stops. */
export const freeze = (): Promise<boolean> => tellEngine('setTradingState', { state: 'halted' });

/** Lets orders out again. */
export const release = (): Promise<boolean> => tellEngine('setTradingState', { state: 'active' });

/** Asks once before every position is closed. */
export function FlattenDialog({ onClose }: { readonly onClose: () => void }) {
  const texts = useTexts();
  const flatten = () => {
    void tellEngine('flatten', {});
    onClose();
  };
  return (
    <Dialog
      title={texts.topBar.flattenTitle}
      size="small"
      onClose={onClose}
      actions={
        <>
          <button type="button" className="button" onClick={onClose}>
            {texts.cancel}
          </button>
          <button type="button" className="button kill" onClick={flatten}>
            {texts.topBar.flattenConfirm}
          </button>
        </>
      }
    >
      <p>{texts.topBar.flattenText}</p>
    </Dialog>
  );
}
