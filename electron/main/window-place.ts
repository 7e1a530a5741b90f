import { z } from 'zod';

/** Where a window stands, in pixels of the desktop. */
export const windowPlaceSchema = z.strictObject({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(1).max(100_000),
  height: z.number().int().min(1).max(100_000),
  isMaximized: z.boolean(),
});
export type WindowPlace = z.output<typeof windowPlaceSchema>;

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const SMALLEST = { width: 960, height: 600 } as const;
const USUAL = { width: 1440, height: 900 } as const;

/**
 * Where to open the window: where it stood, if enough of it is still on a monitor; otherwise in the
 * middle of the first monitor. `areas` are the monitors without their task bars, first one first.
 */
export function placeWindow(remembered: WindowPlace | undefined, areas: readonly Area[]): WindowPlace {
  const home = areas[0] ?? { x: 0, y: 0, ...USUAL };
  const area = remembered && areas.find((candidate) => holdsTitleBar(candidate, remembered));
  if (!remembered || !area) return centered(home);
  const width = within(remembered.width, SMALLEST.width, area.width);
  const height = within(remembered.height, SMALLEST.height, area.height);
  return {
    x: within(remembered.x, area.x, area.x + area.width - width),
    y: within(remembered.y, area.y, area.y + area.height - height),
    width,
    height,
    isMaximized: remembered.isMaximized,
  };
}

function centered(area: Area): WindowPlace {
  const width = Math.min(USUAL.width, area.width);
  const height = Math.min(USUAL.height, area.height);
  const x = area.x + Math.round((area.width - width) / 2);
  const y = area.y + Math.round((area.height - height) / 2);
  return { x, y, width, height, isMaximized: false };
}

/** The middle of the title bar is where a person would grab the window. */
function holdsTitleBar(area: Area, { x, y, width }: WindowPlace): boolean {
  const middle = x + width / 2;
  return middle >= area.x && middle < area.x + area.width && y >= area.y && y < area.y + area.height;
}

const within = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most));
