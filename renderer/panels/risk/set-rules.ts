import type { RiskRules } from '../../../engine/domain/risk/risk-policy.ts';
import type { InputOf } from '../../../engine/contract/commands.ts';
import { tellEngine } from '../../engine-client/ask-engine.ts';
import { refreshRisk } from './use-risk.ts';

/** Has other rules hold from now on, and shows them. */
export async function setRules(rules: RiskRules): Promise<void> {
  await tellEngine('setRiskRules', { rules } as InputOf<'setRiskRules'>);
  await refreshRisk();
}
