import { priceAt, yOf } from '../../charts/price-scale.ts';
import type { ChartGestures, GestureParts } from './chart-gestures.ts';
import { pointX, visiblePoints } from './chart-scene.ts';
import { movedBy } from './drawings/drawing.ts';
import type { Spot } from './drawings/drawing-shape.ts';

/** What keys act on. */
export interface KeyParts extends GestureParts {
  readonly gestures: ChartGestures;
  readonly selected: string | undefined;
  readonly onRemove: (id: string) => void;
  readonly onUndo: () => void;
}

/** A key press on the chart. */
export interface ChartKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly hasMod: boolean;
}

const ARROWS: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const PANS: Readonly<Record<string, number>> = {
  ArrowLeft: -5,
  ArrowRight: 5,
  PageUp: -60,
  PageDown: 60,
  Home: -1e12,
};
const ZOOMS: Readonly<Record<string, number>> = { '+': 1 / 1.15, '=': 1 / 1.15, '-': 1.15 };
/** A step of a point up or down, in pixels. */
const STEP_PX = 4;

/** Carries a key out; answers whether it meant anything here. */
export function pressKey(parts: KeyParts, pressed: ChartKey): boolean {
  if (pressed.hasMod) {
    if (pressed.key.toLowerCase() !== 'z' || pressed.shiftKey) return false;
    parts.onUndo();
    return true;
  }
  return parts.tool.kind === undefined ? pressWithoutTool(parts, pressed) : pressWithTool(parts, pressed);
}

/** With a tool in hand the arrows move the point, Enter sets it, Escape puts the tool down. */
function pressWithTool({ gestures, onSelect, surface, tool }: KeyParts, { key }: ChartKey): boolean {
  if (key === 'Escape') {
    tool.choose(undefined);
    return true;
  }
  const spot = surface.pointer ?? middleOf(surface);
  if (spot === undefined) return false;
  const arrow = ARROWS[key];
  if (arrow !== undefined) {
    gestures.move(stepped(surface, spot, arrow));
    return true;
  }
  if (key !== 'Enter') return false;
  const anchor = gestures.anchorAt(spot);
  const done = anchor && tool.place(anchor);
  if (done !== undefined) onSelect(done.id);
  else gestures.move(spot);
  return true;
}

function pressWithoutTool(parts: KeyParts, { key, shiftKey }: ChartKey): boolean {
  const { drawings, onRemove, onSelect, selected, surface } = parts;
  const arrow = ARROWS[key];
  if (shiftKey && arrow !== undefined && selected !== undefined) return moveSelected(parts, arrow);
  const pan = PANS[key];
  const zoom = ZOOMS[key];
  if (pan !== undefined) surface.pan(pan);
  else if (zoom !== undefined) surface.zoom(zoom, 1);
  else if (key === 'End') surface.showNewest();
  else if (key.toLowerCase() === 'n' && drawings.length > 0) {
    const at = drawings.findIndex(({ id }) => id === selected);
    onSelect(drawings[(at + 1) % drawings.length]?.id);
  } else if ((key === 'Delete' || key === 'Backspace') && selected !== undefined) onRemove(selected);
  else if (key === 'Escape' && selected !== undefined) onSelect(undefined);
  else return false;
  return true;
}

function moveSelected(parts: KeyParts, [right, down]: readonly [number, number]): boolean {
  const { drawings, gestures, onChange, selected, surface, tickSize } = parts;
  const drawing = drawings.find(({ id }) => id === selected);
  const scene = surface.scene;
  const [anchor] = drawing?.anchors ?? [];
  if (drawing === undefined || scene === undefined || anchor === undefined) return false;
  const { from } = visiblePoints(scene);
  const x = pointX(scene, from);
  const y = yOf(scene.scale, anchor.price);
  const here = gestures.anchorAt({ x, y });
  const there = gestures.anchorAt(stepped(surface, { x, y }, [right, 0]));
  const price = priceAt(scene.scale, y + down * STEP_PX) - anchor.price;
  const wholeTicks = down === 0 ? 0 : Math.sign(price) * Math.max(1, Math.round(Math.abs(price) / tickSize));
  const timeMs = (there?.timeMs ?? 0) - (here?.timeMs ?? 0);
  onChange(movedBy(drawing, timeMs, wholeTicks * tickSize));
  return true;
}

/** The spot one bar to a side or a few pixels up or down. */
function stepped(
  surface: GestureParts['surface'],
  { x, y }: Spot,
  [right, down]: readonly [number, number],
): Spot {
  const scene = surface.scene;
  if (scene === undefined) return { x, y };
  const { places } = scene.frame;
  const bar = Math.max(1, (scene.loaded.merged / places.span) * places.width);
  return {
    x: Math.min(Math.max(x + right * bar, 0), places.width),
    y: Math.max(0, y + down * STEP_PX),
  };
}

function middleOf(surface: GestureParts['surface']): Spot | undefined {
  const scene = surface.scene;
  if (scene === undefined) return undefined;
  const { places, price } = scene.frame;
  return { x: places.width / 2, y: price.top + price.height / 2 };
}
