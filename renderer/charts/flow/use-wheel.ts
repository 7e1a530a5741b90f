import { type RefObject, useEffect } from 'react';
import { useLatest } from '../../design/use-latest.ts';

/** Hears the wheel over a canvas. React listens passively, so it could not keep the page from scrolling. */
export function useWheel(
  canvas: RefObject<HTMLCanvasElement | null>,
  onWheel: (event: WheelEvent) => void,
): void {
  const latest = useLatest(onWheel);
  useEffect(() => {
    const element = canvas.current;
    const listener = (event: WheelEvent) => {
      event.preventDefault();
      latest.current(event);
    };
    element?.addEventListener('wheel', listener, { passive: false });
    return () => element?.removeEventListener('wheel', listener);
  }, [canvas, latest]);
}
