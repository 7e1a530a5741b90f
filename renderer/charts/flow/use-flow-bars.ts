import { useEffect, useRef, useState } from 'react';
import { createBeat } from '../../engine-client/beat.ts';
import { useEngineView } from '../../engine-client/engine-view.ts';
import { useConnection } from '../../engine-client/feed-connection.ts';
import { flowKey } from '../../../engine/contract/flow-key.ts';
import { FlowBarsClient, type FlowBarsQuestion, type FlowBarsState } from './flow-bars-client.ts';

/** People read numbers; they need no thirty pictures a second. */
const CALM_MS = 250;

/** Bars of order flow while a panel is on screen. */
export interface UsedFlowBars {
  /** As of at most a quarter of a second ago, for what React draws. */
  readonly bars: FlowBarsState;
  /** As of now, for what is painted. */
  readonly now: () => FlowBarsState;
  /** Calls back after every change; answers with the end of it. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly loadOlder: () => void;
  readonly retry: () => void;
}

/** Asks for bars and follows them; begins anew with another question, session or feed. */
export function useFlowBars(question: FlowBarsQuestion): UsedFlowBars {
  const [bars, setBars] = useState<FlowBarsState>({ state: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const client = useRef<FlowBarsClient | undefined>(undefined);
  const listeners = useRef(new Set<() => void>());
  const isLive = useConnection((connection) => connection.isLive);
  const sessionId = useEngineView((view) => view.session.sessionId);
  const key = flowKey(question.watch);

  useEffect(() => {
    // Nobody answers now; what is on screen stays.
    if (!isLive) return undefined;
    const made: FlowBarsClient = new FlowBarsClient(question, () => {
      for (const listener of listeners.current) listener();
      beat.soon();
    });
    const beat = createBeat(CALM_MS, () => setBars(made.current));
    client.current = made;
    made.start();
    return () => {
      beat.end();
      made.stop();
    };
    // The key says everything about the question.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key, isLive, sessionId, attempt]);

  return {
    bars,
    now: () => client.current?.current ?? { state: 'loading' },
    subscribe: (listener) => {
      listeners.current.add(listener);
      return () => listeners.current.delete(listener);
    },
    loadOlder: () => void client.current?.loadOlder(),
    retry: () => setAttempt(attempt + 1),
  };
}
