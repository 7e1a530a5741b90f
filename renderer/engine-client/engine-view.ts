import { useCallback, useSyncExternalStore } from 'react';
import type { EngineView } from '../../engine/contract/views.ts';
import { createBeat } from './beat.ts';

let view: EngineView | undefined;
const listeners = new Set<() => void>();

/** Puts a new view in place and tells everybody who looks at it. */
export function replaceView(next: EngineView | undefined): void {
  view = next;
  for (const listener of listeners) listener();
}

/** The view of this moment, outside of React; undefined before the first snapshot. */
export const currentView = (): EngineView | undefined => view;

/** Calls `listener` after every change of the view; answers with the function that ends it. */
export function subscribeView(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Whether a first snapshot has arrived. */
export const useHasView = (): boolean => useSyncExternalStore(subscribeView, () => view !== undefined);

function selected<Part>(select: (view: EngineView) => Part): Part {
  if (view === undefined) throw new Error('a panel was drawn before the first snapshot');
  return select(view);
}

/**
 * A part of the engine's view; draws again when that part changes. The selection must answer with
 * the same object while nothing changed.
 */
export const useEngineView = <Part>(select: (view: EngineView) => Part): Part =>
  useSyncExternalStore(subscribeView, () => selected(select));

/** The same, at most once every `everyMs`: for numbers people read, which need no sixty frames. */
export function useCalmEngineView<Part>(everyMs: number, select: (view: EngineView) => Part): Part {
  const subscribe = useCallback((listener: () => void) => subscribeCalmly(everyMs, listener), [everyMs]);
  return useSyncExternalStore(subscribe, () => selected(select));
}

function subscribeCalmly(everyMs: number, listener: () => void): () => void {
  const beat = createBeat(everyMs, listener);
  const end = subscribeView(beat.soon);
  return () => {
    beat.end();
    end();
  };
}
