import type { RiskView } from '../../../engine/contract/risk-views.ts';
import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import { useEngineView } from '../../engine-client/engine-view.ts';
import { formatCount, formatPnl, formatQuote, toneOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { BreachGauges } from './BreachGauges.tsx';
import { ReachedLimits } from './ReachedLimits.tsx';
import { TradingStates } from './TradingStates.tsx';
import { useRisk } from './use-risk.ts';
import { reasonWords } from '../../formatting/reason-words.ts';

/** Where the account stands: what may trade, how far every rule is from breaking, and what was reached. */
export function RiskPanel() {
  const { risk: texts } = useTexts();
  const risk = useRisk();
  if (risk === undefined) return <EmptyPanel>{texts.loading}</EmptyPanel>;
  return (
    <div className="panel-body">
      <div className="scroll risk-scroll risk-state">
        <Standing risk={risk} />
        <BreachGauges distances={risk.distances} packs={risk.packs} />
        <ReachedLimits hits={risk.hits} />
        <Allocation risk={risk} />
      </div>
    </div>
  );
}

function Standing({ risk }: { readonly risk: RiskView }) {
  const { reasons, risk: texts } = useTexts();
  const currency = useEngineView((view) => view.session.currency);
  const { equityAtDayStartQuote, equityQuote, feesTodayQuote, kill, peakEquityQuote } = risk;
  const today = equityQuote - equityAtDayStartQuote;
  return (
    <section aria-label={texts.standing}>
      <p className="risk-trading" role="status" data-state={kill.tradingState}>
        <strong>{texts.states[kill.tradingState]}</strong>
        {kill.because !== '' && <span> {reasonWords(kill.because, undefined, reasons)}</span>}
        {kill.isFlattening && <span> {texts.flattening(formatCount(kill.positionsLeft))}</span>}
        {kill.isHeldByLimit && <span className="soft"> {texts.heldByLimit}</span>}
      </p>
      <TradingStates state={kill.tradingState} />
      <dl className="risk-numbers">
        <div>
          <dt>
            {texts.equity} <span className="unit">{currency}</span>
          </dt>
          <dd className="number">{formatQuote(equityQuote)}</dd>
        </div>
        <div>
          <dt title={texts.todayHint}>
            {texts.today} <span className="unit">{currency}</span>
          </dt>
          <dd className={`number ${toneOf(today) ?? ''}`}>{formatPnl(today)}</dd>
        </div>
        <div>
          <dt>
            {texts.peak} <span className="unit">{currency}</span>
          </dt>
          <dd className="number">{formatQuote(peakEquityQuote)}</dd>
        </div>
        <div>
          <dt>
            {texts.feesToday} <span className="unit">{currency}</span>
          </dt>
          <dd className="number">{formatQuote(feesTodayQuote)}</dd>
        </div>
      </dl>
    </section>
  );
}

function Allocation({ risk: { allocation } }: { readonly risk: RiskView }) {
  const { risk: texts } = useTexts();
  const currency = useEngineView((view) => view.session.currency);
  const has = `${formatQuote(allocation.perSymbolQuote)} ${currency}`;
  const needs = `${formatQuote(allocation.neededQuote)} ${currency}`;
  return (
    <p className={allocation.isEnough ? 'soft' : 'danger'}>
      {allocation.isEnough ? texts.allocationEnough(has, needs) : texts.allocationShort(has, needs)}
    </p>
  );
}
