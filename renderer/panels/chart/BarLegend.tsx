import type { ChartBarView } from '../../../engine/contract/chart-commands.ts';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import {
  formatChange,
  formatCount,
  formatFixed,
  formatPlain,
  formatShare,
  formatShort,
  placesOf,
  toneOf,
} from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import type { ChartFormula } from '../../linking/chart-formula.ts';
import { formatTime } from '../../formatting/times.ts';
import { indicatorName } from './indicator-name.ts';
import { deltaOf, type LoadedBars, pointAt, pointOf } from './bar-columns.ts';
import type { BarFeed } from './bar-feed.ts';
import { valueAt } from './paint/paint-indicators.ts';
import { type PointedBar, usePointedBar } from './pointed-bar.ts';
import type { VwapLine } from './use-anchored-vwaps.ts';
import { useFormingBar } from './use-forming-bar.ts';
import type { DrawnIndicator } from './drawn-indicator.ts';

interface BarLegendProps {
  readonly instrument: InstrumentView;
  readonly feed: BarFeed;
  readonly loaded: LoadedBars;
  readonly pointed: PointedBar;
  readonly indicators: readonly DrawnIndicator[];
  readonly vwaps: readonly VwapLine[];
  /** Whether any indicator is switched on, which points of several bars do not have. */
  readonly wantsIndicators: boolean;
  readonly onRemove: (formula: ChartFormula) => void;
}

/** The numbers of one bar and of what is computed on it. */
export function BarLegend(props: BarLegendProps) {
  const { feed, indicators, instrument, loaded, onRemove, pointed, vwaps, wantsIndicators } = props;
  const texts = useTexts();
  const place = usePointedBar(pointed);
  const forming = useFormingBar(feed);
  const point = place === undefined ? undefined : pointOf(loaded, place);
  const newest = loaded.end === feed.known.total ? pointAt(loaded, loaded.count - 1) : undefined;
  const bar = point === undefined ? (forming ?? newest) : (pointAt(loaded, point) ?? forming ?? newest);
  if (bar === undefined) return null;
  const write = (price: number) => formatFixed(price, placesOf(instrument.tickSize));
  const valuePlace = point === undefined ? loaded.end - 1 : loaded.first + point;
  return (
    <p className="bar-legend">
      <BarNumbers bar={bar} write={write} />
      {indicators.map((drawn) => (
        <IndicatorNumbers
          key={drawn.indicator.key}
          drawn={drawn}
          // Some lines know the bar that is open.
          place={
            point === undefined && valueAt(drawn.lines[0], loaded.end) !== undefined ? loaded.end : valuePlace
          }
          write={write}
          onRemove={onRemove}
        />
      ))}
      {loaded.merged > 1 && wantsIndicators && (
        <span className="hint">{texts.chart.mergedPoints(formatCount(loaded.merged))}</span>
      )}
      {vwaps.map((line) => (
        <VwapNumbers key={line.drawing.id} line={line} write={write} />
      ))}
    </p>
  );
}

interface Written {
  readonly write: (price: number) => string;
}

interface IndicatorNumbersProps extends Written {
  readonly drawn: DrawnIndicator;
  readonly place: number;
  readonly onRemove: (formula: ChartFormula) => void;
}

/** The values of one indicator at a place; an added formula with its unit, and how it leaves the chart. */
function IndicatorNumbers({ drawn, onRemove, place, write }: IndicatorNumbersProps) {
  const texts = useTexts();
  const { indicator, lines, sinceMs } = drawn;
  const { added } = indicator;
  const values = lines.map((line) => valueText(valueAt(line, place), indicator.pane, write)).join(' / ');
  return (
    <span style={{ color: `var(--line-${indicator.color})` }}>
      {indicatorName(indicator, texts)} {values}
      {added !== undefined && (
        <>
          {' '}
          {added.unit}
          {sinceMs !== undefined && ` ${texts.chart.fromNow(formatTime(sinceMs))}`}
          <button
            type="button"
            className="legend-remove"
            aria-label={texts.chart.removeFormula(added.title)}
            onClick={() => onRemove(added)}
          >
            ×
          </button>
        </>
      )}
    </span>
  );
}

function BarNumbers({ bar, write }: Written & { readonly bar: ChartBarView }) {
  const { chart } = useTexts();
  const change = bar.close / bar.open - 1;
  const delta = deltaOf(bar);
  const signed = delta === undefined ? undefined : `${delta > 0 ? '+' : ''}${formatShort(delta)}`;
  return (
    <>
      <span>
        {chart.bar({
          open: write(bar.open),
          high: write(bar.high),
          low: write(bar.low),
          close: write(bar.close),
          volume: formatShort(bar.volumeBase),
        })}
      </span>
      <span className={toneOf(delta, 4)}>
        {signed === undefined ? chart.deltaUnknown : chart.delta(signed)}
      </span>
      <span className={toneOf(change, 4)}>{formatChange(change)}</span>
    </>
  );
}

/** An anchored mean price and which prices it is made of. */
function VwapNumbers({ line, write }: Written & { readonly line: VwapLine }) {
  const { vwapBy } = useTexts().chart;
  const vwap = line.now?.vwap ?? line.vwap.at(-1);
  const deviation = line.now?.deviation ?? line.deviation.at(-1);
  if (vwap === undefined || deviation === undefined) return null;
  const numbers = [write(vwap), write(deviation)] as const;
  const { tradedShare } = line;
  const text =
    tradedShare === 1
      ? vwapBy.trades(...numbers)
      : tradedShare === 0
        ? vwapBy.minutes(...numbers)
        : vwapBy.mixed(...numbers, formatShare(tradedShare));
  return <span style={{ color: 'var(--line-vwap)' }}>{text}</span>;
}

const valueText = (
  value: number | undefined,
  pane: 'price' | 'own',
  write: (price: number) => string,
): string => (value !== undefined && pane === 'price' ? write(value) : formatPlain(value));
