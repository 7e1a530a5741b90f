import type { FlowBar } from '../../charts/flow/flow-bar.ts';
import { digitsFor, niceStep } from '../../charts/flow/amounts.ts';
import { paintTag, SMALL_TEXT, type Surface } from '../../charts/flow/surface.ts';
import { formatFixed, formatSigned } from '../../formatting/numbers.ts';
import { formatMinute, formatTime } from '../../formatting/times.ts';
import { AXIS_PX, type DeltaScene, type Lane, type Lanes, TIME_PX, yIn } from './delta-lanes.ts';
import { leftOf } from './delta-view.ts';

const LABEL_PX = 56;

/** Faint lines at round values of a strip with their labels. */
export function paintScale(
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

/** When bars began, below everything. */
export function paintTimes(
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
export function paintTags(surface: Surface, scene: DeltaScene, lanes: Lanes, width: number): void {
  const { colors, known, lot, lotPlaces, pointed, view } = scene;
  const bar = known.bars.find(({ number }) => number === pointed) ?? known.bars.at(-1);
  if (bar === undefined) return;
  const tag = { background: colors.raised, text: colors.text };
  const text = (lots: number) => formatSigned(lots * lot, digitsFor(Math.abs(lots) * lot, lotPlaces));
  paintTag(
    surface,
    text(bar.cvdLots),
    { left: width + 2, middle: yIn(lanes.cvd, bar.cvdLots), leastPx: AXIS_PX - 4 },
    { background: colors.accent, text: colors.panel },
  );
  const delta = bar.buyLots - bar.sellLots;
  paintTag(
    surface,
    text(delta),
    { left: width + 2, middle: yIn(lanes.delta, delta), leastPx: AXIS_PX - 4 },
    tag,
  );
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

/** What every strip shows, in its upper left corner, readable over whatever is painted there. */
export function paintLaneNames(
  { context }: Surface,
  { colors, texts, ...scene }: DeltaScene,
  lanes: Lanes,
): void {
  const write = (text: string, left: number, { top }: Lane, color: string) => {
    const width = context.measureText(text).width;
    context.fillStyle = colors.panel;
    context.globalAlpha = 0.8;
    context.fillRect(left - 2, top + 3, width + 4, 14);
    context.globalAlpha = 1;
    context.fillStyle = color;
    context.fillText(text, left, top + 10);
    return left + width;
  };
  const last = scene.known.bars.at(-1);
  const price = last === undefined ? '' : formatFixed(last.closeTicks * scene.tick, scene.tickPlaces);
  context.font = SMALL_TEXT;
  context.textAlign = 'left';
  const end = write(`${texts.cvd} ${scene.base}`, 6, lanes.cvd, colors.accent);
  write(`${texts.price} ${price}`, end + 12, lanes.cvd, colors.textSoft);
  write(`${texts.delta} ${scene.base}`, 6, lanes.delta, colors.textSoft);
  write(`${texts.volumes} ${scene.base}`, 6, lanes.volume, colors.textSoft);
}
