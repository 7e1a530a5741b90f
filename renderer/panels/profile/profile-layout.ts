import type { TpoProfileView, VolumeProfileView } from '../../../engine/contract/footprint-commands.ts';

type AnyProfile = VolumeProfileView | TpoProfileView;

/** The prices of all profiles on one axis, and where each profile has its column. */
export interface ProfileLayout {
  readonly lowTicks: number;
  readonly highTicks: number;
  readonly rowTicks: number;
  readonly rowPx: number;
  readonly width: number;
  readonly height: number;
  readonly columnPx: number;
}

export const AXIS_PX = 78;
const EDGE_PX = 12;

export const isTpo = (profile: AnyProfile): profile is TpoProfileView => 'periods' in profile;

export const rowsOf = (profile: AnyProfile): number =>
  isTpo(profile) ? profile.rowEnds.length : profile.buyLots.length;

/** Lays profiles out side by side so that all of their rows fit into the height. */
export function layoutOf(
  profiles: readonly AnyProfile[],
  size: { readonly width: number; readonly height: number },
): ProfileLayout {
  const rowTicks = Math.max(1, ...profiles.map((profile) => profile.rowTicks));
  const lowTicks = Math.min(...profiles.map(({ fromTicks }) => fromTicks));
  const highTicks = Math.max(
    ...profiles.map((profile) => profile.fromTicks + rowsOf(profile) * profile.rowTicks),
  );
  const width = Math.max(0, size.width - AXIS_PX);
  const room = Math.max(0, size.height - 2 * EDGE_PX);
  return {
    lowTicks,
    highTicks,
    rowTicks,
    rowPx: Math.min(20, (room * rowTicks) / Math.max(rowTicks, highTicks - lowTicks)),
    width,
    height: size.height,
    columnPx: width / Math.max(1, profiles.length),
  };
}

/** The upper edge of a tick; the whole picture stands in the middle of the height. */
export function yOf({ height, highTicks, lowTicks, rowPx, rowTicks }: ProfileLayout, ticks: number): number {
  const used = ((highTicks - lowTicks) / rowTicks) * rowPx;
  return (height - used) / 2 + ((highTicks - ticks) / rowTicks) * rowPx;
}

/** The tick at a height. */
export function ticksAt(layout: ProfileLayout, y: number): number {
  const { highTicks, rowPx, rowTicks } = layout;
  return highTicks - ((y - yOf(layout, highTicks)) / rowPx) * rowTicks;
}

/** The letter of a period: A to Z, then a to z, then the same again. */
export const letterOf = (period: number): string =>
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'.charAt(period % 52);

/** The periods that touched a row. */
export const periodsOf = ({ periods, rowEnds }: TpoProfileView, row: number): Uint16Array =>
  periods.subarray(row === 0 ? 0 : rowEnds[row - 1], rowEnds[row]);
