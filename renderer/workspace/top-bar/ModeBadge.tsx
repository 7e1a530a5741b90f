import { useEngineView } from '../../engine-client/engine-view.ts';
import { useTexts } from '../../language/texts.ts';

/** The mode as a word with its own color, so that none is taken for another. */
export function ModeBadge() {
  const texts = useTexts();
  const badge = useEngineView((view) => view.session.badge);
  return (
    <strong
      className="mode-badge"
      role="status"
      aria-label={`${texts.topBar.mode}: ${badge}`}
      data-badge={badge}
      title={texts.badges[badge]}
    >
      {badge}
    </strong>
  );
}
