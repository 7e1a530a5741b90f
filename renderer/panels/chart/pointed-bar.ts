import { useSyncExternalStore } from 'react';

/** Which place a person points at, for what is written beside the chart; undefined for none. */
export interface PointedBar {
  readonly set: (place: number | undefined) => void;
  readonly get: () => number | undefined;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Holds the place outside of React, so that the chart is not drawn again with every move of the pointer. */
export function createPointedBar(): PointedBar {
  const listeners = new Set<() => void>();
  let current: number | undefined;
  return {
    get: () => current,
    set: (place) => {
      if (place === current) return;
      current = place;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

export const usePointedBar = (pointed: PointedBar): number | undefined =>
  useSyncExternalStore(pointed.subscribe, pointed.get);
