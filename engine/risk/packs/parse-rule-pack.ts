import { rulePackSchema } from '../../domain/risk/policy-schema.ts';
import type { RulePack } from '../../domain/risk/rule-pack.ts';
import { ZonedDays } from './zoned-day.ts';

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
    const [issue] = read.error.issues;
    return refused(`${issue?.path.join('.') || 'rule pack'}: ${issue?.message ?? 'is malformed'}`);
  }
  const pack = read.data;
  try {
    void new ZonedDays(pack.zone);
  } catch (error) {
    if (error instanceof RangeError) return refused(`zone: ${error.message}`);
    throw error;
  }
  if (!pack.dailyLoss && !pack.totalLoss && !pack.riskPerTrade && !pack.openPositions)
    return refused('a rule pack must have at least one rule');
  const { totalLoss } = pack;
  return (totalLoss?.trails === 'peak') === (totalLoss?.of === 'peak-equity') || totalLoss === undefined
    ? { ok: true, pack }
    : refused('totalLoss: a loss that trails the peak is a share of the peak, and no other is');
}

const refused = (because: string): ParsedPack => ({ ok: false, because });
