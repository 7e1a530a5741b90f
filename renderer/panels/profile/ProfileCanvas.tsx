import { useContext, useEffect, useId, useRef } from 'react';
import type { TpoProfileView, VolumeProfileView } from '../../../engine/contract/footprint-commands.ts';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { usePainting } from '../../charts/flow/use-painting.ts';
import { useCalmEngineView } from '../../engine-client/engine-view.ts';
import { placesOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import {
  crosshairOf,
  publishCrosshair,
  subscribeCrosshair,
  withdrawCrosshair,
} from '../../linking/crosshair.ts';
import { LinkContext, type LinkGroup } from '../../linking/linked-instrument.ts';
import { useCanvasColors } from '../../theme/canvas-colors.ts';
import { paintProfiles } from './paint-profile.ts';
import { spokenRow } from './row-reading.ts';
import { useProfileSpot } from './use-profile-spot.ts';

interface ProfileCanvasProps {
  readonly instrument: InstrumentView;
  readonly profiles: readonly (VolumeProfileView | TpoProfileView)[];
  /** The numbers of the profile in words, for those who cannot see it. */
  readonly summary: string;
}

/** Profiles on a canvas, with the price that is pointed at here or in a linked panel. */
export function ProfileCanvas({ instrument, profiles, summary }: ProfileCanvasProps) {
  const texts = useTexts().profile;
  const colors = useCanvasColors();
  const group = useContext(LinkContext);
  const source = useId();
  const canvas = useRef<HTMLCanvasElement>(null);
  const tick = Number(instrument.tickSize);
  const { handlers, pointed, spot } = useProfileSpot(profiles, tick);
  const lastPrice = useCalmEngineView(400, (view) => view.markets[instrument.id]?.lastPrice ?? null);
  const request = usePainting(canvas, (surface) => {
    const point = crosshairOf(group);
    const isLinked = point?.source !== source && point?.instrument === instrument.id;
    const linked = isLinked && point.price !== undefined ? point.price / tick : undefined;
    paintProfiles(surface, {
      profiles,
      tick,
      tickPlaces: placesOf(instrument.tickSize),
      colors,
      texts,
      pointed: pointed ?? linked,
      lastTicks: lastPrice === null ? undefined : Math.round(lastPrice / tick),
    });
  });
  useEffect(() => subscribeCrosshair(group, request), [group, request]);
  const price = pointed === undefined ? undefined : Math.round(pointed) * tick;
  useSharedPrice({ group, source, instrument: instrument.id, price, timeMs: profiles.at(-1)?.toMs });

  return (
    <div className="flow-canvas-box">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrows walk through its rows */}
      <canvas
        ref={canvas}
        className="flow-canvas"
        role="img"
        tabIndex={0}
        aria-label={`${texts.label}. ${texts.keys}. ${summary}`}
        {...handlers}
      />
      <p className="visually-hidden" role="status">
        {spot === undefined ? '' : spokenRow(spot.profile, spot.ticks, instrument, texts)}
      </p>
    </div>
  );
}

interface SharedPrice {
  readonly source: string;
  readonly group: LinkGroup;
  readonly instrument: string;
  readonly price: number | undefined;
  readonly timeMs: number | undefined;
}

/** Tells the other panels of the color which price is pointed at. */
function useSharedPrice({ group, instrument, price, source, timeMs }: SharedPrice): void {
  useEffect(() => {
    if (price === undefined || timeMs === undefined) withdrawCrosshair(group, source);
    else publishCrosshair(group, { instrument, timeMs, price, source });
    return () => withdrawCrosshair(group, source);
  }, [group, instrument, price, source, timeMs]);
}
