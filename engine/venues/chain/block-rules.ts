import { z } from 'zod';
import type { ChainTip, Told } from './chain-source.ts';
import { toldFailure } from './chain-source.ts';

/** The first block of bitcoin: what tells this chain from all others. */
export const GENESIS_HASH = '000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f';

/** A block may be stamped two hours ahead; an endpoint whose newest block is a day old has lost the chain. */
const MOST_AHEAD_S = 2 * 3600;
const MOST_BEHIND_S = 86_400;
/** The header holds the target in 24 bits, so that is how well the difficulty follows from it. */
const SAME_DIFFICULTY = 1e-6;

export const blockHash = z.string().regex(/^[0-9a-f]{64}$/, 'a block hash has 64 hexadecimal digits');
export const blockHeight = z.number().int().min(0).max(20_000_000);
export const blockTime = z.number().int().min(1_231_006_505).max(1e11);
export const difficulty = z.number().min(1).max(1e30);

/** Text as JSON of a schema; the failure names the endpoint, the rule and the value. */
export function parseAnswer<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
  endpoint: string,
): Told<z.output<Schema>> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return toldFailure(`${endpoint} must answer in JSON, was ${shown(text)}`);
  }
  return checkAnswer(schema, json, endpoint);
}

/** A value against a schema; the failure names the endpoint, the rule and where it is broken. */
export function checkAnswer<Schema extends z.ZodType>(
  schema: Schema,
  json: unknown,
  endpoint: string,
): Told<z.output<Schema>> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  const path = issue?.path.join('.') ?? '';
  const at = path === '' ? 'the answer' : path;
  return toldFailure(
    `${endpoint}: ${at} breaks a rule: ${issue?.message ?? 'unknown'}, was ${shown(valueAt(json, issue?.path ?? []))}`,
  );
}

/** Whether a block can be the newest one at `nowMs`; the failure says what speaks against it. */
export function checkTip(tip: ChainTip, nowMs: number, endpoint: string): Told<ChainTip> {
  const ahead = tip.blockTime - nowMs / 1000;
  if (ahead > MOST_AHEAD_S)
    return toldFailure(`${endpoint}: a block may be 2 h ahead of the clock, was ${Math.round(ahead)} s`);
  if (ahead < -MOST_BEHIND_S)
    return toldFailure(
      `${endpoint}: the newest block may be a day old, block ${tip.height} was ${Math.round(-ahead / 3600)} h old`,
    );
  return { ok: true, value: tip };
}

/** The difficulty that a target in the compact form of the header stands for. */
export function difficultyOfBits(bits: number): number {
  const exponent = Math.floor(bits / 2 ** 24);
  const mantissa = bits % 2 ** 24;
  return (0xffff / mantissa) * 256 ** (0x1d - exponent);
}

/** Whether a difficulty is the one of the header. */
export const isOfBits = (told: number, bits: number): boolean =>
  Math.abs(told / difficultyOfBits(bits) - 1) <= SAME_DIFFICULTY;

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  let value = json;
  for (const key of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[key];
  return value;
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'missing').slice(0, 60);
