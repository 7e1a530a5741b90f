import { formatTime, formatTimeMillis, formatUtc } from '../formatting/times.ts';

/** A moment in the person's time zone; hovering shows UTC. */
export function Time({ ms, withMillis = false }: { readonly ms: number; readonly withMillis?: boolean }) {
  return (
    <time dateTime={new Date(ms).toISOString()} title={formatUtc(ms)}>
      {withMillis ? formatTimeMillis(ms) : formatTime(ms)}
    </time>
  );
}
