import { z } from 'zod';
import type { KernelCommand } from '../../domain/session/command.ts';
import { RecordingError } from './recording-error.ts';

const positive = z.number().int().positive();
const id = z.string().min(1).max(200);
const reason = z.string().max(10_000);

const kind = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('market') }),
  z.strictObject({
    type: z.literal('limit'),
    limit: positive,
    timeInForce: z.enum(['gtc', 'ioc', 'fok']),
    postOnly: z.boolean(),
  }),
  z.strictObject({ type: z.literal('stop-market'), trigger: positive }),
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
  edgeBps: z.number().exactOptional(),
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
  z.strictObject({ kind: z.literal('cancel-order'), orderId: id }),
  z.strictObject({
    kind: z.literal('set-trading-state'),
    state: z.enum(['active', 'reduce-only', 'halted']),
    because: reason,
  }),
  z.strictObject({ kind: z.literal('flatten'), because: reason }),
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
