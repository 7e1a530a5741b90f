import type {
  TpoProfileView,
  ValuePricesView,
  VolumeProfileView,
} from '../../../engine/contract/footprint-commands.ts';
import { niceStep } from '../../charts/flow/amounts.ts';
import { paintTag, SMALL_TEXT, type Surface } from '../../charts/flow/surface.ts';
import { formatFixed } from '../../formatting/numbers.ts';
import { formatDay, formatMinute } from '../../formatting/times.ts';
import type { Texts } from '../../language/en.ts';
import type { CanvasColors } from '../../theme/canvas-colors.ts';
import {
  AXIS_PX,
  isTpo,
  layoutOf,
  letterOf,
  periodsOf,
  type ProfileLayout,
  rowsOf,
  yOf,
} from './profile-layout.ts';

const PRICE_PX = 28;
const LETTER_PX = 9;
/** A few marks are drawn wider, so that a young profile can be read too. */
const MOST_MARK_PX = 26;

/** Everything a picture of profiles depends on. */
export interface ProfileScene {
  readonly profiles: readonly (VolumeProfileView | TpoProfileView)[];
  readonly tick: number;
  readonly tickPlaces: number;
  readonly colors: CanvasColors;
  readonly texts: Texts['profile'];
  /** Ticks a person points at, here or in a linked panel. */
  readonly pointed: number | undefined;
  readonly lastTicks: number | undefined;
}

/** Paints profiles side by side over one price axis. */
export function paintProfiles(surface: Surface, scene: ProfileScene): void {
  const layout = layoutOf(scene.profiles, surface);
  paintPrices(surface, scene, layout);
  scene.profiles.forEach((profile, at) => {
    const column = { left: at * layout.columnPx, width: layout.columnPx - 8 };
    paintValueArea(surface, scene, layout, { profile, ...column });
    if (isTpo(profile)) paintTpo(surface, scene, layout, { profile, ...column });
    else paintVolume(surface, scene, layout, { profile, ...column });
    paintLevels(surface, scene, layout, { profile, ...column });
    if (scene.profiles.length > 1) paintDay(surface, scene, profile, column.left);
  });
  paintPointers(surface, scene, layout);
}

interface Placed<Profile> {
  readonly profile: Profile;
  readonly left: number;
  readonly width: number;
}

const priceText = ({ tick, tickPlaces }: ProfileScene, ticks: number): string =>
  formatFixed(ticks * tick, tickPlaces);

function paintPrices({ context }: Surface, scene: ProfileScene, layout: ProfileLayout): void {
  const step = niceStep((PRICE_PX / layout.rowPx) * layout.rowTicks);
  context.font = SMALL_TEXT;
  context.textAlign = 'left';
  for (let ticks = Math.ceil(layout.lowTicks / step) * step; ticks <= layout.highTicks; ticks += step) {
    const y = Math.round(yOf(layout, ticks));
    context.fillStyle = scene.colors.grid;
    context.fillRect(0, y, layout.width, 1);
    context.fillStyle = scene.colors.textSoft;
    if (y > 6 && y < layout.height - 6) context.fillText(priceText(scene, ticks), layout.width + 6, y);
  }
}

function paintValueArea(
  { context }: Surface,
  { colors, tick }: ProfileScene,
  layout: ProfileLayout,
  { left, profile, width }: Placed<ValuePricesView>,
): void {
  const top = yOf(layout, profile.valueAreaHigh / tick + 1);
  const bottom = yOf(layout, profile.valueAreaLow / tick);
  context.fillStyle = colors.raised;
  context.fillRect(left, top, width, bottom - top);
}

/** What was sold and bought in each row, one after the other from the left. */
function paintVolume(
  { context }: Surface,
  { colors, tick }: ProfileScene,
  layout: ProfileLayout,
  { left, profile, width }: Placed<VolumeProfileView>,
): void {
  const { buyLots, fromTicks, rowTicks, sellLots, valueAreaHigh, valueAreaLow } = profile;
  let most = 1;
  for (let row = 0; row < buyLots.length; row += 1)
    most = Math.max(most, (buyLots[row] ?? 0) + (sellLots[row] ?? 0));
  const room = width * 0.92;
  const gap = layout.rowPx >= 4 ? 1 : 0;
  for (let row = 0; row < buyLots.length; row += 1) {
    const ticks = fromTicks + row * rowTicks;
    const top = yOf(layout, ticks + rowTicks);
    const height = Math.max(1, (layout.rowPx * rowTicks) / layout.rowTicks - gap);
    const isValue = ticks * tick >= valueAreaLow - tick / 2 && ticks * tick <= valueAreaHigh + tick / 2;
    context.globalAlpha = isValue ? 0.65 : 0.35;
    const sold = (room * (sellLots[row] ?? 0)) / most;
    context.fillStyle = colors.down;
    context.fillRect(left, top, sold, height);
    context.fillStyle = colors.up;
    context.fillRect(left + sold, top, (room * (buyLots[row] ?? 0)) / most, height);
  }
  context.globalAlpha = 1;
}

/** A letter or a block for every period that traded through a row. */
function paintTpo(
  { context }: Surface,
  { colors, tick }: ProfileScene,
  layout: ProfileLayout,
  { left, profile, width }: Placed<TpoProfileView>,
): void {
  let most = 1;
  for (let row = 0; row < rowsOf(profile); row += 1) most = Math.max(most, periodsOf(profile, row).length);
  const markPx = Math.min(MOST_MARK_PX, (width * 0.9) / most);
  const hasLetters = layout.rowPx >= 11 && markPx >= LETTER_PX;
  const singles = new Set(profile.singlePrints);
  context.font = SMALL_TEXT;
  context.textAlign = 'center';
  for (let row = 0; row < rowsOf(profile); row += 1) {
    const ticks = profile.fromTicks + row * profile.rowTicks;
    const top = yOf(layout, ticks + profile.rowTicks);
    const middle = top + layout.rowPx / 2;
    const isSingle = singles.has(ticks);
    periodsOf(profile, row).forEach((period, at) => {
      const x = left + 4 + at * markPx;
      context.fillStyle = isSingle ? colors.warning : period < 2 ? colors.accent : colors.textSoft;
      if (hasLetters) context.fillText(letterOf(period), x + markPx / 2, middle);
      else
        context.fillRect(
          x,
          top,
          Math.max(1, markPx - 1),
          Math.max(1, layout.rowPx - (layout.rowPx >= 3 ? 1 : 0)),
        );
    });
  }
  const [high, low] = [profile.initialBalanceHigh / tick + 1, profile.initialBalanceLow / tick];
  context.fillStyle = colors.accent;
  context.fillRect(left, yOf(layout, high), 2, yOf(layout, low) - yOf(layout, high));
}

/** Point of control, edges of the value area and the most distinct nodes, with their names. */
function paintLevels(
  { context }: Surface,
  { colors, texts, tick }: ProfileScene,
  layout: ProfileLayout,
  { left, profile, width }: Placed<ValuePricesView>,
): void {
  const line = (price: number, color: string, dash: readonly number[]) => {
    const y = Math.round(yOf(layout, price / tick + 0.5)) + 0.5;
    context.strokeStyle = color;
    context.setLineDash([...dash]);
    context.beginPath();
    context.moveTo(left, y);
    context.lineTo(left + width, y);
    context.stroke();
    context.setLineDash([]);
    return y;
  };
  context.font = SMALL_TEXT;
  context.textAlign = 'right';
  const taken: number[] = [];
  const name = (text: string, y: number, color: string) => {
    // Names that would lie on each other are left to the list of numbers.
    if (taken.some((other) => Math.abs(other - y) < 12)) return;
    taken.push(y);
    context.fillStyle = color;
    context.fillText(text, left + width - 2, y - 6);
  };
  name(texts.poc, line(profile.pointOfControl, colors.warning, []), colors.warning);
  name(texts.vah, line(profile.valueAreaHigh, colors.textSoft, [4, 3]), colors.textSoft);
  name(texts.val, line(profile.valueAreaLow, colors.textSoft, [4, 3]), colors.textSoft);
  const node = (price: number, text: string) => {
    const y = yOf(layout, price / tick + 0.5);
    if (taken.some((other) => Math.abs(other - y) < 12)) return;
    taken.push(y);
    context.fillStyle = colors.textSoft;
    context.fillText(text, left + width - 2, y);
  };
  for (const price of profile.highNodes.slice(0, 3)) node(price, texts.hvn);
  for (const price of profile.lowNodes.slice(0, 3)) node(price, texts.lvn);
}

function paintDay(
  { context }: Surface,
  { colors }: ProfileScene,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  left: number,
): void {
  context.font = SMALL_TEXT;
  context.textAlign = 'left';
  context.fillStyle = colors.text;
  context.fillText(`${formatDay(fromMs)} ${formatMinute(fromMs)}–${formatMinute(toMs)}`, left + 4, 8);
}

function paintPointers(surface: Surface, scene: ProfileScene, layout: ProfileLayout): void {
  const { colors, lastTicks, pointed } = scene;
  const { context } = surface;
  const mark = (ticks: number, color: string, text: string) => {
    const y = yOf(layout, ticks + 0.5);
    if (y < 0 || y > layout.height) return;
    context.globalAlpha = 0.6;
    context.fillStyle = color;
    context.fillRect(0, Math.round(y), layout.width, 1);
    context.globalAlpha = 1;
    paintTag(
      surface,
      priceText(scene, ticks),
      { left: layout.width + 2, middle: y, leastPx: AXIS_PX - 4 },
      { background: color, text },
    );
  };
  if (lastTicks !== undefined) mark(lastTicks, colors.accent, colors.panel);
  if (pointed !== undefined) mark(Math.round(pointed), colors.raised, colors.text);
}
