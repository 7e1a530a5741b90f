import { useEffect } from 'react';
import type { FlowWatch } from '../../engine/contract/flow.ts';
import { flowKey } from '../../engine/contract/flow-key.ts';
import { askEngine } from './ask-engine.ts';

type Kind = 'ladders' | 'prints';

/** How many panels show something. */
interface Shown<Item> {
  readonly item: Item;
  count: number;
}

const watched: Readonly<Record<Kind, Map<string, Shown<string>>>> = { ladders: new Map(), prints: new Map() };
const flows = new Map<string, Shown<FlowWatch>>();
/** Levels a side that each ladder on screen shows; the engine sends the most of them to all. */
const ladderLevels = new Set<{ readonly levels: number }>();
const LEAST_LEVELS = 25;
let isQueued = false;

/** Tells the engine once more what is on screen; after a new feed was attached. */
export function repeatWatch(): void {
  if (isQueued) return;
  isQueued = true;
  // Panels come and go together when a tab changes; the engine needs only the result.
  queueMicrotask(() => {
    isQueued = false;
    void askEngine('watch', {
      ladders: [...watched.ladders.keys()],
      prints: [...watched.prints.keys()],
      flows: [...flows.values()].map(({ item }) => item),
      ladderLevels: Math.max(LEAST_LEVELS, ...[...ladderLevels].map(({ levels }) => levels)),
    });
  });
}

/** Counts one more panel that shows `instrument`; answers with the function that takes it back. */
export const watch = (kind: Kind, instrument: string): (() => void) =>
  count(watched[kind], instrument, instrument);

/** Counts one more panel that shows this order flow; answers with the function that takes it back. */
export const watchFlow = (flow: FlowWatch): (() => void) => count(flows, flowKey(flow), flow);

function count<Item>(all: Map<string, Shown<Item>>, key: string, item: Item): () => void {
  const shown = all.get(key) ?? { item, count: 0 };
  shown.count += 1;
  all.set(key, shown);
  repeatWatch();
  return () => {
    shown.count -= 1;
    if (shown.count === 0) all.delete(key);
    repeatWatch();
  };
}

/** Asks the engine for the ladder or the tape of an instrument while this panel is on screen. */
export function useWatch(kind: Kind, instrument: string | undefined): void {
  useEffect(() => (instrument === undefined ? undefined : watch(kind, instrument)), [kind, instrument]);
}

/** Asks for the ladder of an instrument with so many levels a side while this panel is on screen. */
export function useLadderWatch(instrument: string | undefined, levels: number): void {
  useEffect(() => {
    if (instrument === undefined) return undefined;
    const wanted = { levels };
    ladderLevels.add(wanted);
    const end = watch('ladders', instrument);
    return () => {
      ladderLevels.delete(wanted);
      end();
    };
  }, [instrument, levels]);
}
