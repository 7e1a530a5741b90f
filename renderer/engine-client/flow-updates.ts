import type { FlowUpdate, FlowWatch } from '../../engine/contract/flow.ts';
import { flowKey } from '../../engine/contract/flow-key.ts';
import { watchFlow } from './watch.ts';

type Listener = (body: unknown) => void;
const listeners = new Map<string, Set<Listener>>();

/** Hands updates of watched order flow to the panels that show it. */
export function announceFlow(updates: readonly FlowUpdate[]): void {
  for (const { body, key } of updates) for (const listener of listeners.get(key) ?? []) listener(body);
}

/**
 * Watches order flow while a panel shows it; the body's shape goes with the watch's kind. Answers with
 * the function that ends it. Whoever watches asks for the past by itself.
 */
export function followFlow<Body>(watch: FlowWatch, listener: (body: Body) => void): () => void {
  const key = flowKey(watch);
  const heard = listener as Listener;
  const set = listeners.get(key) ?? new Set();
  listeners.set(key, set.add(heard));
  const endWatch = watchFlow(watch);
  return () => {
    set.delete(heard);
    if (set.size === 0) listeners.delete(key);
    endWatch();
  };
}
