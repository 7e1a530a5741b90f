import type { ChainView, TruePriceInputsView } from '../../../engine/contract/true-price-commands.ts';
import { useCalmEngineView, useEngineView } from '../../engine-client/engine-view.ts';
import { type InputValues, inputValues, sessionPrice } from './input-values.ts';
import type { TypedInputs } from './true-price-settings.ts';

/** A price is read, not traded on, here; more often would only make the numbers restless. */
const CALM_MS = 2000;

/** Every input as it stands now. */
export function useInputValues(
  typed: TypedInputs,
  defaults: Partial<TruePriceInputsView>,
  chain: ChainView | undefined,
): InputValues {
  const isSimulated = useEngineView((view) => view.session.source === 'sandbox');
  const instruments = useEngineView((view) => view.instruments);
  const markets = useCalmEngineView(CALM_MS, (view) => view.markets);
  const market = sessionPrice(instruments, markets, isSimulated);
  return inputValues({ typed, defaults, chain, market });
}
