import { useEffect, useMemo, useState } from 'react';
import type { BarSpec } from '../../../engine/contract/flow.ts';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { notify } from '../../host-client/notices.ts';
import type { LoadedBars } from './bar-columns.ts';
import type { DrawnIndicator, IndicatorValues } from './drawn-indicator.ts';
import type { Indicator } from './indicators.ts';
import { type LiveSamples, liveValues, withLiveValues } from './live-values.ts';
import { paneOf } from './pane-of.ts';
import { useLiveSamples } from './use-live-samples.ts';

interface Asked {
  readonly instrument: string;
  readonly spec: BarSpec;
  readonly chosen: readonly Indicator[];
  readonly loaded: LoadedBars | undefined;
}

interface Answered {
  readonly generation: number;
  readonly byKey: ReadonlyMap<string, readonly IndicatorValues[]>;
}

/** As many bars before the first shown as the engine takes into account at least. */
const WARM_UP_BARS = 300;
const NONE: ReadonlyMap<string, readonly IndicatorValues[]> = new Map();

/** Indicators stand on single bars: where a point is several of them there are none. */
export const hasIndicators = (loaded: LoadedBars): boolean => loaded.merged === 1;

const isOfBars = ({ added }: Indicator): boolean => added?.charting !== 'from-now';

/**
 * The values of what is drawn on the loaded bars: those of bars are asked for again when the bars change, those of
 * ticks come in from the moment they are added.
 */
export function useIndicators({ instrument, chosen, loaded, spec }: Asked): readonly DrawnIndicator[] {
  const answered = useBarValues({ instrument, chosen, loaded, spec });
  const samples = useLiveSamples(instrument, spec, chosen);
  const isShown = loaded !== undefined && hasIndicators(loaded);
  const byKey = isShown && answered?.generation === loaded.generation ? answered.byKey : NONE;
  // What was switched off goes at once, without waiting for the next answer.
  return useMemo(
    () =>
      !isShown
        ? []
        : chosen.flatMap((indicator) => {
            const ofBars = byKey.get(indicator.key);
            const live = samples.get(indicator.key);
            if (ofBars === undefined && live === undefined) return [];
            const lines =
              live === undefined
                ? (ofBars ?? [])
                : [withLiveValues(ofBars?.[0], liveValues(live, loaded.columns, loaded.first))];
            const pane = indicator.added === undefined ? indicator.pane : paneOf(indicator, lines, loaded);
            return [{ indicator: { ...indicator, pane }, lines, sinceMs: sinceOf(indicator, live) }];
          }),
    [byKey, chosen, isShown, loaded, samples],
  );
}

/** When the first value came of what only ticks give. */
function sinceOf({ added }: Indicator, live: LiveSamples | undefined): number | undefined {
  if (added?.charting !== 'from-now' || live === undefined) return undefined;
  return live.timesMs[live.values.findIndex((value) => !Number.isNaN(value))];
}

/** The values that bars alone give, as of the last answer. */
function useBarValues({ chosen, instrument, loaded, spec }: Asked): Answered | undefined {
  const [answered, setAnswered] = useState<Answered | undefined>();
  const ofBars = useMemo(() => chosen.filter(isOfBars), [chosen]);
  const isShown = loaded !== undefined && hasIndicators(loaded);
  const [from, to, generation] = isShown ? [loaded.first, loaded.end, loaded.generation] : [0, 0, 0];
  // The first values on screen are warmed up by what lies before them.
  const warmFrom = isShown ? Math.max(loaded.oldest, from - WARM_UP_BARS) : 0;

  useEffect(() => {
    if (ofBars.length === 0 || to <= from) return undefined;
    let isCurrent = true;
    const formulas = ofBars.flatMap(({ lines }) =>
      lines.map(({ formula, params }) => ({ id: formula, params })),
    );
    void askEngine('chartIndicators', { instrument, bars: spec, from, to, formulas }).then((answer) => {
      if (!isCurrent) return;
      if (answer.ok) {
        const { first, generation: of, values } = answer.reply;
        setAnswered({ generation: of, byKey: linesByKey(ofBars, first, values) });
      } else notify({ level: 'warning', text: answer.failure.detail });
    });
    return () => {
      isCurrent = false;
    };
  }, [instrument, spec, ofBars, from, to, generation, warmFrom]);
  return answered;
}

function linesByKey(
  chosen: readonly Indicator[],
  first: number,
  values: readonly Float64Array[],
): Answered['byKey'] {
  let next = 0;
  return new Map(
    chosen.map(({ key, lines }) => [
      key,
      lines.map(() => ({ first, values: values[next++] ?? new Float64Array() })),
    ]),
  );
}
