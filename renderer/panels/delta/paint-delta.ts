import type { FlowBar, KnownBars } from '../../charts/flow/flow-bar.ts';
import { digitsFor, niceStep } from '../../charts/flow/amounts.ts';
import { clipped, paintTag, SMALL_TEXT, type Surface } from '../../charts/flow/surface.ts';
import { formatFixed, formatSigned } from '../../formatting/numbers.ts';
import { formatMinute, formatTime } from '../../formatting/times.ts';
import type { Texts } from '../../language/en.ts';
import type { CanvasColors } from '../../theme/canvas-colors.ts';
import { barsIn, type DeltaView, leftOf } from './delta-view.ts';
import { divergencesOf } from './divergence-text.ts';

export const AXIS_PX = 72;
const TIME_PX = 18;
const LABEL_PX = 56;

/** Everything a picture of delta depends on. */
export interface DeltaScene {
  readonly known: KnownBars;
  readonly view: DeltaView;
  readonly tick: number;
  readonly tickPlaces: number;
  readonly lot: number;
  readonly lotPlaces: number;
  readonly colors: CanvasColors;
  readonly texts: Texts['delta'];
  /** Number of the bar that is pointed at, here or in a linked panel. */
  readonly pointed: number | undefined;
  /** Bars that ended before have no cumulative delta; -Infinity when all have. */
  readonly anchorMs: number;
}

/** A strip of the canvas with its own scale. */
interface Lane {
  readonly top: number;
  readonly height: number;
  readonly low: number;
  readonly high: number;
}

const yIn = ({ height, high, low, top }: Lane, value: number): number =>
  top + height - 3 - ((value - low) / (high - low || 1)) * (height - 6);

/** Paints price over cumulative delta, delta bar by bar, and what was bought and sold. */
export function paintDelta(surface: Surface, scene: DeltaScene): void {
  const width = Math.max(0, surface.width - AXIS_PX);
  const room = Math.max(0, surface.height - TIME_PX);
  const bars = barsIn(scene.view, width, scene.known.bars);
  const counted = bars.filter(({ endTimeMs }) => endTimeMs > scene.anchorMs);
  const lanes = lanesOf(room, bars, counted);
  paintScale(surface, lanes.cvd, scene, width);
  paintScale(surface, lanes.delta, scene, width);
  const { context } = surface;
  clipped(surface, { left: 0, top: 0, width, height: surface.height }, () => {
    paintLine(surface, scene, {
      bars,
      lane: lanes.price,
      width,
      color: scene.colors.textSoft,
      value: ({ closeTicks }) => closeTicks,
    });
    paintLine(surface, scene, {
      bars: counted,
      lane: lanes.cvd,
      width,
      color: scene.colors.accent,
      value: ({ cvdLots }) => cvdLots,
    });
    paintDivergences(surface, scene, lanes, width);
    for (const bar of bars) {
      paintDeltaBar(surface, scene, lanes.delta, { bar, left: leftOf(scene.view, width, bar.number) });
      paintVolumes(surface, scene, lanes.volume, { bar, left: leftOf(scene.view, width, bar.number) });
    }
    paintTimes(surface, scene, bars, width);
  });
  context.fillStyle = scene.colors.hairline;
  for (const lane of [lanes.delta, lanes.volume]) context.fillRect(0, Math.round(lane.top), surface.width, 1);
  paintTags(surface, scene, lanes, width);
  paintLaneNames(surface, scene, lanes);
}

type Lanes = Readonly<Record<'price' | 'cvd' | 'delta' | 'volume', Lane>>;

function lanesOf(room: number, bars: readonly FlowBar[], counted: readonly FlowBar[]): Lanes {
  const top = { top: 0, height: room * 0.56 };
  const delta = { top: room * 0.56, height: room * 0.26 };
  const volume = { top: room * 0.82, height: room * 0.18 };
  const deltas = bars.flatMap(({ maxDeltaLots, minDeltaLots }) => [minDeltaLots, maxDeltaLots]);
  const most = Math.max(1, ...deltas.map(Math.abs));
  return {
    price: { ...top, ...rangeOf(bars.map(({ closeTicks }) => closeTicks)) },
    cvd: { ...top, ...rangeOf(counted.map(({ cvdLots }) => cvdLots)) },
    delta: { ...delta, low: -most, high: most },
    volume: {
      ...volume,
      low: 0,
      high: Math.max(1, ...bars.map(({ buyLots, sellLots }) => Math.max(buyLots, sellLots))),
    },
  };
}

function rangeOf(values: readonly number[]): { low: number; high: number } {
  const low = Math.min(...values, Infinity);
  const high = Math.max(...values, -Infinity);
  return Number.isFinite(low) && high > low
    ? { low, high }
    : { low: (values[0] ?? 0) - 1, high: (values[0] ?? 0) + 1 };
}

function paintScale(
  { context }: Surface,
  lane: Lane,
  { colors, lot, lotPlaces }: DeltaScene,
  width: number,
): void {
  const step = niceStep(((lane.high - lane.low) / Math.max(1, lane.height)) * 30);
  const digits = digitsFor(Math.max(Math.abs(lane.low), Math.abs(lane.high)) * lot, lotPlaces);
  context.font = SMALL_TEXT;
  context.textAlign = 'left';
  for (let value = Math.ceil(lane.low / step) * step; value <= lane.high; value += step) {
    const y = Math.round(yIn(lane, value));
    context.fillStyle = value === 0 ? colors.edge : colors.grid;
    context.fillRect(0, y, width, 1);
    context.fillStyle = colors.textSoft;
    if (y > lane.top + 8 && y < lane.top + lane.height - 7)
      context.fillText(formatSigned(value * lot, digits), width + 6, y);
  }
}

interface Line {
  readonly bars: readonly FlowBar[];
  readonly lane: Lane;
  readonly width: number;
  readonly color: string;
  readonly value: (bar: FlowBar) => number;
}

function paintLine(
  { context }: Surface,
  { view }: DeltaScene,
  { bars, color, lane, value, width }: Line,
): void {
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.beginPath();
  bars.forEach((bar, at) => {
    const x = leftOf(view, width, bar.number) + view.barPx / 2;
    if (at === 0) context.moveTo(x, yIn(lane, value(bar)));
    else context.lineTo(x, yIn(lane, value(bar)));
  });
  context.stroke();
  context.lineWidth = 1;
}

interface PlacedBar {
  readonly bar: FlowBar;
  readonly left: number;
}

/** Delta as a bar from the middle, its extremes as a thin line. */
function paintDeltaBar(
  { context }: Surface,
  { colors, view }: DeltaScene,
  lane: Lane,
  { bar, left }: PlacedBar,
): void {
  const delta = bar.buyLots - bar.sellLots;
  const inner = Math.max(1, view.barPx - (view.barPx >= 4 ? 1 : 0));
  context.fillStyle = delta < 0 ? colors.down : colors.up;
  const [zero, y] = [yIn(lane, 0), yIn(lane, delta)];
  context.fillRect(left, Math.min(zero, y), inner, Math.max(1, Math.abs(y - zero)));
  if (view.barPx < 6) return;
  const [low, high] = [yIn(lane, bar.minDeltaLots), yIn(lane, bar.maxDeltaLots)];
  context.globalAlpha = 0.6;
  context.fillRect(Math.round(left + inner / 2), high, 1, Math.max(1, low - high));
  context.globalAlpha = 1;
}

/** What was bought and what was sold side by side. */
function paintVolumes(
  { context }: Surface,
  { colors, view }: DeltaScene,
  lane: Lane,
  { bar, left }: PlacedBar,
): void {
  const half = Math.max(1, (view.barPx - (view.barPx >= 4 ? 1 : 0)) / 2);
  const bottom = lane.top + lane.height - 1;
  const column = (x: number, lots: number, color: string) => {
    const y = yIn(lane, lots);
    context.fillStyle = color;
    context.fillRect(x, y, half, bottom - y);
  };
  context.globalAlpha = 0.75;
  column(left, bar.sellLots, colors.down);
  column(left + half, bar.buyLots, colors.up);
  context.globalAlpha = 1;
}

/** A line from swing to swing in price and in cumulative delta. */
function paintDivergences({ context }: Surface, scene: DeltaScene, lanes: Lanes, width: number): void {
  const { colors, known, view } = scene;
  const first = known.bars[0]?.number ?? 0;
  context.setLineDash([3, 3]);
  for (const { from, isBearish, to } of divergencesOf(known)) {
    const [a, b] = [known.bars[from - first], known.bars[to - first]];
    if (a === undefined || b === undefined) continue;
    context.strokeStyle = isBearish ? colors.down : colors.up;
    for (const [lane, value] of [
      [lanes.price, ({ closeTicks }: FlowBar) => closeTicks],
      [lanes.cvd, ({ cvdLots }: FlowBar) => cvdLots],
    ] as const) {
      context.beginPath();
      context.moveTo(leftOf(view, width, from) + view.barPx / 2, yIn(lane, value(a)));
      context.lineTo(leftOf(view, width, to) + view.barPx / 2, yIn(lane, value(b)));
      context.stroke();
    }
  }
  context.setLineDash([]);
}

function paintTimes(
  { context, height }: Surface,
  { colors, view }: DeltaScene,
  bars: readonly FlowBar[],
  width: number,
): void {
  const every = niceStep(LABEL_PX / view.barPx);
  context.font = SMALL_TEXT;
  context.textAlign = 'left';
  context.fillStyle = colors.textSoft;
  for (const { number, openTimeMs } of bars) {
    const left = leftOf(view, width, number);
    if (number % every !== 0 || left > width - 30) continue;
    context.fillText(
      (openTimeMs % 60_000 === 0 ? formatMinute : formatTime)(openTimeMs),
      left,
      height - TIME_PX / 2,
    );
  }
}

/** Values of the bar that is pointed at, or of the newest, on the axis. */
function paintTags(surface: Surface, scene: DeltaScene, lanes: Lanes, width: number): void {
  const { colors, known, lot, lotPlaces, pointed, view } = scene;
  const bar = known.bars.find(({ number }) => number === pointed) ?? known.bars.at(-1);
  if (bar === undefined) return;
  const tag = { background: colors.raised, text: colors.text };
  const text = (lots: number) => formatSigned(lots * lot, digitsFor(Math.abs(lots) * lot, lotPlaces));
  paintTag(
    surface,
    text(bar.cvdLots),
    { left: width + 2, middle: yIn(lanes.cvd, bar.cvdLots) },
    { background: colors.accent, text: colors.panel },
  );
  const delta = bar.buyLots - bar.sellLots;
  paintTag(surface, text(delta), { left: width + 2, middle: yIn(lanes.delta, delta) }, tag);
  if (pointed === undefined) return;
  const { context, height } = surface;
  const x = leftOf(view, width, bar.number) + view.barPx / 2;
  context.fillStyle = colors.accent;
  context.globalAlpha = 0.45;
  context.fillRect(Math.round(x), 0, 1, height - TIME_PX);
  context.globalAlpha = 1;
  paintTag(
    surface,
    formatTime(bar.openTimeMs),
    { left: Math.max(0, x - 28), middle: height - TIME_PX / 2 },
    tag,
  );
}

function paintLaneNames({ context }: Surface, { colors, texts, ...scene }: DeltaScene, lanes: Lanes): void {
  const last = scene.known.bars.at(-1);
  const price = last === undefined ? '' : formatFixed(last.closeTicks * scene.tick, scene.tickPlaces);
  context.font = SMALL_TEXT;
  context.textAlign = 'left';
  context.fillStyle = colors.accent;
  context.fillText(texts.cvd, 6, lanes.cvd.top + 10);
  const offset = 12 + context.measureText(texts.cvd).width;
  context.fillStyle = colors.textSoft;
  context.fillText(`${texts.price} ${price}`, 6 + offset, lanes.cvd.top + 10);
  context.fillText(texts.delta, 6, lanes.delta.top + 10);
  context.fillText(texts.volumes, 6, lanes.volume.top + 10);
}
