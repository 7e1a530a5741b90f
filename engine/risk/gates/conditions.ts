import type { TradingConditions } from '../../domain/risk/trading-conditions.ts';
import type { Gate } from '../gate.ts';

/** Furthest the venue's clock may be off, and the longest round trip it may be measured with, in ms. */
const LARGEST_OFFSET_MS = 5000;
const LONGEST_ROUND_TRIP_MS = 2000;
const MIB = 1_048_576;

/** Entries leave only while the session is fit for it: armed, reconciled, on time, with room on the disk. */
export const conditions: Gate = (intent, { standing }) => {
  if (intent.reduceOnly) return undefined;
  const { clockOffsetMs, clockRoundTripMs, disk, frozen, halted, isArmed, isDiskLow, isReconciling } =
    standing.conditions;
  if (standing.conditions.isAsleep) return { code: 'computer-asleep', measured: {} };
  if (!isArmed) return { code: 'not-armed', measured: {} };
  if (isReconciling) return { code: 'reconciling', measured: {} };
  if (Math.abs(clockOffsetMs) > LARGEST_OFFSET_MS || clockRoundTripMs > LONGEST_ROUND_TRIP_MS)
    return { code: 'clock-not-trusted', measured: { clockOffsetMs, clockRoundTripMs } };
  if (isDiskLow) return { code: 'disk-low', measured: disk ? roomOf(disk) : {} };
  if (frozen.includes(intent.instrument)) return { code: 'symbol-frozen', measured: {} };
  return halted.includes(intent.instrument) ? { code: 'instrument-halted', measured: {} } : undefined;
};

const roomOf = ({ freeBytes, neededBytes }: NonNullable<TradingConditions['disk']>) => ({
  freeMiB: freeBytes / MIB,
  neededMiB: neededBytes / MIB,
});
