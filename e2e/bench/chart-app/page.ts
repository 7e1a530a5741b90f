import '../../../renderer/theme/tokens.css';
import '../../../renderer/theme/base.css';
import '../../../renderer/theme/controls.css';
import '../../../renderer/theme/panels.css';
import { TooltipProvider } from '@radix-ui/react-tooltip';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { sampleInstrument, sampleView } from '../../../renderer/engine-client/fixtures/sample-view.ts';
import { replaceView } from '../../../renderer/engine-client/engine-view.ts';
import { ChartStage } from '../../../renderer/panels/chart/ChartStage.tsx';
import { BENCH_BARS, BENCH_FRAMES, BENCH_SPANS, BENCH_SWEEP, BENCH_ZOOM } from './history.ts';
import { measureLightweight } from './lightweight-page.ts';
import { type FrameTimes, nextFrame, timedFrames } from './timed-frames.ts';

declare global {
  interface Window {
    readonly bench: { tell(result: unknown): Promise<void>; shot(name: string): Promise<void> };
  }
}

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no element with the id root');

/** Waits until the chart has put up its canvases and painted on them. */
async function painted(): Promise<HTMLElement> {
  for (;;) {
    const found = document.querySelector<HTMLElement>('.chart-canvas');
    if (found !== null) {
      // It paints with the frame after it is there.
      await nextFrame();
      await nextFrame();
      return found;
    }
    await nextFrame();
  }
}

const chart = (run: number) =>
  createElement(
    TooltipProvider,
    null,
    createElement(ChartStage, {
      key: run,
      instrument: sampleInstrument,
      spec: SPEC,
      style: 'candles',
      keys: [],
      formulas: NO_FORMULAS,
      onRemove: () => undefined,
      showsBigTrades: false,
      jump: 0,
    }),
  );
const NO_FORMULAS: readonly never[] = [];
const SPEC = { kind: 'time', intervalMs: 60_000 } as const;

function wheel(target: HTMLElement, deltaX: number, deltaY: number): void {
  const { left, top, width } = target.getBoundingClientRect();
  const place = { clientX: left + (width - 74) / 2, clientY: top + 100 };
  target.dispatchEvent(new WheelEvent('wheel', { bubbles: true, deltaX, deltaY, ...place }));
}

/** Zooms with the wheel until about so many bars are on screen, and waits for their points. */
async function zoomTo(target: HTMLElement, from: number, to: number): Promise<void> {
  const turns = Math.round(Math.log(to / from) / Math.log(1.15));
  for (let turn = 0; turn < Math.abs(turns); turn += 1) {
    wheel(target, 0, Math.sign(turns) * 100);
    await nextFrame();
  }
  await new Promise((waited) => setTimeout(waited, 300));
}

async function measureOurs() {
  const view = createRoot(root as HTMLElement);
  const firstDraws: number[] = [];
  let canvas: HTMLElement | undefined;
  for (let run = 0; run < 6; run += 1) {
    view.render(null);
    await new Promise((waited) => setTimeout(waited, 200));
    const begun = performance.now();
    view.render(chart(run));
    canvas = await painted();
    firstDraws.push(performance.now() - begun);
  }
  if (canvas === undefined) throw new Error('the chart must be on screen');
  const target = canvas;
  await window.bench.shot('ours-first');
  const pan: Record<string, FrameTimes> = {};
  let span = target.clientWidth / 8;
  for (const wanted of BENCH_SPANS) {
    await zoomTo(target, span, wanted);
    span = wanted;
    pan[wanted] = await timedFrames(BENCH_FRAMES, (frame) => wheel(target, frame % 80 < 40 ? -12 : 12, 0));
    await window.bench.shot(`ours-${wanted}`);
  }
  await zoomTo(target, span, BENCH_ZOOM[0]);
  const zoom = await timedFrames(BENCH_SWEEP, () => wheel(target, 0, 100));
  view.unmount();
  const [cold = 0, ...warm] = firstDraws;
  return { firstDrawColdMs: rounded(cold), firstDrawMs: rounded(medianOf(warm)), pan, zoom };
}

const rounded = (value: number): number => Number(value.toPrecision(4));
const medianOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

document.documentElement.dataset['theme'] = 'dark';
document.documentElement.dataset['directionColors'] = 'teal-coral';
replaceView(sampleView);
await document.fonts.ready;
const ours = await measureOurs();
await window.bench.tell({ bars: BENCH_BARS, ours, lightweight: await measureLightweight(root) });
