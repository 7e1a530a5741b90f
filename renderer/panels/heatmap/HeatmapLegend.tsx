import { useMemo } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { formatFixed, formatPlain, placesOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { cssOf, rampOf } from './heat-colors.ts';
import type { HeatmapState } from './heatmap-options.ts';

interface HeatmapLegendProps {
  readonly instrument: InstrumentView;
  readonly heat: readonly string[];
  readonly state: HeatmapState;
}

const SHOWN_STEPS = 24;

/** What the colors mean: sizes in base units a row, and how much a row and a column are. */
export function HeatmapLegend({ instrument, heat, state }: HeatmapLegendProps) {
  const { heatmap: texts } = useTexts();
  const { columnMs, rowTicks, scale } = state;
  const colors = useMemo(() => {
    const ramp = rampOf(heat);
    return Array.from({ length: SHOWN_STEPS }, (_, step) =>
      cssOf(ramp[Math.round((step / (SHOWN_STEPS - 1)) * (ramp.length - 1))] ?? 0),
    );
  }, [heat]);
  const row = formatFixed(rowTicks * Number(instrument.tickSize), placesOf(instrument.tickSize));
  const middle = scale && Math.sqrt(scale.low * scale.high);
  return (
    <div className="heatmap-legend">
      <span>{formatPlain(scale && Number(scale.low.toPrecision(2)))}</span>
      <span className="heatmap-ramp" aria-hidden>
        {colors.map((color, at) => (
          <i key={at} style={{ background: color }} />
        ))}
      </span>
      <span className="visually-hidden">{formatPlain(middle && Number(middle.toPrecision(2)))}</span>
      <span>{formatPlain(scale && Number(scale.high.toPrecision(2)))}</span>
      <span className="unit">{texts.unit(instrument.base, row, instrument.quote)}</span>
      <span className="unit">{texts.column(spanText(columnMs))}</span>
    </div>
  );
}

const spanText = (ms: number): string =>
  ms < 1000 ? `${ms} ms` : ms < 60_000 ? `${ms / 1000} s` : `${ms / 60_000} min`;
