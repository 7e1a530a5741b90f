import type { HostTimers } from './host-timers.ts';

/** The page may take this long before nobody waits for it any more, in ms. */
const LONGEST_WAIT_MS = 3000;

/** What is heard of a page; a window's contents fit. */
export interface PageLife {
  once(
    event: 'dom-ready' | 'did-fail-load' | 'render-process-gone' | 'destroyed',
    heard: () => void,
  ): unknown;
}

/**
 * Calls `then` once: when the page has been read, so that forking a process does not hold up its first
 * picture; at the latest after three seconds, or when the page fails.
 */
export function whenPageStands(page: PageLife, timers: Pick<HostTimers, 'after'>, then: () => void): void {
  let isDone = false;
  const once = () => {
    if (isDone) return;
    isDone = true;
    stopWaiting();
    then();
  };
  const stopWaiting = timers.after(LONGEST_WAIT_MS, once);
  page.once('dom-ready', once);
  page.once('did-fail-load', once);
  page.once('render-process-gone', once);
  page.once('destroyed', once);
}
