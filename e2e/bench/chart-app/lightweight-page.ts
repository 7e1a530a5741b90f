import { CandlestickSeries, createChart, HistogramSeries, type UTCTimestamp } from 'lightweight-charts';
import type { ChartBarsReply } from '../../../engine/contract/chart-commands.ts';
import { sampleInstrument } from '../../../renderer/engine-client/fixtures/sample-view.ts';
import { askEngine } from '../../../renderer/engine-client/ask-engine.ts';
import {
  BENCH_BARS,
  BENCH_FEW_FRAMES,
  BENCH_FRAMES,
  BENCH_SPANS,
  BENCH_SWEEP,
  BENCH_ZOOM,
} from './history.ts';
import { type FrameTimes, nextFrame, timedFrames } from './timed-frames.ts';

const PART = 2000;

/** The same history, bar by bar, as a chart without levels of detail needs it. */
async function wholeHistory(): Promise<readonly ChartBarsReply['columns'][]> {
  const parts: ChartBarsReply['columns'][] = [];
  const bars = { kind: 'time', intervalMs: 60_000 } as const;
  const ask = { instrument: sampleInstrument.id, bars, most: PART };
  const newest = await askEngine('chartBars', { ...ask, from: -1, to: null });
  if (!newest.ok) throw new Error(newest.failure.detail);
  const { oldest, total } = newest.reply;
  // The newest bar is open still.
  if (total - oldest !== BENCH_BARS - 1)
    throw new Error(`there must be ${BENCH_BARS - 1} closed bars, are ${total - oldest}`);
  for (let from = oldest; from < total; from += PART) {
    const asked = { ...ask, from, to: from + PART };
    const answer = await askEngine('chartBars', asked);
    if (!answer.ok) throw new Error(answer.failure.detail);
    parts.push(answer.reply.columns);
  }
  return parts;
}

interface Candle {
  readonly time: UTCTimestamp;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly value: number;
}

const candlesOf = (parts: readonly ChartBarsReply['columns'][]): Candle[] =>
  parts.flatMap((columns) =>
    Array.from(columns.openTimeMs, (timeMs, at) => ({
      time: (timeMs / 1000) as UTCTimestamp,
      open: columns.open[at] as number,
      high: columns.high[at] as number,
      low: columns.low[at] as number,
      close: columns.close[at] as number,
      value: columns.volumeBase[at] as number,
    })),
  );

/** lightweight-charts with candles and volume on the same history, the same windows and the same moves. */
export async function measureLightweight(root: HTMLElement) {
  const candles = candlesOf(await wholeHistory());
  const firstDraws: number[] = [];
  let shown: ReturnType<typeof draw> | undefined;
  for (let run = 0; run < 4; run += 1) {
    shown?.remove();
    const begun = performance.now();
    shown = draw(root, candles);
    await nextFrame();
    await nextFrame();
    firstDraws.push(performance.now() - begun);
  }
  if (shown === undefined) throw new Error('the chart must be on screen');
  const scale = shown.timeScale();
  await window.bench.shot('lightweight-first');
  const pan: Record<string, FrameTimes> = {};
  for (const span of BENCH_SPANS) {
    const show = (from: number) => scale.setVisibleLogicalRange({ from, to: from + span });
    let from = candles.length - span;
    show(from);
    await new Promise((waited) => setTimeout(waited, 300));
    const step = (span * 12) / root.clientWidth;
    const count = span === BENCH_BARS ? BENCH_FEW_FRAMES : BENCH_FRAMES;
    pan[span] = await timedFrames(count, (frame) => show((from += frame % 80 < 40 ? -step : step)));
    await window.bench.shot(`lightweight-${span}`);
  }
  let span: number = BENCH_ZOOM[0];
  const zoom = await timedFrames(BENCH_SWEEP, () => {
    span = Math.min(BENCH_ZOOM[1], span * 1.15);
    scale.setVisibleLogicalRange({ from: candles.length - span, to: candles.length });
  });
  shown.remove();
  const [cold = 0, ...warm] = firstDraws;
  const median = warm.toSorted((a, b) => a - b)[Math.floor(warm.length / 2)] ?? 0;
  return {
    firstDrawColdMs: Number(cold.toPrecision(4)),
    firstDrawMs: Number(median.toPrecision(4)),
    pan,
    zoom,
  };
}

function draw(root: HTMLElement, candles: Candle[]) {
  // The library's own least bar width keeps a million bars from fitting; its option for it is 0.5 by default.
  const chart = createChart(root, { autoSize: true, timeScale: { minBarSpacing: 0.0005 } });
  chart.addSeries(CandlestickSeries).setData(candles);
  // Volume in a pane of its own, as beside it.
  const volumes = candles.map(({ time, value }) => ({ time, value }));
  chart.addSeries(HistogramSeries, {}, 1).setData(volumes);
  return chart;
}
