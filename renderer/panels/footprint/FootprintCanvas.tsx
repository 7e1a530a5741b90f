import { useContext, useEffect, useId, useMemo, useRef } from 'react';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import type { KnownBars } from '../../charts/flow/flow-bar.ts';
import type { UsedFlowBars } from '../../charts/flow/use-flow-bars.ts';
import { useLivePainting } from '../../charts/flow/use-live-painting.ts';
import { usePainting } from '../../charts/flow/use-painting.ts';
import { useTexts } from '../../language/texts.ts';
import { subscribeCrosshair } from '../../linking/crosshair.ts';
import { LinkContext } from '../../linking/linked-instrument.ts';
import { useCanvasColors } from '../../theme/canvas-colors.ts';
import { cellReading, spokenReading } from './cell-reading.ts';
import { CellTooltip } from './CellTooltip.tsx';
import { barsOnScreen, paintFootprint } from './paint-footprint.ts';
import { ImbalanceZones } from './imbalance-zones.ts';
import { type Cell, gridOf, plotOf } from './scene.ts';
import { type Linked, linkedPlace, shareRange, useSharedCell } from './shared-cell.ts';
import { useCell } from './use-cell.ts';
import { type FootprintView, useFootprintView } from './use-footprint-view.ts';
import { xOfBar, yOfTicks } from './viewport.ts';

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
  const grid = gridOf(instrument);
  const canvas = useRef<HTMLCanvasElement>(null);
  const painting = useFootprintPainting(canvas, { bars, known, rowTicks, instrument });
  const { cell, handlers, view } = painting;
  useEffect(() => {
    if (jump > 0) view.jumpToLatest();
    // Only the wish counts.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [jump]);

  const writing = { grid, rowTicks, texts };
  const bar = cell && known.bars.find(({ number }) => number === cell.bar);
  const reading = cell && bar && cellReading(bar, cell, writing);
  const last = known.bars.at(-1);
  const summary = last && cellReading(last, { bar: last.number, ticks: last.pocTicks }, writing);
  return (
    <div className="flow-canvas-box">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrows walk through its cells */}
      <canvas
        ref={canvas}
        className="flow-canvas"
        role="img"
        tabIndex={0}
        aria-label={`${texts.label}. ${texts.keys}. ${summary === undefined ? '' : spokenReading(summary)}`}
        {...handlers}
      />
      {reading !== undefined && cell !== undefined && (
        <CellTooltip reading={reading} {...tooltipPlace(view, cell, rowTicks)} />
      )}
      <p className="visually-hidden" role="status">
        {reading === undefined ? '' : spokenReading(reading)}
      </p>
    </div>
  );
}

interface Painted {
  readonly bars: UsedFlowBars;
  readonly known: KnownBars;
  readonly rowTicks: number;
  readonly instrument: InstrumentView;
}

/** Paints whenever the market, the view, the pointer here or the crosshair elsewhere moves. */
function useFootprintPainting(
  canvas: { readonly current: HTMLCanvasElement | null },
  { bars, instrument, known, rowTicks }: Painted,
) {
  const look = { colors: useCanvasColors(), texts: useTexts().footprint, grid: gridOf(instrument), rowTicks };
  const linked = useLinked(instrument, rowTicks);
  const zones = useMemo(() => new ImbalanceZones(rowTicks), [rowTicks]);
  const isMoved = useRef(false);
  const knownNow = () => {
    const now = bars.now();
    return now.state === 'known' ? now.known : known;
  };
  const request = useRef<() => void>(() => undefined);
  const view = useFootprintView({
    canvas,
    rowTicks,
    known: knownNow,
    onChange: () => {
      isMoved.current = true;
      request.current();
    },
    onNeedOlder: bars.loadOlder,
  });
  const { cell, handlers } = useCell(view, rowTicks, known);
  const paintSoon = usePainting(canvas, (surface) => {
    const [now, plot] = [knownNow(), plotOf(surface)];
    const scene = {
      ...look,
      known: now,
      zones: zones.of(now.bars, now.closedBars),
      view: view.follow(now, plot),
      pointed: cell,
      linked: linkedPlace(now, linked),
    };
    paintFootprint(surface, scene);
    shareRange(linked, barsOnScreen(scene, plot), isMoved.current);
    isMoved.current = false;
  });
  useEffect(() => {
    request.current = paintSoon;
  }, [paintSoon]);
  useLivePainting(bars.subscribe, paintSoon);
  useSharedCell(cell, known, linked);
  useEffect(() => subscribeCrosshair(linked.group, paintSoon), [linked.group, paintSoon]);
  return { view, cell, handlers };
}

function useLinked({ id, tickSize }: InstrumentView, rowTicks: number): Linked {
  const group = useContext(LinkContext);
  return { group, instrument: id, tick: Number(tickSize), rowTicks, source: useId() };
}

/** Beside the cell, on the side where there is room. */
function tooltipPlace(
  view: FootprintView,
  cell: Cell,
  rowTicks: number,
): { left: number; top: number; flips: boolean } {
  const plot = view.plot();
  const left = xOfBar(view.current(), plot, cell.bar);
  const flips = left > plot.width / 2;
  const top = yOfTicks(view.current(), plot, rowTicks, cell.ticks);
  const right = left + view.current().barPx;
  return { left: flips ? left - 6 : right + 6, top: Math.min(Math.max(top, 4), plot.height - 150), flips };
}
