import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { useLatest } from '../../design/use-latest.ts';
import { createFrameQueue } from '../../engine-client/frame-queue.ts';
import { type Surface, surfaceOf } from './surface.ts';

/**
 * Paints a canvas when its box or `paint` changes, and whenever the function it answers with is called:
 * at most once a frame.
 */
export function usePainting(
  canvas: RefObject<HTMLCanvasElement | null>,
  paint: (surface: Surface) => void,
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
    const soon = createFrameQueue<undefined>(draw);
    request.current = () => soon(undefined);
    const sizes = new ResizeObserver(draw);
    sizes.observe(element);
    return () => {
      request.current = () => undefined;
      sizes.disconnect();
    };
  }, [canvas, latest]);
  useEffect(() => request.current(), [paint]);
  return useCallback(() => request.current(), []);
}
