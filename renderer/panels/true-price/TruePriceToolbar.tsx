import type { TruePriceInputsView } from '../../../engine/contract/true-price-commands.ts';
import { PanelToolbar } from '../../design/PanelToolbar.tsx';
import { useTexts } from '../../language/texts.ts';
import type { TypedInputs } from './true-price-settings.ts';
import { doChain } from './use-chain.ts';
import type { TruePriceSetup } from './use-true-price.ts';

interface TruePriceToolbarProps {
  readonly setup: TruePriceSetup | undefined;
  readonly inputs: TruePriceInputsView | undefined;
  readonly hasTyped: boolean;
  readonly onType: (typed: TypedInputs) => void;
}

/** What can be done with the inputs as a whole. */
export function TruePriceToolbar({ setup, inputs, hasTyped, onType }: TruePriceToolbarProps) {
  const { truePrice: texts, panels } = useTexts();
  const tell = () => {
    if (inputs === undefined) return;
    const { blockTime, difficulty, electricityPrice, fleetEfficiency, height } = inputs;
    const numbers = { blockTime, difficulty, electricityPrice, fleetEfficiency, height };
    void doChain('tellChain', { numbers });
  };
  return (
    <PanelToolbar label={panels['true-price']} wraps>
      <button
        type="button"
        className="button"
        title={texts.checkCaseHint}
        disabled={setup === undefined}
        onClick={() =>
          setup !== undefined &&
          onType(
            Object.fromEntries(Object.entries(setup.check.inputs).map(([name, value]) => [name, `${value}`])),
          )
        }
      >
        {texts.checkCase}
      </button>
      <button type="button" className="button" disabled={!hasTyped} onClick={() => onType({})}>
        {texts.clear}
      </button>
      <button
        type="button"
        className="button"
        title={texts.tellFormulasHint}
        disabled={inputs === undefined}
        onClick={tell}
      >
        {texts.tellFormulas}
      </button>
    </PanelToolbar>
  );
}
