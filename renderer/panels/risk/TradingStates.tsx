import { OctagonPause } from 'lucide-react';
import type { RiskView } from '../../../engine/contract/risk-views.ts';
import { tellEngine } from '../../engine-client/ask-engine.ts';
import { useTexts } from '../../language/texts.ts';
import { refreshRisk } from './use-risk.ts';

type Stricter = 'reduce-only' | 'halted';

/**
 * The next step of holding trading back, at once: to what makes positions smaller, and from there to a freeze, which
 * the bar above offers from the first step on. What lets trading go on is asked about elsewhere.
 */
export function TradingStates({ state }: { readonly state: RiskView['kill']['tradingState'] }) {
  const { topBar } = useTexts();
  if (state === 'halted') return null;
  return (
    <div className="risk-holding">
      {state === 'active' ? (
        <button
          type="button"
          className="button"
          title={topBar.onlySmallerHint}
          onClick={() => void hold('reduce-only')}
        >
          {topBar.onlySmaller}
        </button>
      ) : (
        <button
          type="button"
          className="button kill"
          title={topBar.freezeHint}
          onClick={() => void hold('halted')}
        >
          <OctagonPause size={15} aria-hidden /> {topBar.freeze}
        </button>
      )}
    </div>
  );
}

async function hold(state: Stricter): Promise<void> {
  await tellEngine('setTradingState', { state });
  await refreshRisk();
}
