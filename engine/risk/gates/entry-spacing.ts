import type { Gate } from '../gate.ts';

/** At most one entry per instrument and `entrySpacingMs`, from sent to sent, whoever asks. */
export const entrySpacing: Gate = (intent, { lastEntrySentAt, settings, time }) => {
  if (intent.role !== 'entry' || lastEntrySentAt === undefined) return undefined;
  const sinceLastMs = time - lastEntrySentAt;
  return sinceLastMs < settings.entrySpacingMs
    ? { code: 'entry-spacing', measured: { sinceLastMs, entrySpacingMs: settings.entrySpacingMs } }
    : undefined;
};
