import type { FlowBar } from '../../charts/flow/flow-bar.ts';
import { digitsFor, niceStep } from '../../charts/flow/amounts.ts';
import { paintTag, SMALL_TEXT, type Surface } from '../../charts/flow/surface.ts';
import { formatFixed, formatSigned } from '../../formatting/numbers.ts';
import { formatMinute, formatTime } from '../../formatting/times.ts';
import { AXIS_PX, type Scene, TIME_PX, TOTAL_PX, TOTALS } from './scene.ts';
import { type Plot, visibleTicks, xOfBar, yOfTicks } from './viewport.ts';

const LABEL_PX = 56;
const PRICE_PX = 26;
/** Narrower bars show totals by color only. */
const TOTAL_TEXT_PX = 58;

export const priceText = ({ tick, tickPlaces }: Scene['grid'], ticks: number): string =>
  formatFixed(ticks * tick, tickPlaces);

/** Height of a price in its tag; no other price is written under it. */
const TAG_PX = 16;

/** Middle of the row of the last price; far away while there is none. */
const lastPriceY = ({ known, rowTicks, view }: Scene, plot: Plot): number =>
  yOfTicks(view, plot, rowTicks, (known.bars.at(-1)?.closeTicks ?? Infinity) + rowTicks / 2);

/** Faint lines at round prices with their labels beside the bars. */
export function paintPriceAxis({ context }: Surface, scene: Scene, plot: Plot): void {
  const { colors, grid, rowTicks, view } = scene;
  const { high, low } = visibleTicks(view, plot, rowTicks);
  const step = niceStep((PRICE_PX / view.rowPx) * rowTicks);
  const lastY = lastPriceY(scene, plot);
  context.font = SMALL_TEXT;
  context.textAlign = 'left';
  for (let ticks = Math.ceil(low / step) * step; ticks <= high; ticks += step) {
    const y = Math.round(yOfTicks(view, plot, rowTicks, ticks)) + 0.5;
    context.fillStyle = colors.grid;
    context.fillRect(0, y - 0.5, plot.width, 1);
    context.fillStyle = colors.textSoft;
    const isFree = y > 8 && y < plot.height - 8 && Math.abs(y - lastY) >= TAG_PX;
    if (isFree) context.fillText(priceText(grid, ticks), plot.width + 6, y);
  }
}

/** When bars began, below everything. */
export function paintTimeAxis(
  { context, height }: Surface,
  { colors, view }: Scene,
  plot: Plot,
  bars: readonly FlowBar[],
): void {
  const every = niceStep(LABEL_PX / view.barPx);
  context.font = SMALL_TEXT;
  context.textAlign = 'left';
  context.fillStyle = colors.textSoft;
  for (const bar of bars) {
    const left = xOfBar(view, plot, bar.number);
    if (bar.number % every !== 0 || left > plot.width - 30) continue;
    const isMinute = bar.openTimeMs % 60_000 === 0;
    context.fillText((isMinute ? formatMinute : formatTime)(bar.openTimeMs), left + 2, height - TIME_PX / 2);
  }
}

/** What the totals of a bar are, in lots. */
const totalOf: Readonly<Record<(typeof TOTALS)[number], (bar: FlowBar) => number>> = {
  volume: ({ buyLots, sellLots }) => buyLots + sellLots,
  delta: ({ buyLots, sellLots }) => buyLots - sellLots,
  minDelta: ({ minDeltaLots }) => minDeltaLots,
  maxDelta: ({ maxDeltaLots }) => maxDeltaLots,
  cvd: ({ cvdLots }) => cvdLots,
};

/** Volume, delta with its extremes and cumulative delta under every bar. */
export function paintTotals(
  { context }: Surface,
  scene: Scene,
  plot: Plot & { readonly totalsPx: number },
  bars: readonly FlowBar[],
): void {
  if (plot.totalsPx === 0) return;
  const { colors, grid, texts, view } = scene;
  TOTALS.forEach((name, line) => {
    const top = plot.height + line * TOTAL_PX;
    const most = Math.max(1, ...bars.map((bar) => Math.abs(totalOf[name](bar))));
    const digits = digitsFor(most * grid.lot, grid.lotPlaces);
    context.fillStyle = colors.hairline;
    context.fillRect(0, top, plot.width, line === 0 ? 1 : 0);
    context.font = SMALL_TEXT;
    context.textAlign = 'left';
    context.fillStyle = colors.textSoft;
    context.fillText(texts.totals[name], plot.width + 6, top + TOTAL_PX / 2);
    for (const bar of bars) {
      const lots = totalOf[name](bar);
      const left = xOfBar(view, plot, bar.number);
      const isSigned = name !== 'volume';
      context.globalAlpha = 0.06 + 0.34 * (Math.abs(lots) / most);
      context.fillStyle = isSigned ? (lots < 0 ? colors.down : colors.up) : colors.textSoft;
      if (lots !== 0) context.fillRect(left + 1, top + 1, view.barPx - 2, TOTAL_PX - 1);
      context.globalAlpha = 1;
      if (view.barPx < TOTAL_TEXT_PX) continue;
      context.fillStyle = colors.text;
      context.textAlign = 'right';
      const text = (isSigned ? formatSigned : formatFixed)(lots * grid.lot, digits);
      context.fillText(text, left + view.barPx - 6, top + TOTAL_PX / 2);
    }
  });
}

/** The last price as a line with its value, and points of control nobody came back to. */
export function paintLevels(
  { context }: Surface,
  { colors, known, rowTicks, view }: Scene,
  plot: Plot,
): void {
  const { naked } = known;
  const { high, low } = visibleTicks(view, plot, rowTicks);
  context.strokeStyle = colors.warning;
  context.setLineDash([5, 4]);
  context.globalAlpha = 0.7;
  for (let at = 0; at < naked.length; at += 2) {
    const [number, ticks] = [naked[at] ?? 0, naked[at + 1] ?? 0];
    if (ticks < low || ticks > high) continue;
    const left = xOfBar(view, plot, number + 1);
    if (left > plot.width) continue;
    const y = Math.round(yOfTicks(view, plot, rowTicks, ticks + rowTicks / 2)) + 0.5;
    context.beginPath();
    context.moveTo(Math.max(0, left), y);
    context.lineTo(plot.width, y);
    context.stroke();
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/** The last price on its axis. */
export function paintLastPrice(surface: Surface, scene: Scene, plot: Plot): void {
  const last = scene.known.bars.at(-1);
  if (last === undefined) return;
  const { colors, grid } = scene;
  const y = lastPriceY(scene, plot);
  if (y < 0 || y > plot.height) return;
  const color = last.closeTicks >= last.openTicks ? colors.up : colors.down;
  surface.context.fillStyle = color;
  surface.context.globalAlpha = 0.5;
  surface.context.fillRect(0, Math.round(y), plot.width, 1);
  surface.context.globalAlpha = 1;
  const tag = { background: color, text: colors.panel };
  paintTag(
    surface,
    priceText(grid, last.closeTicks),
    { left: plot.width + 2, middle: y, leastPx: AXIS_PX - 4 },
    tag,
  );
}
