import { useEffect } from 'react';
import { useLatest } from '../../design/use-latest.ts';

/** A dozen pictures a second is all an eye follows in numbers. */
const LIVE_EVERY_MS = 80;

/** Asks for a new picture when the market moved on, calmly. */
export function useLivePainting(subscribe: (listener: () => void) => () => void, request: () => void): void {
  const latest = useLatest(subscribe);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = latest.current(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        request();
      }, LIVE_EVERY_MS);
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [latest, request]);
}
