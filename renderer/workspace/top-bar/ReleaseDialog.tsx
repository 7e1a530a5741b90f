import { useState } from 'react';
import { ChoiceField, optionsOf } from '../../design/ChoiceField.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { Field } from '../../design/Field.tsx';
import { useEngineView } from '../../engine-client/engine-view.ts';
import { wishFor } from '../../engine-client/safety.ts';
import { useTexts } from '../../language/texts.ts';

/** What may leave again. */
type Released = 'active' | 'reduce-only';

interface ReleaseDialogProps {
  readonly onClose: () => void;
}

/** Before frozen trading is released the person types a word; what releases it is a dialog of the system after this one. */
export function ReleaseDialog({ onClose }: ReleaseDialogProps) {
  const texts = useTexts();
  const { releaseWord } = texts.topBar;
  const isFrozen = useEngineView((view) => view.session.tradingState === 'halted');
  const [state, setState] = useState<Released>('active');
  const [typed, setTyped] = useState('');
  const { isAsking, release, trouble } = useRelease(onClose);
  const isReady = typed === releaseWord && !isAsking;
  return (
    <Dialog
      title={texts.topBar.releaseTitle}
      size="small"
      onClose={onClose}
      actions={
        <>
          <button type="button" className="button" onClick={onClose}>
            {texts.cancel}
          </button>
          <button type="submit" form="release" className="button kill" disabled={!isReady}>
            {texts.topBar.releaseGo}
          </button>
        </>
      }
    >
      <form
        id="release"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void release(isFrozen ? state : 'active', typed);
        }}
      >
        <p>{texts.topBar.releaseText}</p>
        {isFrozen && (
          <ChoiceField
            label={texts.topBar.releaseWhat}
            value={state}
            options={optionsOf(texts.topBar.releaseTo)}
            onChange={setState}
          />
        )}
        <WordField word={releaseWord} typed={typed} trouble={trouble} onChange={setTyped} />
      </form>
    </Dialog>
  );
}

interface WordFieldProps {
  readonly word: string;
  readonly typed: string;
  /** Why nothing was released; empty while nothing stood in the way. */
  readonly trouble: string;
  readonly onChange: (typed: string) => void;
}

function WordField({ onChange, trouble, typed, word }: WordFieldProps) {
  const { topBar } = useTexts();
  return (
    <Field label={topBar.releaseField(word)} error={trouble === '' ? undefined : trouble}>
      {(control) => (
        <input
          {...control}
          className="input"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** Has the host ask the person, and says why nothing was released. */
function useRelease(released: () => void) {
  const [trouble, setTrouble] = useState('');
  const [isAsking, setIsAsking] = useState(false);
  const release = async (state: Released, typedWord: string) => {
    setTrouble('');
    setIsAsking(true);
    const { detail, outcome } = await wishFor({ kind: 'set-trading-state', state }, typedWord);
    setIsAsking(false);
    if (outcome === 'done') released();
    else setTrouble(detail);
  };
  return { isAsking, release, trouble };
}
