import type { TheoryName, TheoryReading } from '../../../engine/domain/theory/theory-reading.ts';
import { useTexts } from '../../language/texts.ts';
import { placesOf, VALUE_SHAPES } from './value-shapes.ts';

const WIDTH = 200;
const HEIGHT = 16;
const MIDDLE = HEIGHT / 2;

interface ValueScaleProps {
  readonly theory: TheoryName;
  readonly reading: TheoryReading;
}

/** The value and its interval on a scale, and the place at which the theory says neither. */
export function ValueScale({ reading, theory }: ValueScaleProps) {
  const { theories: texts } = useTexts();
  const { write } = VALUE_SHAPES[theory];
  const { interval: shown, neutral, value } = placesOf(theory, reading);
  const { interval } = reading;
  const between =
    interval === undefined
      ? texts.noInterval
      : texts.interval95(write(interval.low), write(interval.high), texts.intervalKinds[interval.kind]);
  return (
    <figure className="theory-scale">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <line className="axis" x1={0} x2={WIDTH} y1={MIDDLE} y2={MIDDLE} />
        {shown && (
          <rect
            className="interval"
            x={shown.from * WIDTH}
            width={Math.max(1, (shown.to - shown.from) * WIDTH)}
            y={MIDDLE - 4}
            height={8}
          />
        )}
        {neutral !== undefined && (
          <line className="neutral" x1={neutral * WIDTH} x2={neutral * WIDTH} y1={0} y2={HEIGHT} />
        )}
        <rect
          className="value"
          x={Math.min(WIDTH - 3, Math.max(0, value * WIDTH - 1.5))}
          width={3}
          y={1}
          height={14}
        />
      </svg>
      <figcaption className="hint">{between}</figcaption>
    </figure>
  );
}
