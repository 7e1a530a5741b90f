/** When a page is hidden there are no frames; then this often is enough. */
const HIDDEN_MS = 250;

/** What people act on is painted in its frame; other pictures wait when the frame has cost enough. */
export type PaintRank = 'first' | 'next' | 'last';

/** How long pictures of a frame may have taken, in ms, for one of a rank to be painted in it. */
const BUDGET_MS: Readonly<Record<PaintRank, number>> = { first: Infinity, next: 4, last: 2 };

/** Whoever has waited so many frames is painted in the next, whatever else that was told to cost. */
const MOST_WAITED = 2;

/** The present frame: when it began, on the page's own clock, how long its pictures have taken, and what it was told of besides. */
let frame = { at: -1, spentMs: 0, toldOfFrameMs: 0 };
/** What else a frame will cost, told since a picture last looked, in ms. */
let toldMs = 0;

/** Tells that a frame will cost so many ms more than the pictures painted in turn: those that cannot wait, and text. */
export function tellPageWork(ms: number): void {
  toldMs += ms;
}

/**
 * Answers with a function that asks for a picture: painted once in the next frame however often it is asked for,
 * or in one soon after when others have filled that one. What was put off goes before what is asked for later.
 */
export function createPaintTurn(rank: PaintRank, paint: () => void): () => void {
  let isWaiting = false;
  let waited = 0;

  const paintNow = () => {
    isWaiting = false;
    waited = 0;
    const begin = performance.now();
    try {
      paint();
    } finally {
      frame.spentMs += performance.now() - begin;
    }
  };
  const onFrame = (at: number) => {
    if (frame.at !== at) frame = { at, spentMs: 0, toldOfFrameMs: 0 };
    frame.toldOfFrameMs += toldMs;
    toldMs = 0;
    const { spentMs, toldOfFrameMs } = frame;
    if (spentMs + (waited < MOST_WAITED ? toldOfFrameMs : 0) < BUDGET_MS[rank]) return paintNow();
    waited += 1;
    requestAnimationFrame(onFrame);
  };
  return () => {
    if (isWaiting) return;
    isWaiting = true;
    if (document.visibilityState === 'hidden') setTimeout(paintNow, HIDDEN_MS);
    else requestAnimationFrame(onFrame);
  };
}
