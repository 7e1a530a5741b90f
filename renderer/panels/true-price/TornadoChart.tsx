import type { SensitivityView } from '../../../engine/contract/true-price-commands.ts';
import { formatCount } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { type TornadoBar, tornadoOf } from './tornado-bars.ts';

interface TornadoChartProps {
  readonly sensitivities: readonly SensitivityView[];
  readonly price: number;
}

const percent = (share: number) => `${share * 100}%`;

/** One bar an input, the widest on top; the line is TRUE PRICE as it stands. The table beside it says the same. */
export function TornadoChart({ sensitivities, price }: TornadoChartProps) {
  const { truePrice: texts } = useTexts();
  const { bars, center, least, most } = tornadoOf(sensitivities, price);
  const [widest] = sensitivities;
  if (widest === undefined) return null;
  return (
    <figure className="tornado-chart" role="img" aria-label={texts.tornadoLabel(texts.names[widest.input])}>
      <div className="tornado-bars">
        {bars.map((bar) => (
          <div key={bar.input} className="tornado-row">
            <span className="tornado-name">{texts.names[bar.input]}</span>
            <TornadoTrack bar={bar} center={center} />
          </div>
        ))}
      </div>
      <figcaption className="tornado-axis" aria-hidden>
        <span className="tornado-name">USD/BTC</span>
        <span className="tornado-scale number">
          <span>{formatCount(least)}</span>
          <span>{formatCount(most)}</span>
        </span>
      </figcaption>
    </figure>
  );
}

function TornadoTrack({ bar, center }: { readonly bar: TornadoBar; readonly center: number }) {
  return (
    <svg className="tornado-track" width="100%" height="18" aria-hidden>
      {[bar.low, bar.high].map(
        (side, at) =>
          side && (
            <rect
              key={at === 0 ? 'low' : 'high'}
              x={percent(side.from)}
              width={percent(side.width)}
              y={at === 0 ? 2 : 9}
              height="7"
              data-end={at === 0 ? 'low' : 'high'}
              data-tone={side.isUp ? 'up' : 'down'}
            />
          ),
      )}
      <line x1={percent(center)} x2={percent(center)} y1="0" y2="18" />
    </svg>
  );
}
