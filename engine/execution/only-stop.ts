import { isClosed } from '../domain/order/order.ts';
import type { Cover, CoveringStop } from './cover.ts';
import type { ProtectionDoor } from './protection-door.ts';

/**
 * Where only one order can sell what is held, a stop that is not the one that should stand goes first, and the one that
 * should is asked for once nothing else is known to be there. What nobody knows of is not waited for: both cannot stand.
 */
export function tendOnlyStop(
  cover: Cover,
  {
    confirmMs,
    door,
    time,
  }: { readonly door: ProtectionDoor; readonly time: number; readonly confirmMs: number },
  ask: (cover: Cover) => void,
): void {
  const { asked, exposed, lots, setOffAt, standing, strays = [], toProtect = lots } = cover;
  // Nothing travels inside an entry there.
  cover.attachedUntil = undefined;
  // Set off, it sells by itself.
  if (setOffAt !== undefined && exposed === undefined) return;
  const kept = [standing, asked].find((stop) => stop !== undefined && isRight(cover, stop));
  if (kept !== undefined && kept === standing) {
    cover.attempts = 0;
    cover.nextAttemptAt = undefined;
  }
  let isFree = kept === undefined;
  for (const stop of [standing, asked, ...strays]) {
    if (stop === undefined || stop === kept) continue;
    door.cancel(stop.id, 'what it would sell is wanted otherwise');
    const status = door.order(stop.id)?.status;
    if (stop === asked || (status !== 'unknown' && status !== undefined && !isClosed(status))) isFree = false;
  }
  if (!isFree || toProtect <= 0 || time < (cover.nextAttemptAt ?? 0)) return;
  ask(cover);
  // What is being closed may be beyond its trigger: then it is turned away for as long as the market stays there.
  if (exposed !== undefined) cover.nextAttemptAt ??= time + confirmMs;
}

/** At its place, for no more than it should, and for less only as far as the rest may be sold already. */
function isRight({ inDoubt = 0, lots, toProtect = lots, trigger }: Cover, stop: CoveringStop): boolean {
  return stop.trigger === trigger && stop.lots <= toProtect && stop.lots >= Math.max(1, toProtect - inDoubt);
}
