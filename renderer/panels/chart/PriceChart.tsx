import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { useTexts } from '../../language/texts.ts';
import { LoadedChart, type PriceChartProps } from './LoadedChart.tsx';
import { useBarSeries } from './use-bar-series.ts';

/** Loads the bars and shows them, or says why it cannot. */
export function PriceChart(props: PriceChartProps) {
  const texts = useTexts();
  const { bars, loadOlder, retry } = useBarSeries(props.instrument.id, props.intervalMs);
  if (bars.state === 'loading') return <EmptyPanel>{texts.chart.loading}</EmptyPanel>;
  if (bars.state === 'failed') {
    return (
      <EmptyPanel>
        {texts.chart.failed(bars.detail)}{' '}
        <button type="button" className="button" onClick={retry}>
          {texts.chart.retry}
        </button>
      </EmptyPanel>
    );
  }
  if (bars.series.bars.length === 0) return <EmptyPanel>{texts.chart.noBars}</EmptyPanel>;
  return <LoadedChart {...props} series={bars.series} loadOlder={loadOlder} />;
}
