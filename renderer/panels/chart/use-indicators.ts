import { useEffect, useMemo, useState } from 'react';
import type { BarSpec } from '../../../engine/contract/flow.ts';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { notify } from '../../host-client/notices.ts';
import type { LoadedBars } from './bar-columns.ts';
import { INDICATORS, type Indicator, type IndicatorKey } from './indicators.ts';

/** Values of one line, one a bar; NaN where it is not warm. */
export interface IndicatorValues {
  /** Place of the first value. */
  readonly first: number;
  readonly values: Float64Array;
}

/** One switched-on indicator with the values of each of its lines. */
export interface DrawnIndicator {
  readonly indicator: Indicator;
  readonly lines: readonly IndicatorValues[];
}

interface Asked {
  readonly instrument: string;
  readonly spec: BarSpec;
  readonly keys: readonly IndicatorKey[];
  readonly loaded: LoadedBars | undefined;
}

interface Answered {
  readonly generation: number;
  readonly drawn: readonly DrawnIndicator[];
}

/** As many bars before the first shown as the engine takes into account. */
const WARM_UP_BARS = 300;

/** Indicators stand on single bars: where a point is several of them there are none. */
export const hasIndicators = (loaded: LoadedBars): boolean => loaded.merged === 1;

/** The values of the switched-on indicators on the loaded bars, asked for again when those change. */
export function useIndicators({ instrument, keys, loaded, spec }: Asked): readonly DrawnIndicator[] {
  const [answered, setAnswered] = useState<Answered | undefined>();
  const wanted = keys.join(' ');
  const isShown = loaded !== undefined && hasIndicators(loaded);
  const [from, to, generation] = isShown ? [loaded.first, loaded.end, loaded.generation] : [0, 0, 0];
  // The first values on screen are warmed up by what lies before them.
  const warmFrom = isShown ? Math.max(loaded.oldest, from - WARM_UP_BARS) : 0;

  useEffect(() => {
    const chosen = INDICATORS.filter(({ key }) => wanted.split(' ').includes(key));
    if (chosen.length === 0 || to <= from) return undefined;
    let isCurrent = true;
    const formulas = chosen.flatMap(({ lines }) =>
      lines.map(({ formula, params }) => ({ id: formula, params })),
    );
    void askEngine('chartIndicators', { instrument, bars: spec, from, to, formulas }).then((answer) => {
      if (!isCurrent) return;
      if (answer.ok) {
        const { first, generation: of, values } = answer.reply;
        setAnswered({ generation: of, drawn: drawnFrom(chosen, first, values) });
      } else notify({ level: 'warning', text: answer.failure.detail });
    });
    return () => {
      isCurrent = false;
    };
  }, [instrument, spec, wanted, from, to, generation, warmFrom]);
  // What was switched off goes at once, without waiting for the next answer.
  return useMemo(
    () =>
      isShown && answered?.generation === generation
        ? answered.drawn.filter(({ indicator }) => wanted.split(' ').includes(indicator.key))
        : [],
    [answered, generation, isShown, wanted],
  );
}

function drawnFrom(
  chosen: readonly Indicator[],
  first: number,
  values: readonly Float64Array[],
): readonly DrawnIndicator[] {
  let next = 0;
  return chosen.map((indicator) => ({
    indicator,
    lines: indicator.lines.map(() => ({ first, values: values[next++] ?? new Float64Array() })),
  }));
}
