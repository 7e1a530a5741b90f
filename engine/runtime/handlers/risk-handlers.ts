import type { CommandHandlers } from '../../contract/handlers.ts';
import { isLooser, limitObjection } from '../../domain/risk/limit-rules.ts';
import { checkRulePack, parseRulePack } from '../../risk/packs/parse-rule-pack.ts';
import { riskView } from '../views/risk-view.ts';
import type { Workstation } from '../workstation.ts';
import { done, failed } from './answers.ts';

type RiskHandlers = Pick<
  CommandHandlers,
  'risk' | 'setLimit' | 'readRulePack' | 'setRulePacks' | 'setRiskRules' | 'endPause'
>;

/** What a window asks and says about risk. Each change becomes an event of the session. */
export function riskHandlers(station: Workstation): RiskHandlers {
  const riskOf = () => station.session.kernel.risk;
  const noPolicy = failed('not-in-this-mode', 'this session was begun before there were limits');
  return {
    risk: () => ({ ok: true, reply: riskView(station.session.kernel) }),
    setLimit: ({ limit, value }) => {
      const risk = riskOf();
      if (!risk.hasPolicy) return noPolicy;
      const objection = limitObjection(limit, value);
      if (objection !== undefined) return failed('invalid-parameter', objection);
      if (risk.isArmed && isLooser(limit, risk.limitBook.limits[limit], value))
        return failed('not-in-this-mode', `${limit} can be loosened only while live trading is not armed`);
      station.command({ kind: 'set-limit', limit, value });
      const pending = risk.limitBook.pending.find((each) => each.limit === limit);
      return { ok: true, reply: { fromMs: pending?.from ?? station.session.kernel.time } };
    },
    readRulePack: ({ text }) => {
      const parsed = parseRulePack(text);
      return parsed.ok ? { ok: true, reply: { pack: parsed.pack } } : failed('file-refused', parsed.because);
    },
    setRulePacks: ({ packs }) => {
      if (!riskOf().hasPolicy) return noPolicy;
      if (new Set(packs.map(({ id }) => id)).size < packs.length)
        return failed('invalid-parameter', 'every rule pack must have an id of its own');
      for (const pack of packs) {
        const checked = checkRulePack(pack);
        if (!checked.ok) return failed('invalid-parameter', `${pack.id}: ${checked.because}`);
      }
      station.command({ kind: 'set-packs', packs });
      const { pending } = riskOf().account;
      return { ok: true, reply: { fromMs: pending?.from ?? station.session.kernel.time } };
    },
    setRiskRules: ({ rules }) => {
      if (!riskOf().hasPolicy) return noPolicy;
      station.command({ kind: 'set-risk-rules', rules });
      return done;
    },
    endPause: ({ of }) => {
      const risk = riskOf();
      if (risk.isArmed)
        return failed('not-in-this-mode', 'a pause can be ended only while live trading is not armed');
      station.command({ kind: 'end-pause', of, because: 'ended by hand' });
      return done;
    },
  };
}
