import { create } from 'zustand';
import type {
  TruePriceHistoryView,
  TruePriceInputsView,
} from '../../../engine/contract/true-price-commands.ts';
import { askEngine } from '../../engine-client/ask-engine.ts';

interface HistoryState {
  readonly history: TruePriceHistoryView | undefined;
  /** Why it could not be read; empty while all is well. */
  readonly failure: string;
  readonly isLooking: boolean;
}

/** TRUE PRICE of past days as last asked for. Kept outside of the panel, which may be hidden while it is read. */
export const useHistory = create<HistoryState>(() => ({ history: undefined, failure: '', isLooking: false }));

/** Asks the engine for the past of these inputs; `instrument` is whose prices, null the one most is kept of. */
export async function lookBack(inputs: TruePriceInputsView, instrument: string | null): Promise<void> {
  useHistory.setState({ isLooking: true });
  const answer = await askEngine('truePriceHistory', { inputs, instrument });
  useHistory.setState(
    answer.ok
      ? { isLooking: false, failure: '', history: answer.reply }
      : { isLooking: false, failure: answer.failure.detail },
  );
}
