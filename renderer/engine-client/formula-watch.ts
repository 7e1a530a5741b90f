import { useEffect, useState } from 'react';
import type { FormulaUpdate } from '../../engine/contract/formula-commands.ts';
import type { FlowWatch } from '../../engine/contract/flow.ts';
import { flowKey } from '../../engine/contract/flow-key.ts';
import { createBeat } from './beat.ts';
import { useConnection } from './feed-connection.ts';
import { followFlow } from './flow-updates.ts';

const CALM_MS = 250;

/** A formula as it is watched. */
export type FormulaWatch = Extract<FlowWatch, { kind: 'formula' }>;

/** What a formula says while a panel shows it; undefined before it has said anything. */
export function useFormulaWatch(watch: FormulaWatch | undefined): FormulaUpdate | undefined {
  const key = watch === undefined ? '' : flowKey(watch);
  const isLive = useConnection((connection) => connection.isLive);
  const [said, setSaid] = useState<{ readonly key: string; readonly update: FormulaUpdate } | undefined>();
  useEffect(() => {
    if (watch === undefined || !isLive) return undefined;
    let latest: FormulaUpdate | undefined;
    const beat = createBeat(CALM_MS, () => latest && setSaid({ key, update: latest }));
    const end = followFlow<FormulaUpdate>(watch, (update) => {
      latest = update;
      beat.soon();
    });
    return () => {
      beat.end();
      end();
    };
    // The key says everything about the watch.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key, isLive]);
  return said?.key === key ? said.update : undefined;
}
