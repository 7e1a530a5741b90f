import { useEffect } from 'react';
import type { InputOf } from '../../engine/contract/commands.ts';
import type { FlowWatch } from '../../engine/contract/flow.ts';
import { flowKey } from '../../engine/contract/flow-key.ts';
import { notify } from '../host-client/notices.ts';
import { askEngine } from './ask-engine.ts';

/** Order flow that panels show, and how many of them do. */
interface ShownFlow {
  readonly flow: FlowWatch;
  count: number;
}

/** A ladder on screen. */
interface ShownLadder {
  readonly instrument: string;
  /** Levels a side; the engine sends the most that any ladder shows to all. */
  readonly levels: number;
}

const flows = new Map<string, ShownFlow>();
const ladders = new Set<ShownLadder>();
const LEAST_LEVELS = 25;
let isQueued = false;

/** Tells the engine once more what is on screen; after a new feed was attached. */
export function repeatWatch(): void {
  if (isQueued) return;
  isQueued = true;
  // Panels come and go together when a tab changes; the engine needs only the result.
  queueMicrotask(() => {
    isQueued = false;
    const shown = [...ladders];
    void tell({
      ladders: [...new Set(shown.map(({ instrument }) => instrument))],
      // The tape follows market orders instead; no panel reads single prints from the view.
      prints: [],
      flows: [...flows.values()].map(({ flow }) => flow),
      ladderLevels: Math.max(LEAST_LEVELS, ...shown.map(({ levels }) => levels)),
    });
  });
}

// Without an engine nothing is watched and the window says so; a list it refuses would leave panels standing still.
async function tell(shown: InputOf<'watch'>): Promise<void> {
  const answer = await askEngine('watch', shown);
  if (!answer.ok && answer.failure.code !== 'engine-unavailable')
    notify({ level: 'error', text: answer.failure.detail });
}

/** Counts one more panel that shows this order flow; answers with the function that takes it back. */
export function watchFlow(flow: FlowWatch): () => void {
  const key = flowKey(flow);
  const shown = flows.get(key) ?? { flow, count: 0 };
  shown.count += 1;
  flows.set(key, shown);
  repeatWatch();
  return () => {
    shown.count -= 1;
    if (shown.count === 0) flows.delete(key);
    repeatWatch();
  };
}

/** Asks for the ladder of an instrument with so many levels a side while this panel is on screen. */
export function useLadderWatch(instrument: string | undefined, levels: number): void {
  useEffect(() => {
    if (instrument === undefined) return undefined;
    const ladder: ShownLadder = { instrument, levels };
    ladders.add(ladder);
    repeatWatch();
    return () => {
      ladders.delete(ladder);
      repeatWatch();
    };
  }, [instrument, levels]);
}
