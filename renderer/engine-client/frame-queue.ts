/** When a page is hidden there are no frames; then this often is enough. */
const HIDDEN_MS = 250;

/**
 * Collects items and hands them over together: at most once per animation frame, and no sooner after the last time
 * than `pauseMs` says, in ms; 0 is every frame.
 */
export function createFrameQueue<Item>(
  drain: (items: readonly Item[]) => void,
  pauseMs: () => number = () => 0,
): (item: Item) => void {
  let waiting: Item[] = [];
  let isScheduled = false;
  let drainedAt = -Infinity;

  const run = () => {
    const items = waiting;
    waiting = [];
    isScheduled = false;
    drainedAt = performance.now();
    drain(items);
  };
  const onNextFrame = () => void requestAnimationFrame(run);
  return (item) => {
    waiting.push(item);
    if (isScheduled) return;
    isScheduled = true;
    if (document.visibilityState === 'hidden') return void setTimeout(run, HIDDEN_MS);
    const left = drainedAt + pauseMs() - performance.now();
    if (left > 0) setTimeout(onNextFrame, left);
    else onNextFrame();
  };
}
