import { z } from 'zod';
import { pauseOfSchema } from '../../domain/risk/pause-schema.ts';
import { LIMIT_NAMES } from '../../domain/risk/limit-rules.ts';
import { riskRulesSchema, rulePackSchema } from '../../domain/risk/policy-schema.ts';
import type { LimitName } from '../../domain/risk/risk-limits.ts';
import type { KernelCommand } from '../../domain/session/command.ts';
import { RecordingError } from './recording-error.ts';

const positive = z.number().int().positive();
const id = z.string().min(1).max(200);
const reason = z.string().max(10_000);

const limitTerms = {
  limit: positive,
  timeInForce: z.enum(['gtc', 'ioc', 'fok']),
  postOnly: z.boolean(),
};

const kind = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('market') }),
  z.strictObject({ type: z.literal('limit'), ...limitTerms }),
  z.strictObject({ type: z.literal('stop-market'), trigger: positive }),
  z.strictObject({ type: z.literal('stop-limit'), trigger: positive, ...limitTerms }),
  z.strictObject({ type: z.literal('take-profit-market'), trigger: positive }),
  z.strictObject({ type: z.literal('take-profit-limit'), trigger: positive, ...limitTerms }),
  z.strictObject({
    type: z.literal('trailing-stop'),
    distance: positive,
    activation: positive.exactOptional(),
  }),
]);

const intent = z.strictObject({
  runId: id,
  instrument: id,
  role: z.enum(['entry', 'exit', 'stop']),
  side: z.enum(['buy', 'sell']),
  lots: z.number().int().nonnegative(),
  kind,
  reduceOnly: z.boolean(),
  protectiveStop: positive.exactOptional(),
  otherLeg: kind.exactOptional(),
  targets: z
    .array(z.strictObject({ at: positive, lots: positive }))
    .max(20)
    .exactOptional(),
  edgeBps: z.number().exactOptional(),
  key: id.exactOptional(),
  signal: z
    .strictObject({ at: z.number().int().nonnegative(), validMs: z.number().int().nonnegative() })
    .exactOptional(),
  isConfirmed: z.boolean().exactOptional(),
  conviction: z.number().min(0).max(1).exactOptional(),
  isWish: z.boolean().exactOptional(),
  isPlanned: z.boolean().exactOptional(),
  isContinued: z.boolean().exactOptional(),
  reason,
});

const command = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('begin') }),
  z.strictObject({
    kind: z.literal('start-strategy'),
    runId: id,
    strategyId: id,
    instrument: id,
    params: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  }),
  z.strictObject({ kind: z.literal('stop-strategy'), runId: id, openPosition: z.enum(['keep', 'close']) }),
  z.strictObject({ kind: z.literal('place-order'), intent }),
  z.strictObject({ kind: z.literal('confirm-order'), key: id }),
  z.strictObject({ kind: z.literal('cancel-order'), orderId: id }),
  z.strictObject({
    kind: z.literal('amend-order'),
    orderId: id,
    change: z.strictObject({
      lots: positive.exactOptional(),
      limit: positive.exactOptional(),
      trigger: positive.exactOptional(),
    }),
  }),
  z.strictObject({
    kind: z.literal('set-trading-state'),
    state: z.enum(['active', 'reduce-only', 'halted']),
    because: reason,
  }),
  z.strictObject({ kind: z.literal('flatten'), because: reason }),
  z.strictObject({
    kind: z.literal('arm'),
    forMs: z.number().nonnegative(),
    warmUpEntries: z.number().nonnegative(),
    because: reason.exactOptional(),
  }),
  z.strictObject({ kind: z.literal('disarm'), because: reason }),
  z.strictObject({ kind: z.literal('test-dead-man'), instrument: id, client: id }),
  z.strictObject({ kind: z.literal('release-symbol'), instrument: id, because: reason }),
  z.strictObject({ kind: z.literal('resynchronize'), sleptMs: z.number().nonnegative(), because: reason }),
  z.strictObject({ kind: z.literal('move-stop'), runId: id, instrument: id, trigger: positive }),
  z.strictObject({
    kind: z.literal('set-limit'),
    limit: z.enum(LIMIT_NAMES as readonly [LimitName, ...LimitName[]]),
    value: z.number(),
  }),
  z.strictObject({ kind: z.literal('set-packs'), packs: z.array(rulePackSchema).max(10) }),
  z.strictObject({ kind: z.literal('set-risk-rules'), rules: riskRulesSchema }),
  z.strictObject({
    kind: z.literal('end-pause'),
    of: pauseOfSchema(id),
    because: reason,
  }),
  z.strictObject({
    kind: z.literal('note-conditions'),
    conditions: z.strictObject({
      isDiskLow: z.boolean(),
      disk: z
        .strictObject({ freeBytes: z.number().nonnegative(), neededBytes: z.number().nonnegative() })
        .exactOptional(),
      halted: z.array(id),
    }),
  }),
]);

/**
 * Checks a command read from a recording.
 * @throws {RecordingError} naming the field and the rule.
 */
export function readCommand(value: unknown): KernelCommand {
  const read = command.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new RecordingError(`command ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is malformed'}`);
  }
  // The schema has checked the numbers; their unit is what the field says.
  return read.data as KernelCommand;
}
