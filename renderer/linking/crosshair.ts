import { useCallback, useSyncExternalStore } from 'react';
import type { LinkGroup } from './linked-instrument.ts';

/** Where a person points: a moment and, where the panel has a price axis, a price. */
export interface CrosshairPoint {
  readonly instrument: string;
  /** Unix ms. */
  readonly timeMs: number;
  /** In quote units; undefined over a panel without a price axis. */
  readonly price: number | undefined;
  /** Names the panel that is pointed at, so that it does not draw its own point twice. */
  readonly source: string;
}

type Listener = () => void;
const points = new Map<LinkGroup, CrosshairPoint>();
const listeners = new Map<LinkGroup, Set<Listener>>();

/** The point of a color at this moment, outside of React; undefined while nobody points. */
export const crosshairOf = (group: LinkGroup): CrosshairPoint | undefined => points.get(group);

/** Tells every panel of a color where a person points; undefined when the pointer has left. */
export function publishCrosshair(group: LinkGroup, point: CrosshairPoint | undefined): void {
  const before = points.get(group);
  if (isSame(before, point)) return;
  if (point === undefined) points.delete(group);
  else points.set(group, point);
  for (const listener of listeners.get(group) ?? []) listener();
}

/** Takes the point back if it is still this panel’s: when it closes or the pointer leaves it. */
export function withdrawCrosshair(group: LinkGroup, source: string): void {
  if (points.get(group)?.source === source) publishCrosshair(group, undefined);
}

/** Calls `listener` after every move, for canvases that paint without React; answers with the end of it. */
export function subscribeCrosshair(group: LinkGroup, listener: Listener): () => void {
  const heard = listeners.get(group) ?? new Set();
  listeners.set(group, heard.add(listener));
  return () => {
    heard.delete(listener);
  };
}

/** Where a person points in any panel of the color; undefined while nobody does. */
export function useCrosshair(group: LinkGroup): CrosshairPoint | undefined {
  const subscribe = useCallback((listener: Listener) => subscribeCrosshair(group, listener), [group]);
  return useSyncExternalStore(subscribe, () => points.get(group));
}

const FIELDS = ['timeMs', 'price', 'source', 'instrument'] as const;

const isSame = (before: CrosshairPoint | undefined, now: CrosshairPoint | undefined): boolean =>
  FIELDS.every((field) => before?.[field] === now?.[field]);
