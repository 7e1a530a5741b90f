import { Square } from 'lucide-react';
import type { StrategyRunView } from '../../../engine/contract/views.ts';
import { FlashNumber } from '../../design/FlashNumber.tsx';
import { tellEngine } from '../../engine-client/ask-engine.ts';
import { useEngineView } from '../../engine-client/engine-view.ts';
import { formatCount, formatPlain, formatPnl, NO_VALUE, toneOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { BlockedTable } from './BlockedTable.tsx';
import { reasonWords } from '../../formatting/reason-words.ts';
import type { Texts } from '../../language/en.ts';
import { useCatalog } from '../../linking/catalog-words.ts';

/** One strategy of this session: what it is doing, what it earned, and what was blocked. */
export function RunEntry({ run }: { readonly run: StrategyRunView }) {
  const texts = useTexts();
  const title = useCatalog().find((entry) => entry.strategyId === run.strategyId)?.title;
  const symbol = useEngineView(
    ({ instruments }) => instruments.find(({ id }) => id === run.instrument)?.symbol,
  );
  const name = texts.strategies.runOf(title ?? run.strategyId, symbol ?? run.instrument);
  return (
    <section className="strategy run" aria-label={name} data-state={run.state}>
      <header className="run-header">
        <h2>{title ?? run.strategyId}</h2>
        <span className="state-word" data-state={run.state}>
          {texts.strategies.states[run.state]}
        </span>
      </header>
      <p className="soft">{symbol ?? run.instrument}</p>
      <RunNumbers run={run} />
      <p>
        <span className="label">{texts.strategies.lastDecision}</span> {lastDecisionText(run, texts)}
      </p>
      <StopButtons run={run} />
      <RunDetails run={run} />
    </section>
  );
}

function lastDecisionText(run: StrategyRunView, { reasons, strategies }: Texts): string {
  const { lastAction, lastDecision, lastDecisionSaid } = run;
  if (lastDecision === '') return NO_VALUE;
  const why = reasonWords(lastDecision, lastDecisionSaid, reasons);
  return lastAction === null ? why : `${strategies.actions[lastAction]}: ${why}`;
}

function RunNumbers({ run }: { readonly run: StrategyRunView }) {
  const { strategies: texts } = useTexts();
  return (
    <dl className="run-numbers">
      <RunNumber label={texts.netPnl}>
        <FlashNumber
          value={run.netPnlQuote}
          text={formatPnl(run.netPnlQuote)}
          className={toneOf(run.netPnlQuote)}
        />
      </RunNumber>
      <RunNumber label={texts.entries}>{formatCount(run.entries)}</RunNumber>
      <RunNumber label={texts.trades}>{formatCount(run.closedTrades)}</RunNumber>
      <RunNumber label={texts.decisions}>{formatCount(run.decisions)}</RunNumber>
    </dl>
  );
}

function RunDetails({ run }: { readonly run: StrategyRunView }) {
  const { strategies: texts } = useTexts();
  const blockedCount = run.blocked.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <details>
        <summary>
          {texts.blocked} <span className="unit">{formatCount(blockedCount)}</span>
        </summary>
        <BlockedTable blocked={run.blocked} />
      </details>
      {run.measures.length > 0 && (
        <details>
          <summary>{texts.measures}</summary>
          <dl className="measures">
            {run.measures.map(({ name, value, unit }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd className="number">
                  {formatPlain(value)} <span className="unit">{unit}</span>
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}

function RunNumber({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt className="label">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function StopButtons({ run }: { readonly run: StrategyRunView }) {
  const texts = useTexts();
  if (run.state === 'stopped') return null;
  const stop = (openPosition: 'keep' | 'close') =>
    void tellEngine('stopStrategy', { runId: run.runId, openPosition });
  return (
    <div className="strategy-start">
      <button
        type="button"
        className="button"
        disabled={run.state === 'stopping'}
        onClick={() => stop('close')}
      >
        <Square size={11} fill="currentColor" aria-hidden /> {texts.strategies.stopClose}
      </button>
      <button
        type="button"
        className="button"
        disabled={run.state === 'stopping'}
        onClick={() => stop('keep')}
      >
        {texts.strategies.stopKeep}
      </button>
    </div>
  );
}
