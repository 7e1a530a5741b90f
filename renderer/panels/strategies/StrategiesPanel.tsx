import { useMemo } from 'react';
import { useCalmEngineView } from '../../engine-client/engine-view.ts';
import { useTexts } from '../../language/texts.ts';
import { CatalogEntry } from './CatalogEntry.tsx';
import { RunEntry } from './RunEntry.tsx';
import { useCatalog } from '../../linking/catalog-words.ts';

/** Strategies of this session with what they do, and those that can be switched on. */
export function StrategiesPanel() {
  const texts = useTexts();
  const catalog = useCatalog();
  const runs = useCalmEngineView(250, (view) => view.runs);
  const newestFirst = useMemo(() => {
    const isStopped = (state: string) => (state === 'stopped' ? 1 : 0);
    return runs.toSorted((a, b) => isStopped(a.state) - isStopped(b.state) || b.startedAtMs - a.startedAtMs);
  }, [runs]);

  return (
    <div className="panel-body scroll" tabIndex={-1}>
      <h3 className="section-title">{texts.strategies.running}</h3>
      {newestFirst.length === 0 && <p className="section-empty">{texts.strategies.noneRunning}</p>}
      {newestFirst.map((run) => (
        <RunEntry key={run.runId} run={run} />
      ))}
      <h3 className="section-title">{texts.strategies.available}</h3>
      {catalog.length === 0 && <p className="section-empty">{texts.strategies.noneAvailable}</p>}
      {catalog.map((entry) => (
        <CatalogEntry key={entry.strategyId} entry={entry} />
      ))}
    </div>
  );
}
