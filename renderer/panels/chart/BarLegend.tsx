import type { BarView, InstrumentView } from '../../../engine/contract/views.ts';
import { type BarSeries, formingBarOf } from '../../charts/bar-series.ts';
import { useCalmEngineView } from '../../engine-client/engine-view.ts';
import {
  formatChange,
  formatFixed,
  formatPlain,
  formatShort,
  placesOf,
  toneOf,
} from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import type { DrawnIndicator } from './use-indicators.ts';

interface BarLegendProps {
  readonly instrument: InstrumentView;
  readonly series: BarSeries;
  /** The bar under the crosshair; the forming one is shown without it. */
  readonly bar: BarView | undefined;
  readonly indicators: readonly DrawnIndicator[];
}

/** The numbers of one bar and of the indicators on it. */
export function BarLegend({ instrument, series, bar, indicators }: BarLegendProps) {
  const texts = useTexts();
  const minute = useCalmEngineView(250, (view) => view.formingBars[instrument.id]);
  const shown = bar ?? formingBarOf(series, minute) ?? series.bars.at(-1);
  if (shown === undefined) return null;
  const write = (price: number) => formatFixed(price, placesOf(instrument.tickSize));
  const change = shown.close / shown.open - 1;
  const onBar = bar ?? series.bars.at(-1);
  return (
    <p className="bar-legend">
      <span>
        {texts.chart.bar({
          open: write(shown.open),
          high: write(shown.high),
          low: write(shown.low),
          close: write(shown.close),
          volume: formatShort(shown.volumeBase),
        })}
      </span>
      <span className={toneOf(change, 4)}>{formatChange(change)}</span>
      {indicators.map(({ indicator, lines }) => (
        <span key={indicator.key} style={{ color: `var(--line-${indicator.key})` }}>
          {texts.indicators[indicator.key]}{' '}
          {lines
            .map((valueAt) => valueText(valueAt.get(onBar?.openTimeMs ?? 0), indicator.pane, write))
            .join(' / ')}
        </span>
      ))}
    </p>
  );
}

const valueText = (
  value: number | null | undefined,
  pane: 'price' | 'own',
  write: (price: number) => string,
): string => (typeof value === 'number' && pane === 'price' ? write(value) : formatPlain(value));
