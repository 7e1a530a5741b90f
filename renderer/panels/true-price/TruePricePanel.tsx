import { useTexts } from '../../language/texts.ts';
import { usePanelSettings } from '../../panel-settings/use-panel-settings.ts';
import { ChainSourceForm } from './ChainSourceForm.tsx';
import { ChainState } from './ChainState.tsx';
import { HistorySection } from './HistorySection.tsx';
import { formulaInputs } from './input-values.ts';
import { InputTable } from './InputTable.tsx';
import { ResultSection } from './ResultSection.tsx';
import { RetargetForm } from './RetargetForm.tsx';
import { TornadoSection } from './TornadoSection.tsx';
import { TRUE_PRICE_RULES } from './true-price-settings.ts';
import { TruePriceToolbar } from './TruePriceToolbar.tsx';
import { useChain, useChainWatch } from './use-chain.ts';
import { useInputValues } from './use-input-values.ts';
import { useTruePrice, useTruePriceSetup } from './use-true-price.ts';

/** TRUE PRICE of bitcoin: its inputs and where they come from, every step to it, what moves it, and its past. */
export function TruePricePanel() {
  const { truePrice: texts } = useTexts();
  const [settings, change] = usePanelSettings(TRUE_PRICE_RULES, '');
  const { share, typed } = settings;
  useChainWatch();
  const chain = useChain((state) => state.chain);
  const setup = useTruePriceSetup();
  const values = useInputValues(typed, setup?.defaults ?? {}, chain);
  const inputs = formulaInputs(values);
  const market = values.market.number;
  const { failure, reply } = useTruePrice({ inputs, marketPrice: market, share });
  return (
    <div className="panel-body true-price">
      <TruePriceToolbar
        setup={setup}
        inputs={inputs}
        hasTyped={Object.keys(typed).length > 0}
        onType={(next) => change({ typed: next })}
      />
      <div className="true-price-columns scroll">
        <InputTable values={values} typed={typed} onType={(next) => change({ typed: next })} />
        <div className="true-price-results">
          <ResultSection inputs={inputs} market={market} reply={reply} failure={failure} />
          <TornadoSection reply={reply} share={share} onShare={(next) => change({ share: next })} />
          <HistorySection inputs={inputs} hasDifficulty={chain?.retargets !== null} />
          <p className="hint true-price-caution">{texts.doesNotForecast}</p>
        </div>
        <section className="true-price-section true-price-source" aria-label={texts.source}>
          <h3>{texts.source}</h3>
          <ChainSourceForm settings={settings} onChange={change} isOff={(chain?.state ?? 'off') === 'off'} />
          <ChainState chain={chain} />
          <RetargetForm chain={chain} />
        </section>
      </div>
    </div>
  );
}
