import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { useLatest } from '../../design/use-latest.ts';
import { watchBox } from '../element-box.ts';
import { createPaintTurn, type PaintRank } from '../paint-turn.ts';
import { type Surface, surfaceOf } from './surface.ts';

/**
 * Paints a canvas when its box or `paint` changes, and whenever the function it answers with is called:
 * at most once a frame, in the turn of its rank.
 */
export function usePainting(
  canvas: RefObject<HTMLCanvasElement | null>,
  paint: (surface: Surface) => void,
  rank: PaintRank = 'last',
): () => void {
  const latest = useLatest(paint);
  const request = useRef<() => void>(() => undefined);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const draw = () => {
      const surface = surfaceOf(element);
      if (surface !== undefined) latest.current(surface);
    };
    request.current = createPaintTurn(rank, draw);
    const endBox = watchBox(element, draw);
    return () => {
      request.current = () => undefined;
      endBox();
    };
  }, [canvas, latest, rank]);
  useEffect(() => request.current(), [paint]);
  return useCallback(() => request.current(), []);
}
