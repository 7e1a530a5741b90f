import type { TheoryScore } from '../../../engine/domain/theory/theory-reading.ts';
import { formatCount, formatFixed, formatSigned } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { gainLineOf } from './gain-line.ts';
import { gainDigits, gainOf, verdictOf } from './score-text.ts';

const WIDTH = 120;
const HEIGHT = 24;

/** How good the theory has been: mean gain with its interval, number of predictions, and the sum over time. */
export function ScoreLine({ score }: { readonly score: TheoryScore }) {
  const { theories: texts } = useTexts();
  const gain = gainOf(score);
  const verdict = verdictOf(score);
  const line = gainLineOf(score.path, WIDTH, HEIGHT);
  return (
    <div className="theory-score">
      <div>
        <span className={`theory-verdict ${verdict}`}>{texts.verdicts[verdict]}</span>
        <span className="theory-gain">
          {gain === undefined
            ? texts.needed(formatCount(score.count), formatCount(score.needed))
            : texts.gain(
                formatSigned(gain.mean, gainDigits(gain)),
                formatFixed(gain.reach, gainDigits(gain)),
                formatCount(score.count),
              )}
        </span>
      </div>
      {line && (
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={texts.gainPath(formatSigned(score.path.at(-1) ?? 0, 2))}
        >
          <line x1={0} x2={WIDTH} y1={line.zeroY} y2={line.zeroY} />
          <path d={line.path} />
        </svg>
      )}
    </div>
  );
}
