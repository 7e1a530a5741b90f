import type { CommandHandlers } from '../../contract/handlers.ts';
import type { CommandFailure } from '../../contract/commands.ts';
import type { SafetyWish } from '../../contract/safety-wish.ts';
import { parseRulePack } from '../../risk/packs/parse-rule-pack.ts';
import { doSafetyWish } from '../safety/do-safety-wish.ts';
import { safetyChanges } from '../safety/safety-changes.ts';
import { objectionTo } from '../safety/safety-objection.ts';
import { riskView } from '../views/risk-view.ts';
import type { Workstation } from '../workstation.ts';
import { done, failed, wantsConfirmation } from './answers.ts';

type RiskHandlers = Pick<
  CommandHandlers,
  'risk' | 'setLimit' | 'readRulePack' | 'setRulePacks' | 'setRiskRules'
>;

/** What a window asks and says about risk. Each change becomes an event of the session; none of them loosens. */
export function riskHandlers(station: Workstation): RiskHandlers {
  const riskOf = () => station.session.kernel.risk;
  return {
    risk: () => ({ ok: true, reply: riskView(station.session.kernel) }),
    setLimit: ({ limit, value }) => {
      const trouble = tighten(station, { kind: 'set-limit', limit, value });
      if (trouble) return { ok: false, failure: trouble };
      const pending = riskOf().limitBook.pending.find((each) => each.limit === limit);
      return { ok: true, reply: { fromMs: pending?.from ?? station.session.kernel.time } };
    },
    readRulePack: ({ text }) => {
      const parsed = parseRulePack(text);
      return parsed.ok ? { ok: true, reply: { pack: parsed.pack } } : failed('file-refused', parsed.because);
    },
    setRulePacks: ({ packs }) => {
      const trouble = tighten(station, { kind: 'set-packs', packs });
      if (trouble) return { ok: false, failure: trouble };
      const { pending } = riskOf().account;
      return { ok: true, reply: { fromMs: pending?.from ?? station.session.kernel.time } };
    },
    setRiskRules: ({ rules }) => {
      const trouble = tighten(station, { kind: 'set-risk-rules', rules });
      return trouble ? { ok: false, failure: trouble } : done;
    },
  };
}

/** Does what loosens nothing; answers why not otherwise. */
function tighten(station: Workstation, wish: SafetyWish): CommandFailure | undefined {
  const objection = objectionTo(station, wish);
  if (objection) return objection;
  if (safetyChanges(station, wish).length > 0) return wantsConfirmation.failure;
  doSafetyWish(station, wish);
  return undefined;
}
