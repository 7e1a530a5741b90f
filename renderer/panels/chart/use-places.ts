import { useEffect, useState } from 'react';
import type { BarSpec } from '../../../engine/contract/flow.ts';
import { askEngine } from '../../engine-client/ask-engine.ts';
import type { LoadedBars } from './bar-columns.ts';
import type { Drawing } from './drawings/drawing.ts';

const NONE: ReadonlyMap<number, number> = new Map();

/** Places of all moments that drawings hang on, for those outside of the loaded bars. */
export function usePlaces(
  instrument: string,
  spec: BarSpec,
  drawings: readonly Drawing[],
  { generation, oldest }: Pick<LoadedBars, 'generation' | 'oldest'>,
): ReadonlyMap<number, number> {
  const [places, setPlaces] = useState(NONE);
  const times = [...new Set(drawings.flatMap(({ anchors }) => anchors.map(({ timeMs }) => timeMs)))];
  const wanted = times.join(' ');
  useEffect(() => {
    const timesMs = wanted.split(' ').map(Number);
    if (wanted === '') return undefined;
    let isCurrent = true;
    const asked = timesMs.map((time) => Math.max(0, Math.round(time))).slice(0, 500);
    void askEngine('chartPlaces', { instrument, bars: spec, timesMs: asked }).then((answer) => {
      if (!isCurrent || !answer.ok) return;
      const found = answer.reply.places;
      setPlaces(new Map(timesMs.map((time, at) => [time, found[at] ?? 0])));
    });
    return () => {
      isCurrent = false;
    };
  }, [instrument, spec, wanted, generation, oldest]);
  return places;
}
