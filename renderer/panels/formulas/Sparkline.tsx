import type { FormulaUpdate } from '../../../engine/contract/formula-commands.ts';
import { formatCount, formatPlain } from '../../formatting/numbers.ts';
import { formatInterval } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';
import { sparklineOf } from './sparkline-path.ts';

const WIDTH = 480;
const HEIGHT = 56;

/** The recent values as a line, with the least and the largest of them. */
export function Sparkline({ unit, update }: { readonly update: FormulaUpdate; readonly unit: string }) {
  const { formulas: texts } = useTexts();
  const line = sparklineOf(update.values, WIDTH, HEIGHT);
  if (line === undefined) return null;
  const numbers = [formatPlain(line.low), formatPlain(line.high)] as const;
  const label = texts.sparkline(formatCount(line.count), formatInterval(update.everyMs), ...numbers, unit);
  return (
    <figure className="formula-sparkline">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {line.zeroY !== undefined && <line x1={0} x2={WIDTH} y1={line.zeroY} y2={line.zeroY} />}
        <path d={line.path} />
      </svg>
      <figcaption className="hint">{label}</figcaption>
    </figure>
  );
}
