import { useEffect, useState } from 'react';
import type { RiskView } from '../../../engine/contract/risk-views.ts';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { useConnection } from '../../engine-client/feed-connection.ts';

const EVERY_MS = 1000;

let latest: RiskView | undefined;
const listeners = new Set<(view: RiskView) => void>();
let stop: (() => void) | undefined;

/** Asks now, for a change just made should be seen at once. */
export async function refreshRisk(): Promise<void> {
  const answer = await askEngine('risk', {});
  if (!answer.ok) return;
  latest = answer.reply;
  for (const listener of listeners) listener(latest);
}

/** The state of risk, once a second while a panel shows it; all panels together ask once. */
export function useRisk(): RiskView | undefined {
  const [view, setView] = useState(latest);
  const isLive = useConnection((connection) => connection.isLive);
  useEffect(() => {
    if (!isLive) return undefined;
    listeners.add(setView);
    if (stop === undefined) {
      const timer = setInterval(() => void refreshRisk(), EVERY_MS);
      stop = () => clearInterval(timer);
      void refreshRisk();
    }
    return () => {
      listeners.delete(setView);
      if (listeners.size > 0) return;
      stop?.();
      stop = undefined;
      latest = undefined;
    };
  }, [isLive]);
  return view;
}
