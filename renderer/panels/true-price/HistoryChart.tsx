import { useMemo } from 'react';
import type { TruePriceHistoryView } from '../../../engine/contract/true-price-commands.ts';
import { EChart } from '../../charts/EChart.tsx';
import { formatMonth } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';
import { useCanvasColors } from '../../theme/canvas-colors.ts';
import { historyOption } from './history-option.ts';

/** Both prices over the past days on a log scale; the table below says what follows from them. */
export function HistoryChart({ history }: { readonly history: TruePriceHistoryView }) {
  const { truePrice: texts } = useTexts();
  const colors = useCanvasColors();
  const option = useMemo(() => historyOption(history, texts.series, colors), [history, texts, colors]);
  const label = texts.historyLabel(
    formatMonth(history.timesMs[0] ?? 0),
    formatMonth(history.timesMs.at(-1) ?? 0),
  );
  return (
    <figure className="true-price-history" role="img" aria-label={label}>
      <figcaption className="true-price-legend" aria-hidden>
        <span data-line="market">{texts.series.market}</span>
        <span data-line="truePrice">{texts.series.truePrice}</span>
      </figcaption>
      <div className="true-price-canvas">
        <EChart option={option} />
      </div>
    </figure>
  );
}
