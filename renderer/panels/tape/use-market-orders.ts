import { useEffect, useRef, useState } from 'react';
import type { FlowWatch } from '../../../engine/contract/flow.ts';
import type { MarketOrders } from '../../../engine/contract/footprint-commands.ts';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { createBeat } from '../../engine-client/beat.ts';
import { useEngineView } from '../../engine-client/engine-view.ts';
import { useConnection } from '../../engine-client/feed-connection.ts';
import { followFlow } from '../../engine-client/flow-updates.ts';
import { type KnownOrders, ordersFrom, withOrders } from './market-order-list.ts';

const FIRST_ORDERS = 500;
const CALM_MS = 250;

/** Market orders while a panel shows them. */
export interface UsedOrders {
  /** As of at most a quarter of a second ago; undefined before the first answer. */
  readonly orders: KnownOrders | undefined;
  /** As of now, for what is painted. */
  readonly now: () => KnownOrders | undefined;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Asks for the newest orders, or prints, and follows them. */
export function useMarketOrders(instrument: string, asPrints: boolean): UsedOrders {
  const [calm, setCalm] = useState<KnownOrders | undefined>();
  const known = useRef<KnownOrders | undefined>(undefined);
  const listeners = useRef(new Set<() => void>());
  const isLive = useConnection((connection) => connection.isLive);
  const sessionId = useEngineView((view) => view.session.sessionId);

  useEffect(() => {
    if (!isLive) return undefined;
    let isCurrent = true;
    let isAsking = false;
    const beat = createBeat(CALM_MS, () => setCalm(known.current));
    const set = (orders: KnownOrders) => {
      known.current = orders;
      for (const listener of listeners.current) listener();
      beat.soon();
    };
    const reload = async () => {
      if (isAsking) return;
      isAsking = true;
      const answer = await askEngine('marketOrders', { instrument, asPrints, count: FIRST_ORDERS });
      isAsking = false;
      if (isCurrent && answer.ok) set(ordersFrom(answer.reply));
    };
    const watch: FlowWatch = { kind: 'market-orders', instrument, ...(asPrints ? { asPrints } : {}) };
    const end = followFlow<MarketOrders>(watch, (update) => {
      if (known.current === undefined) return;
      const next = withOrders(known.current, update);
      if (next === undefined) void reload();
      else set(next);
    });
    known.current = undefined;
    void reload();
    return () => {
      isCurrent = false;
      beat.end();
      end();
    };
  }, [instrument, asPrints, isLive, sessionId]);

  return {
    orders: calm,
    now: () => known.current,
    subscribe: (listener) => {
      listeners.current.add(listener);
      return () => listeners.current.delete(listener);
    },
  };
}
