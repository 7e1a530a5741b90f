import { useContext, useEffect, useRef } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { type FlowBar, type KnownBars, placeOfTime } from '../../charts/flow/flow-bar.ts';
import type { UsedFlowBars } from '../../charts/flow/use-flow-bars.ts';
import { useLivePainting } from '../../charts/flow/use-live-painting.ts';
import { usePainting } from '../../charts/flow/use-painting.ts';
import { useTexts } from '../../language/texts.ts';
import {
  crosshairOf,
  publishCrosshair,
  subscribeCrosshair,
  withdrawCrosshair,
} from '../../linking/crosshair.ts';
import { LinkContext, type LinkGroup } from '../../linking/linked-instrument.ts';
import { publishVisibleRange } from '../../linking/visible-range.ts';
import { useCanvasColors } from '../../theme/canvas-colors.ts';
import { cellReading } from './cell-reading.ts';
import { CellTooltip } from './CellTooltip.tsx';
import { barsOnScreen, paintFootprint } from './paint-footprint.ts';
import { type Cell, gridOf, plotOf, type Scene } from './scene.ts';
import { useFootprintView } from './use-footprint-view.ts';
import { xOfBar, yOfTicks } from './viewport.ts';

const SOURCE = 'footprint';

interface FootprintCanvasProps {
  readonly instrument: InstrumentView;
  readonly bars: UsedFlowBars;
  readonly known: KnownBars;
  readonly rowTicks: number;
  /** Grows by one when the newest bar is wanted in sight. */
  readonly jump: number;
}

/** The footprint on a canvas that can be moved, zoomed and read cell by cell. */
export function FootprintCanvas({ bars, instrument, jump, known, rowTicks }: FootprintCanvasProps) {
  const texts = useTexts().footprint;
  const colors = useCanvasColors();
  const group = useContext(LinkContext);
  const canvas = useRef<HTMLCanvasElement>(null);
  const grid = gridOf(instrument);
  const knownNow = () => {
    const now = bars.now();
    return now.state === 'known' ? now.known : undefined;
  };
  const request = useRef<() => void>(() => undefined);
  const moving = useFootprintView({
    canvas,
    rowTicks,
    known: knownNow,
    onChange: () => request.current(),
    onNeedOlder: bars.loadOlder,
  });
  const { cell, handlers } = moving;

  const paintSoon = usePainting(canvas, (surface) => {
    const now = knownNow() ?? known;
    const view = moving.follow(now, plotOf(surface));
    const linked = linkedPlace(now, crosshairOf(group), instrument.id, grid.tick);
    const scene: Scene = { known: now, view, rowTicks, grid, colors, texts, pointed: cell, linked };
    paintFootprint(surface, scene);
    shareRange(group, instrument.id, barsOnScreen(scene, plotOf(surface)));
  });
  request.current = paintSoon;
  useLivePainting(bars.subscribe, paintSoon);
  useEffect(() => subscribeCrosshair(group, paintSoon), [group, paintSoon]);
  useEffect(() => {
    if (jump > 0) moving.jumpToLatest();
    // Only the wish counts.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [jump]);
  useSharedCell(cell, { group, instrument: instrument.id, tick: grid.tick, rowTicks, known });

  const bar = cell && known.bars.find(({ number }) => number === cell.bar);
  const reading = cell && bar && cellReading(bar, cell, { grid, rowTicks, texts });
  const last = known.bars.at(-1);
  const summary =
    last && cellReading(last, { bar: last.number, ticks: last.pocTicks }, { grid, rowTicks, texts });
  return (
    <div className="flow-canvas-box">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrows walk through its cells */}
      <canvas
        ref={canvas}
        className="flow-canvas"
        role="img"
        tabIndex={0}
        aria-label={`${texts.label}. ${texts.keys}. ${summary === undefined ? '' : spoken(summary)}`}
        {...handlers}
      />
      {reading !== undefined && cell !== undefined && (
        <CellTooltip
          reading={reading}
          {...tooltipPlace(canvas.current, moving.view.current, cell, rowTicks)}
        />
      )}
      <p className="visually-hidden" role="status">
        {reading === undefined ? '' : spoken(reading)}
      </p>
    </div>
  );
}

const spoken = ({ lines, marks, title }: ReturnType<typeof cellReading>): string =>
  [title, ...lines.map(([name, value]) => `${name} ${value}`), ...marks].join(', ');

/** Tells profiles of the color what is on screen. */
function shareRange(group: LinkGroup, instrument: string, bars: readonly FlowBar[]): void {
  const [first, last] = [bars[0], bars.at(-1)];
  if (first === undefined || last === undefined) return;
  publishVisibleRange(group, { instrument, fromMs: first.openTimeMs, toMs: last.endTimeMs });
}

interface SharedPlace {
  readonly group: LinkGroup;
  readonly instrument: string;
  readonly tick: number;
  readonly rowTicks: number;
  readonly known: KnownBars;
}

/** Tells the other panels of the color where a person points. */
function useSharedCell(
  cell: Cell | undefined,
  { group, instrument, known, rowTicks, tick }: SharedPlace,
): void {
  const timeMs = known.bars.find(({ number }) => number === cell?.bar)?.openTimeMs;
  const price = cell && (cell.ticks + (rowTicks - 1) / 2) * tick;
  useEffect(() => {
    if (timeMs === undefined || price === undefined) withdrawCrosshair(group, SOURCE);
    else publishCrosshair(group, { instrument, timeMs, price, source: SOURCE });
    return () => withdrawCrosshair(group, SOURCE);
  }, [group, instrument, timeMs, price]);
}

function linkedPlace(
  { bars }: KnownBars,
  point: ReturnType<typeof crosshairOf>,
  instrument: string,
  tick: number,
): Scene['linked'] {
  if (point === undefined || point.source === SOURCE || point.instrument !== instrument) return undefined;
  const bar = bars[placeOfTime(bars, point.timeMs)];
  const ticks = point.price === undefined ? undefined : Math.round(point.price / tick);
  return bar && { bar: bar.number, ticks };
}

/** Beside the cell, on the side where there is room. */
function tooltipPlace(
  canvas: HTMLCanvasElement | null,
  view: Parameters<typeof xOfBar>[0],
  cell: Cell,
  rowTicks: number,
): { left: number; top: number; flips: boolean } {
  const plot = plotOf({ width: canvas?.clientWidth ?? 0, height: canvas?.clientHeight ?? 0 });
  const left = xOfBar(view, plot, cell.bar);
  const flips = left > plot.width / 2;
  const top = yOfTicks(view, plot, rowTicks, cell.ticks);
  return {
    left: flips ? left - 6 : left + view.barPx + 6,
    top: Math.min(Math.max(top, 4), plot.height - 150),
    flips,
  };
}
