import { useEffect } from 'react';
import { askEngine } from './ask-engine.ts';

type Kind = 'ladders' | 'prints';
const watched: Readonly<Record<Kind, Map<string, number>>> = { ladders: new Map(), prints: new Map() };
let isQueued = false;

/** Tells the engine once more what is on screen; after a new feed was attached. */
export function repeatWatch(): void {
  if (isQueued) return;
  isQueued = true;
  // Panels come and go together when a tab changes; the engine needs only the result.
  queueMicrotask(() => {
    isQueued = false;
    void askEngine('watch', { ladders: [...watched.ladders.keys()], prints: [...watched.prints.keys()] });
  });
}

/** Counts one more panel that shows `instrument`; answers with the function that takes it back. */
export function watch(kind: Kind, instrument: string): () => void {
  const counts = watched[kind];
  counts.set(instrument, (counts.get(instrument) ?? 0) + 1);
  repeatWatch();
  return () => {
    const left = (counts.get(instrument) ?? 1) - 1;
    if (left > 0) counts.set(instrument, left);
    else counts.delete(instrument);
    repeatWatch();
  };
}

/** Asks the engine for the ladder or the tape of an instrument while this panel is on screen. */
export function useWatch(kind: Kind, instrument: string | undefined): void {
  useEffect(() => (instrument === undefined ? undefined : watch(kind, instrument)), [kind, instrument]);
}
