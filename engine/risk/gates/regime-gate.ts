import type { Gate } from '../gate.ts';
import { REGIME_RULES, regimeAllows } from '../sizing/regime-rules.ts';

/**
 * Entries by strategies go with the state of the market: its direction, and enough conviction for it where the
 * strategy says how sure it is.
 */
export const regimeGate: Gate = (intent, { standing }) => {
  const { isReversion, regime, regimeRules } = standing;
  if (intent.role !== 'entry' || intent.runId === 'manual' || regime === undefined) return undefined;
  const { conviction } = intent;
  if (regimeAllows(regimeRules, regime, { side: intent.side, conviction, isReversion })) return undefined;
  const leastConviction = REGIME_RULES[regime.regime].leastConviction;
  return {
    code: 'regime-rules',
    measured: {
      ...(conviction === undefined ? {} : { conviction }),
      leastConviction,
      probability: regime.probability,
    },
  };
};
