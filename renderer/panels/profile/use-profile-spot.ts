import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import type { TpoProfileView, VolumeProfileView } from '../../../engine/contract/footprint-commands.ts';
import { layoutOf, ticksAt } from './profile-layout.ts';
import { type ProfileSpot, spotByKey } from './row-reading.ts';

/** Which row of which profile a person points at or has walked to, and what listens for both. */
export function useProfileSpot(profiles: readonly (VolumeProfileView | TpoProfileView)[], tick: number) {
  const [hovered, setHovered] = useState<number | undefined>();
  const [chosen, setChosen] = useState<ProfileSpot | undefined>();
  const profile = chosen && profiles[chosen.at];
  const spot = profile && { profile, ticks: chosen.ticks };
  const handlers = {
    onKeyDown(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey) return;
      const next = spotByKey(profiles, chosen, event.key, tick);
      if (next === undefined && event.key !== 'Escape') return;
      setChosen(next);
      event.preventDefault();
    },
    onBlur: () => setChosen(undefined),
    onPointerMove({ currentTarget, nativeEvent }: PointerEvent<HTMLElement>) {
      const { clientHeight: height, clientWidth: width } = currentTarget;
      setHovered(ticksAt(layoutOf(profiles, { width, height }), nativeEvent.offsetY));
    },
    onPointerLeave: () => setHovered(undefined),
  };
  /** Ticks, the middle of a row that was walked to. */
  const pointed = hovered ?? (spot && spot.ticks + (spot.profile.rowTicks - 1) / 2);
  return { spot, pointed, handlers };
}
