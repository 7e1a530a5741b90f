import { useEngineView } from '../../engine-client/engine-view.ts';
import { useTexts } from '../../language/texts.ts';
import { modeOf, modeWord } from '../../engine-client/session-mode.ts';

/** The mode as a word with its own color, so that none is taken for another. */
export function ModeBadge() {
  const texts = useTexts();
  const mode = useEngineView((view) => modeOf(view.session));
  const word = modeWord(mode, texts.live.words);
  return (
    <strong
      className="mode-badge"
      role="status"
      aria-label={`${texts.topBar.mode}: ${word}`}
      data-mode={mode}
      title={texts.badges[mode]}
    >
      {word}
    </strong>
  );
}
