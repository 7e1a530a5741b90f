import type { InputOf } from '../../../engine/contract/commands.ts';
import type { RiskRules } from '../../../engine/domain/risk/risk-policy.ts';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { changeSafety } from '../../engine-client/safety.ts';
import { notify } from '../../host-client/notices.ts';
import { refreshRisk } from './use-risk.ts';

/** One thing that is to be another in the rules. */
export type RulesChange = (rules: RiskRules) => RiskRules;

let last: Promise<unknown> = Promise.resolve();

/**
 * Has other rules hold from now on, looser ones once they were confirmed, and shows them. Changes are made one after
 * the other, each to the rules as they then are: none undoes the one before. Answers what stood in the way.
 */
export function changeRules(change: RulesChange): Promise<string | undefined> {
  const next = last.then(() => changeNow(change));
  last = next;
  return next;
}

/** The same, with a notice of what stood in the way. */
export async function tellRules(change: RulesChange): Promise<void> {
  const trouble = await changeRules(change);
  if (trouble !== undefined) notify({ level: 'error', text: trouble });
}

async function changeNow(change: RulesChange): Promise<string | undefined> {
  const now = await askEngine('risk', {});
  if (!now.ok) return now.failure.detail;
  const rules = change(now.reply.rules);
  const trouble = await changeSafety('setRiskRules', { rules } as InputOf<'setRiskRules'>);
  await refreshRisk();
  return trouble;
}

/** The same names with another value under one of them; without it where there is none. */
export function withEntry<Value>(
  all: Readonly<Record<string, Value>>,
  key: string,
  value: Value | undefined,
): Readonly<Record<string, Value>> {
  const { [key]: _before, ...others } = all;
  return value === undefined ? others : { ...others, [key]: value };
}
