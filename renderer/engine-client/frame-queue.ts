/** When a page is hidden there are no frames; then this often is enough. */
const HIDDEN_MS = 250;

/** Collects items and hands them over together, at most once per animation frame. */
export function createFrameQueue<Item>(drain: (items: readonly Item[]) => void): (item: Item) => void {
  let waiting: Item[] = [];
  let isScheduled = false;

  const run = () => {
    const items = waiting;
    waiting = [];
    isScheduled = false;
    drain(items);
  };
  return (item) => {
    waiting.push(item);
    if (isScheduled) return;
    isScheduled = true;
    if (document.visibilityState === 'hidden') setTimeout(run, HIDDEN_MS);
    else requestAnimationFrame(run);
  };
}
