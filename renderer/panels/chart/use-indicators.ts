import { useEffect, useMemo, useState } from 'react';
import type { ReplyOf } from '../../../engine/contract/commands.ts';
import type { BarView } from '../../../engine/contract/views.ts';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { notify } from '../../host-client/notices.ts';
import { INDICATORS, type Indicator, type IndicatorKey } from './indicators.ts';

/** One switched-on indicator: for each of its lines the values by bar, null where it is not warm. */
export interface DrawnIndicator {
  readonly indicator: Indicator;
  readonly lines: readonly ReadonlyMap<number, number | null>[];
}

interface Asked {
  readonly instrument: string;
  readonly intervalMs: number;
  readonly keys: readonly IndicatorKey[];
  /** The bars on which values are wanted. */
  readonly bars: readonly BarView[];
}

/** The values of the switched-on indicators on the fed bars, asked for again when those change. */
export function useIndicators({ instrument, intervalMs, keys, bars }: Asked): readonly DrawnIndicator[] {
  const [drawn, setDrawn] = useState<readonly DrawnIndicator[]>([]);
  const last = bars.at(-1)?.openTimeMs;
  const count = bars.length;
  const wanted = keys.join(' ');

  useEffect(() => {
    const chosen = INDICATORS.filter(({ key }) => wanted.split(' ').includes(key));
    if (chosen.length === 0 || last === undefined) return undefined;
    let isCurrent = true;
    const formulas = chosen.flatMap(({ lines }) =>
      lines.map(({ formula, params }) => ({ id: formula, params })),
    );
    const beforeMs = last + intervalMs;
    void askEngine('indicators', { instrument, intervalMs, count, beforeMs, formulas }).then((answer) => {
      if (!isCurrent) return;
      if (answer.ok) setDrawn(drawnFrom(chosen, answer.reply));
      else notify({ level: 'warning', text: answer.failure.detail });
    });
    return () => {
      isCurrent = false;
    };
  }, [instrument, intervalMs, wanted, last, count]);
  // What was switched off goes at once, without waiting for the next answer.
  return useMemo(
    () => drawn.filter(({ indicator }) => wanted.split(' ').includes(indicator.key)),
    [drawn, wanted],
  );
}

function drawnFrom(chosen: readonly Indicator[], reply: ReplyOf<'indicators'>): readonly DrawnIndicator[] {
  let row = 0;
  return chosen.map((indicator) => ({
    indicator,
    lines: indicator.lines.map(() => {
      const values = reply.values[row++] ?? [];
      return new Map(reply.openTimesMs.map((openTimeMs, at) => [openTimeMs, values[at] ?? null]));
    }),
  }));
}
