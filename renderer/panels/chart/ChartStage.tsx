import { useContext, useEffect, useMemo, useState } from 'react';
import type { BarSpec } from '../../../engine/contract/flow.ts';
import type { InstrumentView, OrderView } from '../../../engine/contract/views.ts';
import { isClosed } from '../../../engine/domain/order/order.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { currentView, useEngineView } from '../../engine-client/engine-view.ts';
import { formatFixed, placesOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import type { ChartFormula } from '../../linking/chart-formula.ts';
import { LinkContext } from '../../linking/linked-instrument.ts';
import { useCanvasColors } from '../../theme/canvas-colors.ts';
import { BarLegend } from './BarLegend.tsx';
import type { LoadedBars } from './bar-columns.ts';
import { ChartCanvases } from './ChartCanvases.tsx';
import type { BarStyle } from './chart-scene.ts';
import { DrawingBar } from './drawings/DrawingBar.tsx';
import { NoteInput } from './drawings/NoteInput.tsx';
import { useChartDrawings } from './drawings/use-chart-drawings.ts';
import { fillMarks } from './fill-marks.ts';
import { chosenIndicators, type IndicatorKey } from './indicators.ts';
import { createPointedBar } from './pointed-bar.ts';
import { useAnchoredVwaps } from './use-anchored-vwaps.ts';
import { useBarFeed } from './use-bar-feed.ts';
import { useBeat } from './use-beat.ts';
import { useBigTrades } from './use-big-trades.ts';
import { useIndicators } from './use-indicators.ts';
import { usePlaces } from './use-places.ts';

/** Which chart is wanted. */
export interface ChartStageProps {
  readonly instrument: InstrumentView;
  readonly spec: BarSpec;
  readonly style: BarStyle;
  readonly keys: readonly IndicatorKey[];
  readonly showsBigTrades: boolean;
  readonly formulas: readonly ChartFormula[];
  /** Takes an added formula off the chart. */
  readonly onRemove: (formula: ChartFormula) => void;
  /** Grows by one whenever the person asks for the newest bar. */
  readonly jump: number;
}

/** The chart itself: legend, canvases and drawing tools; or why there is none yet. */
export function ChartStage(props: ChartStageProps) {
  const texts = useTexts();
  const { feed, holdSurface, state, surface } = useBarFeed(props.instrument.id, props.spec);
  useEffect(() => {
    if (props.jump > 0) surface.current?.showNewest();
  }, [props.jump, surface]);
  if (state.state === 'loading') return <EmptyPanel>{texts.chart.loading}</EmptyPanel>;
  if (state.state === 'failed') {
    return (
      <EmptyPanel>
        {texts.chart.failed(state.detail)}{' '}
        <button type="button" className="button" onClick={() => feed.reload()}>
          {texts.chart.retry}
        </button>
      </EmptyPanel>
    );
  }
  if (state.bars.count === 0 && feed.forming === undefined)
    return <EmptyPanel>{texts.chart.noBars}</EmptyPanel>;
  return <LoadedStage {...props} used={{ feed, holdSurface }} loaded={state.bars} />;
}

interface LoadedStageProps extends ChartStageProps {
  readonly used: Pick<ReturnType<typeof useBarFeed>, 'feed' | 'holdSurface'>;
  readonly loaded: LoadedBars;
}

function LoadedStage(props: LoadedStageProps) {
  const { formulas, instrument, keys, loaded, showsBigTrades, spec, used } = props;
  const texts = useTexts();
  const group = useContext(LinkContext);
  const [pointed] = useState(createPointedBar);
  const drawings = useChartDrawings(instrument);
  const asked = { instrument: instrument.id, spec, loaded };
  const beat = useBeat(showsBigTrades || drawings.kept.some(({ kind }) => kind === 'vwap'));
  const chosen = useMemo(() => chosenIndicators(keys, formulas), [keys, formulas]);
  const indicators = useIndicators({ ...asked, chosen });
  const vwaps = useAnchoredVwaps({ ...asked, drawings: drawings.shown, beat });
  const drawn = {
    ...useWriting(instrument),
    style: props.style,
    indicators,
    vwaps,
    bigTrades: useBigTrades({ ...asked, isOn: showsBigTrades, beat }),
    colors: useCanvasColors(),
    texts,
    drawings: drawings.shown,
    draft: drawings.tool.draft,
    selected: drawings.selected,
    resolved: usePlaces(instrument.id, spec, drawings.shown, loaded),
  };
  return (
    <div className="chart-stage">
      <DrawingBar {...drawings.bar} />
      <div className="chart-area">
        <BarLegend
          {...{ instrument, loaded, pointed, indicators, vwaps }}
          feed={used.feed}
          wantsIndicators={chosen.length > 0}
          onRemove={props.onRemove}
        />
        <ChartCanvases
          {...used}
          {...{ group, pointed, drawn }}
          instrument={instrument.id}
          label={`${texts.chart.label} ${instrument.symbol}. ${texts.keyboard.chartKeys}`}
          acted={{ ...drawings.acted, tickSize: Number(instrument.tickSize) }}
        />
        {drawings.tool.note !== undefined && <NoteInput onDone={drawings.tool.finishNote} />}
        <p className="visually-hidden" role="status">
          {drawings.status}
        </p>
      </div>
    </div>
  );
}

/** Own orders and fills of an instrument, and how its prices and sizes are written. */
function useWriting({ id, lotSize, tickSize }: InstrumentView) {
  const texts = useTexts();
  const fills = useEngineView((view) => view.fills);
  const orders = useEngineView((view) => view.orders);
  const writers = useMemo(
    () => ({
      formatPrice: (price: number) => formatFixed(price, placesOf(tickSize)),
      formatSize: (size: number) => formatFixed(size, placesOf(lotSize)),
    }),
    [tickSize, lotSize],
  );
  const marks = useMemo(
    () => fillMarks({ fills, orders, instrument: id, ...writers }, texts),
    [fills, orders, id, writers, texts],
  );
  return {
    formatPrice: writers.formatPrice,
    fills: marks,
    orderText: ({ filledBase, side, sizeBase, type }: OrderView) =>
      `${side === 'buy' ? '▲' : '▼'} ${texts.orders.types[type]} ${writers.formatSize(sizeBase - filledBase)}`,
    ordersOf: () =>
      (currentView()?.orders ?? []).filter((order) => order.instrument === id && !isClosed(order.status)),
    lastPriceOf: () => currentView()?.markets[id]?.lastPrice ?? null,
  };
}
