import type { ReliabilityView } from '../../../engine/contract/vote-commands.ts';
import { formatCount, formatShare } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { reliabilityPoints } from './reliability-shape.ts';

const SIZE = 200;

/** How often a rise came by how probable it was said to be; the diagonal is as said. */
export function ReliabilityCurve({ points }: { readonly points: readonly ReliabilityView[] }) {
  const { vote: texts } = useTexts();
  const shapes = reliabilityPoints(points, SIZE);
  const told = points.map(({ count, foretold, happened }) =>
    texts.reliabilityPoint(formatShare(foretold, 0), formatShare(happened, 0), formatCount(count)),
  );
  return (
    <figure className="vote-reliability">
      <svg
        viewBox={`-8 -8 ${SIZE + 16} ${SIZE + 16}`}
        role="img"
        aria-label={`${texts.reliability}: ${told.join('; ')}`}
      >
        <rect width={SIZE} height={SIZE} />
        <line x1={0} y1={SIZE} x2={SIZE} y2={0} />
        {shapes.map(({ highY, lowY, radius, x, y }, at) => (
          <g key={x}>
            <title>{told[at]}</title>
            <line className="interval" x1={x} x2={x} y1={lowY} y2={highY} />
            <circle cx={x} cy={y} r={radius} />
          </g>
        ))}
      </svg>
      <figcaption className="hint">{texts.reliability}</figcaption>
    </figure>
  );
}
