import type { VoteMargins } from '../../../engine/domain/vote/vote-decision.ts';
import { formatSigned, toneOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';

interface MarginBarsProps {
  readonly margins: VoteMargins;
  readonly totalWeight: number;
}

const ORDER = ['longShort', 'longFlat', 'flatShort'] as const;

/** The three pairs, each as the share of the weight by which the first beats the second. */
export function MarginBars({ margins, totalWeight }: MarginBarsProps) {
  const { vote: texts } = useTexts();
  return (
    <ul className="vote-margins" aria-label={texts.margins} title={texts.margins}>
      {ORDER.map((pair) => (
        <MarginBar key={pair} name={texts[pair]} share={totalWeight > 0 ? margins[pair] / totalWeight : 0} />
      ))}
    </ul>
  );
}

function MarginBar({ name, share }: { readonly name: string; readonly share: number }) {
  const reach = 50 * Math.min(1, Math.abs(share));
  return (
    <li>
      <span>{name}</span>
      <span className="vote-track centered" aria-hidden="true">
        <span
          className={toneOf(share)}
          style={{ width: `${reach}%`, left: share < 0 ? `${50 - reach}%` : '50%' }}
        />
      </span>
      <span className={toneOf(share)}>{formatSigned(share, 2)}</span>
    </li>
  );
}
