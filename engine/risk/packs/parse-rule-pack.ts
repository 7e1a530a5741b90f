import { rulePackSchema } from '../../domain/risk/policy-schema.ts';
import type { RulePack } from '../../domain/risk/rule-pack.ts';
import { isZone } from './zoned-day.ts';

/** Largest text of a rule pack, in characters. */
const LONGEST = 20_000;

export type ParsedPack =
  | { readonly ok: true; readonly pack: RulePack }
  | { readonly ok: false; readonly because: string };

/** Reads a rule pack of one's own from JSON; what is wrong is named by its field. */
export function parseRulePack(text: string): ParsedPack {
  if (text.length > LONGEST) return refused(`a rule pack has at most ${LONGEST} characters`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused('a rule pack must be JSON');
  }
  return checkRulePack(value);
}

/** The same for a value that was read already. */
export function checkRulePack(value: unknown): ParsedPack {
  const read = rulePackSchema.safeParse(value);
  if (!read.success) {
    const { message, path } = read.error.issues[0] as { message: string; path: readonly PropertyKey[] };
    return refused(`${path.join('.') || 'rule pack'}: ${message}`);
  }
  const pack = read.data;
  if (!isZone(pack.zone)) return refused(`zone: there is no zone ${pack.zone}`);
  if (!pack.dailyLoss && !pack.totalLoss && !pack.riskPerTrade && !pack.openPositions)
    return refused('a rule pack must have at least one rule');
  const { totalLoss } = pack;
  return (totalLoss?.trails === 'peak') === (totalLoss?.of === 'peak-equity') || totalLoss === undefined
    ? { ok: true, pack }
    : refused('totalLoss: a loss that trails the peak is a share of the peak, and no other is');
}

const refused = (because: string): ParsedPack => ({ ok: false, because });
