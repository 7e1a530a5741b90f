import { useSyncExternalStore } from 'react';

let now = performance.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // Nobody looked until now: the last time told may be long ago.
  if (timer === undefined) now = performance.now();
  timer ??= setInterval(() => {
    now = performance.now();
    for (const tell of listeners) tell();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The page's own clock in ms, told once a second while somebody looks. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);
