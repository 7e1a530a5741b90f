import type { TpoProfileView, VolumeProfileView } from '../../../engine/contract/footprint-commands.ts';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { formatFixed, formatSigned, placesOf } from '../../formatting/numbers.ts';
import { formatDay } from '../../formatting/times.ts';
import type { Texts } from '../../language/en.ts';
import { isTpo, letterOf, periodsOf, rowsOf } from './profile-layout.ts';

type AnyProfile = VolumeProfileView | TpoProfileView;

/** A row of a profile: which profile from the left, and a tick within the row. */
export interface ProfileSpot {
  readonly at: number;
  readonly ticks: number;
}

/** Number of the row a tick lies in, kept within the profile. */
const rowAt = (profile: AnyProfile, ticks: number): number =>
  Math.min(Math.max(Math.floor((ticks - profile.fromTicks) / profile.rowTicks), 0), rowsOf(profile) - 1);

/** Lowest tick of the row that holds the point of control. */
const controlTicks = ({ fromTicks, pointOfControl, rowTicks }: AnyProfile, tick: number): number =>
  fromTicks + Math.floor((Math.round(pointOfControl / tick) - fromTicks) / rowTicks) * rowTicks;

const ROW_STEPS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
const PROFILE_STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/**
 * The row a key leads to: arrows walk, Home and End go to the highest and the lowest row, P to the point of
 * control, where the first key begins. Undefined for every other key.
 */
export function spotByKey(
  profiles: readonly AnyProfile[],
  spot: ProfileSpot | undefined,
  key: string,
  tick: number,
): ProfileSpot | undefined {
  const [rows, sideways] = [ROW_STEPS[key], PROFILE_STEPS[key]];
  const isKnown = rows !== undefined || sideways !== undefined || ['Home', 'End', 'p'].includes(key);
  const at = Math.min(Math.max((spot?.at ?? profiles.length - 1) + (sideways ?? 0), 0), profiles.length - 1);
  const profile = profiles[at];
  if (!isKnown || profile === undefined) return undefined;
  if (spot === undefined || key === 'p') return { at, ticks: controlTicks(profile, tick) };
  const last = rowsOf(profile) - 1;
  const row = { Home: last, End: 0 }[key] ?? rowAt(profile, spot.ticks) + (rows ?? 0);
  return { at, ticks: profile.fromTicks + Math.min(Math.max(row, 0), last) * profile.rowTicks };
}

/** A row in words, for those who cannot see the picture. */
export function spokenRow(
  profile: AnyProfile,
  ticks: number,
  { base, lotSize, tickSize }: InstrumentView,
  texts: Texts['profile'],
): string {
  const row = rowAt(profile, ticks);
  const low = profile.fromTicks + row * profile.rowTicks;
  const high = low + profile.rowTicks - 1;
  const price = (at: number) => formatFixed(at * Number(tickSize), placesOf(tickSize));
  const size = (lots: number) => `${formatFixed(lots * Number(lotSize), placesOf(lotSize))} ${base}`;
  const prices = low === high ? price(low) : `${price(low)} – ${price(high)}`;
  const control = Math.round(profile.pointOfControl / Number(tickSize));
  const parts = [
    formatDay(profile.fromMs),
    prices,
    ...(control >= low && control <= high ? [texts.poc] : []),
  ];
  if (isTpo(profile)) {
    const letters = [...periodsOf(profile, row)].map(letterOf).join(' ');
    return [...parts, letters === '' ? texts.nothingHere : texts.periods(letters)].join(', ');
  }
  const [bought, sold] = [profile.buyLots[row] ?? 0, profile.sellLots[row] ?? 0];
  const delta = `${formatSigned((bought - sold) * Number(lotSize), placesOf(lotSize))} ${base}`;
  return [...parts, texts.rowVolume(size(bought), size(sold), delta)].join(', ');
}
