import type {
  MarketComparisonView,
  TruePriceInputsView,
  TruePriceTermsView,
} from '../../../engine/contract/true-price-commands.ts';
import { Numbers } from '../../design/Numbers.tsx';
import {
  formatChange,
  formatFixed,
  formatPlain,
  formatQuote,
  formatShort,
  formatSigned,
} from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import type { TruePriceReply } from './use-true-price.ts';

interface ResultSectionProps {
  readonly inputs: TruePriceInputsView | undefined;
  readonly market: number | undefined;
  readonly reply: TruePriceReply | undefined;
  /** Why the engine refused the inputs. */
  readonly failure: string | undefined;
}

/** TRUE PRICE beside the market, and every number on the way to it. */
export function ResultSection({ inputs, market, reply, failure }: ResultSectionProps) {
  const { truePrice: texts } = useTexts();
  if (inputs === undefined) return <p className="section-empty">{texts.needs}</p>;
  if (failure !== undefined)
    return (
      <p className="section-empty danger" role="alert">
        {failure}
      </p>
    );
  if (reply === undefined) return null;
  const { checked, comparison, terms } = reply;
  if (terms === null) return <p className="section-empty">{texts.noPrice}</p>;
  return (
    <section className="true-price-section" aria-label={texts.result}>
      <p className="true-price-value">
        {texts.truePriceName} <output className="number">{formatQuote(terms.truePrice)}</output>{' '}
        <span className="unit">USD/BTC</span>
      </p>
      {checked !== null && <CheckLine checked={checked} />}
      <div className="true-price-numbers">
        <Comparison comparison={comparison} market={market} />
        <Terms terms={terms} />
      </div>
    </section>
  );
}

function CheckLine({ checked }: { readonly checked: NonNullable<TruePriceReply['checked']> }) {
  const { truePrice: texts } = useTexts();
  const text = formatFixed(checked.truePrice, 6);
  return (
    <p className={checked.agrees ? 'hint' : 'hint danger'} role="status">
      {checked.agrees ? texts.checkPassed(text) : texts.checkFailed(text)}
    </p>
  );
}

interface ComparisonProps {
  readonly comparison: MarketComparisonView | null;
  readonly market: number | undefined;
}

function Comparison({ comparison, market }: ComparisonProps) {
  const { truePrice: texts } = useTexts();
  if (comparison === null || market === undefined) return <p className="hint">{texts.noMarket}</p>;
  return (
    <Numbers
      title={texts.names.market}
      rows={[
        [texts.marketPrice, formatQuote(market), 'USD/BTC'],
        [texts.premium, formatChange(comparison.premium, 1), ''],
        [texts.logDistance, formatSigned(comparison.logDistance, 4), 'ln'],
        [texts.impliedElectricityPrice, formatPlain(comparison.impliedElectricityPrice), 'USD/kWh'],
        [texts.impliedFleetEfficiency, formatPlain(comparison.impliedFleetEfficiency), 'J/TH'],
        [texts.impliedDifficulty, formatShort(comparison.impliedDifficulty), ''],
      ]}
    />
  );
}

function Terms({ terms }: { readonly terms: TruePriceTermsView }) {
  const { truePrice: texts } = useTexts();
  const names = texts.terms;
  return (
    <Numbers
      title={texts.steps}
      rows={[
        [names.halvings, formatFixed(terms.halvings, 0), ''],
        [names.subsidy, formatPlain(terms.subsidy), 'BTC'],
        [names.supply, formatFixed(terms.supply, 3), 'BTC'],
        [names.hashRate, formatFixed(terms.hashRate / 1e18, 2), 'EH/s'],
        [names.networkPowerWatt, formatFixed(terms.networkPowerWatt / 1e9, 3), 'GW'],
        [names.energyPerBlock, formatFixed(terms.energyPerBlock, 0), 'kWh'],
        [names.energyPerCoin, formatFixed(terms.energyPerCoin, 0), 'kWh/BTC'],
        [names.productionCost, formatQuote(terms.productionCost), 'USD/BTC'],
        [names.stockToFlow, formatFixed(terms.stockToFlow, 3), 'a'],
        [names.scarcity, formatFixed(terms.scarcity, 6), ''],
        [names.days, formatFixed(terms.days, 1), 'd'],
        [names.maturity, formatFixed(terms.maturity, 6), ''],
        [names.supplyTerm, formatFixed(terms.supplyTerm, 6), ''],
        [names.multiplier, formatFixed(terms.multiplier, 6), ''],
      ]}
    />
  );
}
