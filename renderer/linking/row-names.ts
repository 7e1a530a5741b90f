import { useMemo } from 'react';
import { useEngineView } from '../engine-client/engine-view.ts';
import { useTexts } from '../language/texts.ts';
import { useCatalog } from './catalog-words.ts';

/** Names for the ids in rows: who placed an order, and what an instrument is called. */
export interface RowNames {
  runName(runId: string): string;
  /** What a strategy is called; its id where the catalog has none of that id. */
  readonly titleOf: (strategyId: string) => string;
  symbolOf(instrument: string): string;
  /** Decimals of the instrument's prices and sizes. */
  stepsOf(instrument: string): { readonly tickSize: string; readonly lotSize: string };
}

/** The names of this session. */
export function useRowNames(): RowNames {
  const runs = useEngineView((view) => view.runs);
  const catalog = useCatalog();
  const instruments = useEngineView((view) => view.instruments);
  const texts = useTexts();
  // Runs change many times a second, their names never do.
  const ids = runs.map(({ runId, strategyId }) => `${runId}\t${strategyId}`).join('\n');
  return useMemo(() => {
    const strategyOf = new Map(ids.split('\n').map((line) => line.split('\t') as [string, string]));
    const titles = new Map(catalog.map(({ strategyId, title }) => [strategyId, title]));
    const byId = new Map(instruments.map((instrument) => [instrument.id, instrument]));
    return {
      runName: (runId) => {
        const strategy = strategyOf.get(runId);
        return strategy === undefined
          ? runId === 'manual'
            ? texts.manual
            : runId
          : (titles.get(strategy) ?? strategy);
      },
      titleOf: (strategyId) => titles.get(strategyId) ?? strategyId,
      symbolOf: (instrument) => byId.get(instrument)?.symbol ?? instrument,
      stepsOf: (instrument) => byId.get(instrument) ?? { tickSize: '0.01', lotSize: '0.0001' },
    };
  }, [ids, catalog, instruments, texts]);
}
