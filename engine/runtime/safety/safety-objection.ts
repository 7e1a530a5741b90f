import type { CommandFailure } from '../../contract/commands.ts';
import type { SafetyObstacle, SafetyWish } from '../../contract/safety-wish.ts';
import { limitObjection } from '../../domain/risk/limit-rules.ts';
import { checkRulePack } from '../../risk/packs/parse-rule-pack.ts';
import { type SafetyStation, safetyChanges } from './safety-changes.ts';

/** Why a change of limits, packs or rules cannot be, whoever asks for it; undefined when it can. */
export function objectionTo(station: SafetyStation, wish: SafetyWish): CommandFailure | undefined {
  switch (wish.kind) {
    case 'set-limit': {
      const detail = limitObjection(wish.limit, wish.value);
      return withoutPolicy(station) ?? (detail === undefined ? undefined : invalid(detail));
    }
    case 'set-packs':
      return withoutPolicy(station) ?? packObjection(wish.packs);
    case 'set-risk-rules':
      return withoutPolicy(station);
    case 'end-pause':
    case 'set-trading-state':
    case 'release-symbol':
      return undefined;
  }
}

/** What stands in the way of loosening as things are; undefined when nothing does. */
export function obstacleTo(station: SafetyStation, wish: SafetyWish): SafetyObstacle | undefined {
  const { kernel } = station.session;
  if (endsAccountHits(wish) && kernel.risk.board.ofDay !== undefined) return 'holds-for-the-day';
  if (safetyChanges(station, wish).length === 0) return 'nothing-to-loosen';
  if (wish.kind === 'release-symbol') return undefined;
  const isReconciled = kernel.rooms.venue.conditions().phase === 'ready';
  if (wish.kind === 'set-trading-state') return isReconciled ? undefined : 'not-reconciled';
  return kernel.risk.isArmed ? 'armed' : undefined;
}

const endsAccountHits = (wish: SafetyWish): boolean =>
  wish.kind === 'set-trading-state'
    ? wish.state === 'active'
    : wish.kind === 'end-pause' && wish.of.kind === 'account';

const withoutPolicy = ({ session }: SafetyStation): CommandFailure | undefined =>
  session.kernel.risk.hasPolicy
    ? undefined
    : { code: 'not-in-this-mode', detail: 'this session was begun before there were limits' };

function packObjection(
  packs: Extract<SafetyWish, { kind: 'set-packs' }>['packs'],
): CommandFailure | undefined {
  if (new Set(packs.map(({ id }) => id)).size < packs.length)
    return invalid('every rule pack must have an id of its own');
  for (const pack of packs) {
    const checked = checkRulePack(pack);
    if (!checked.ok) return invalid(`${pack.id}: ${checked.because}`);
  }
  return undefined;
}

const invalid = (detail: string): CommandFailure => ({ code: 'invalid-parameter', detail });
