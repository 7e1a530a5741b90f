import { useEffect, useState } from 'react';
import type { FormulaBoardUpdate, PastRead } from '../../../engine/contract/formula-commands.ts';
import { useConnection } from '../../engine-client/feed-connection.ts';
import { followFlow } from '../../engine-client/flow-updates.ts';

/** Which formulas have a value now. */
export interface FormulaBoard {
  /** By id; formulas without a value are left out. */
  readonly values: ReadonlyMap<string, number>;
  /** Share of the past that has been read, 0 to 1. */
  readonly done: number;
  readonly past: PastRead;
}

/** Runs all formulas on an instrument while it is asked for; undefined otherwise and before the first answer. */
export function useFormulaBoard(instrument: string, isOn: boolean): FormulaBoard | undefined {
  const [board, setBoard] = useState<FormulaBoard | undefined>();
  const isLive = useConnection((connection) => connection.isLive);
  useEffect(() => {
    if (!isOn || !isLive) return undefined;
    const end = followFlow<FormulaBoardUpdate>(
      { kind: 'formula-board', instrument },
      ({ done, ids, past, values }) =>
        setBoard({
          done,
          past,
          values: new Map(
            ids.flatMap((id, at) => {
              const value = values[at] ?? Number.NaN;
              return Number.isNaN(value) ? [] : [[id, value] as const];
            }),
          ),
        }),
    );
    return () => {
      end();
      setBoard(undefined);
    };
  }, [instrument, isOn, isLive]);
  return board;
}
