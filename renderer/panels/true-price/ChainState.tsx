import type { ChainView } from '../../../engine/contract/true-price-commands.ts';
import { useNow } from '../../design/use-now.ts';
import { formatAge } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';
import { useChain } from './use-chain.ts';

/** How the source does, what went wrong, and what formulas were told. */
export function ChainState({ chain }: { readonly chain: ChainView | undefined }) {
  const { truePrice: texts } = useTexts();
  const refusal = useChain((state) => state.refusal);
  const now = performance.timeOrigin + useNow();
  if (chain === undefined) return null;
  const { endpoint, failure, nextAskMs, notToldBecause, state, told } = chain;
  const toldMs = Math.max(...told.map(({ timeMs }) => timeMs));
  const trouble = [refusal, failure].filter((each) => each !== '').join('; ');
  return (
    <div className="true-price-state">
      <p className="hint" role="status" data-state={state}>
        {endpoint === '' ? texts.states[state] : `${endpoint}: ${texts.states[state]}`}
        {nextAskMs !== null &&
          state !== 'asking' &&
          `, ${texts.nextAsk(formatAge(Math.max(0, nextAskMs - now)))}`}
      </p>
      {trouble !== '' && (
        <p className="hint danger" role="alert">
          {trouble}
        </p>
      )}
      {told.length > 0 && notToldBecause === '' && (
        <p className="hint">{texts.told(told.length, formatAge(Math.max(0, now - toldMs)))}</p>
      )}
      {notToldBecause !== '' && <p className="hint">{texts.notTold(notToldBecause)}</p>}
    </div>
  );
}
