import type { Gate } from '../gate.ts';

/** A signal is dropped once it is older than it may be at the moment of sending. */
export const signalAge: Gate = ({ signal }, { time }) => {
  if (signal === undefined) return undefined;
  const ageMs = time - signal.at;
  return ageMs > signal.validMs
    ? { code: 'signal-too-old', measured: { ageMs, validMs: signal.validMs } }
    : undefined;
};
