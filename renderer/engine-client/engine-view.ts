import { useSyncExternalStore } from 'react';
import type { EngineView } from '../../engine/contract/views.ts';
import { CalmStore } from './calm-store.ts';

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

function selected<Part>(from: EngineView | undefined, select: (view: EngineView) => Part): Part {
  if (from === undefined) throw new Error('a panel was drawn before the first snapshot');
  return select(from);
}

/**
 * A part of the engine's view; draws again when that part changes. The selection must answer with
 * the same object while nothing changed.
 */
export const useEngineView = <Part>(select: (view: EngineView) => Part): Part =>
  useSyncExternalStore(subscribeView, () => selected(view, select));

/**
 * The same, at most once every `everyMs`: for numbers people read, which need no sixty frames. The selection must
 * read nothing but the view.
 */
export function useCalmEngineView<Part>(everyMs: number, select: (view: EngineView) => Part): Part {
  const calm = calmViewOf(everyMs);
  return useSyncExternalStore(calm.subscribe, () => selected(calm.now, select));
}

const calmViews = new Map<number, CalmStore<EngineView | undefined>>();

/** One for each period, so that all see the same. */
function calmViewOf(everyMs: number): CalmStore<EngineView | undefined> {
  let calm = calmViews.get(everyMs);
  if (calm === undefined) calmViews.set(everyMs, (calm = new CalmStore(everyMs, livelyView)));
  return calm;
}

const livelyView = {
  now: currentView,
  subscribe: subscribeView,
  // Another session has other instruments; nothing of the old one may be shown beside them.
  isOther: (shown: EngineView | undefined, now: EngineView | undefined) =>
    shown?.session.sessionId !== now?.session.sessionId,
};
