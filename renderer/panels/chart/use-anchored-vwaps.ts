import { useEffect, useMemo, useState } from 'react';
import type { AnchoredVwapReply } from '../../../engine/contract/chart-commands.ts';
import type { BarSpec } from '../../../engine/contract/flow.ts';
import { askEngine } from '../../engine-client/ask-engine.ts';
import type { LoadedBars } from './bar-columns.ts';
import type { Drawing } from './drawings/drawing.ts';

/** One anchored mean price on the loaded points. */
export interface VwapLine extends AnchoredVwapReply {
  readonly drawing: Drawing;
}

interface Asked {
  readonly instrument: string;
  readonly spec: BarSpec;
  readonly drawings: readonly Drawing[];
  readonly loaded: LoadedBars | undefined;
  /** Grows while the newest bar is on screen, so that the line goes on with it. */
  readonly beat: number;
}

/** The mean prices since the anchors a person has set, asked for again when the loaded bars change. */
export function useAnchoredVwaps(asked: Asked): readonly VwapLine[] {
  const { beat, drawings, instrument, loaded, spec } = asked;
  const [lines, setLines] = useState<readonly VwapLine[]>([]);
  const anchors = drawings.filter(({ kind }) => kind === 'vwap');
  const wanted = JSON.stringify(anchors);
  const { end = 0, first = 0, generation = 0, merged = 1, oldest = 0 } = loaded ?? {};

  useEffect(() => {
    const anchored = JSON.parse(wanted) as readonly Drawing[];
    if (anchored.length === 0 || end <= first) return undefined;
    let isCurrent = true;
    const range = { from: first, to: end, merged };
    const questions = anchored.map(async (drawing) => {
      const anchorMs = Math.max(0, Math.round(drawing.anchors[0]?.timeMs ?? 0));
      const answer = await askEngine('anchoredVwap', { instrument, bars: spec, anchorMs, ...range });
      return answer.ok ? [{ ...answer.reply, drawing }] : [];
    });
    void Promise.all(questions).then((answers) => {
      if (isCurrent) setLines(answers.flat());
    });
    return () => {
      isCurrent = false;
    };
  }, [instrument, spec, wanted, first, end, merged, generation, oldest, beat]);
  return useMemo(() => {
    const ids = (JSON.parse(wanted) as readonly Drawing[]).map(({ id }) => id);
    return lines.filter((line) => line.generation === generation && ids.includes(line.drawing.id));
  }, [generation, lines, wanted]);
}
