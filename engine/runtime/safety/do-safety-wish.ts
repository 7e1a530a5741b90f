import type { SafetyWish } from '../../contract/safety-wish.ts';
import { FIXED_REASONS } from '../../domain/remark/fixed-reasons.ts';
import type { RiskRules } from '../../domain/risk/risk-policy.ts';
import type { KernelCommand } from '../../domain/session/command.ts';
import type { Workstation } from '../workstation.ts';

/** Puts a wish into the event stream. Whoever calls it knows that it may be. */
export const doSafetyWish = (station: Pick<Workstation, 'command'>, wish: SafetyWish): void =>
  station.command(commandFor(wish));

function commandFor(wish: SafetyWish): KernelCommand {
  switch (wish.kind) {
    case 'set-limit':
    case 'set-packs':
      return wish;
    case 'set-risk-rules':
      return { kind: wish.kind, rules: wish.rules as RiskRules };
    case 'end-pause':
      return { ...wish, because: FIXED_REASONS['ended-by-hand'] };
    case 'set-trading-state':
      return { ...wish, because: FIXED_REASONS['set-by-hand'] };
    case 'release-symbol':
      return { ...wish, because: FIXED_REASONS['released-by-hand'] };
  }
}
