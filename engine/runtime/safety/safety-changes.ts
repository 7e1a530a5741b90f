import type { SafetyChange, SafetyWish } from '../../contract/safety-wish.ts';
import { isLooser } from '../../domain/risk/limit-rules.ts';
import { looserPacks } from '../../domain/risk/looser-packs.ts';
import { looserRules } from '../../domain/risk/looser-rules.ts';
import type { LimitName } from '../../domain/risk/risk-limits.ts';
import type { RiskRules } from '../../domain/risk/risk-policy.ts';
import type { RulePack } from '../../domain/risk/rule-pack.ts';
import { isFreer } from '../../domain/session/mode.ts';
import type { PauseOf } from '../../domain/risk/limit-hit.ts';
import type { Workstation } from '../workstation.ts';

/** What is looked at: the open session, and what waits to be done in it. */
export type SafetyStation = Pick<Workstation, 'session' | 'waiting'>;

/**
 * Everything a wish would loosen, as things stand and as they will with what is on its way; empty where it loosens
 * nothing. This alone decides what a person has to be asked.
 */
export function safetyChanges(station: SafetyStation, wish: SafetyWish): readonly SafetyChange[] {
  switch (wish.kind) {
    case 'set-limit':
      return limitChanges(station, wish.limit, wish.value);
    case 'set-packs':
      return packChanges(station, wish.packs);
    case 'set-risk-rules':
      return ruleChanges(station, wish.rules as RiskRules);
    case 'end-pause':
      return hitChanges(station, wish.of);
    case 'set-trading-state':
      return stateChanges(station, wish.state);
    case 'release-symbol':
      return station.session.kernel.rooms.venue.conditions().frozen.includes(wish.instrument)
        ? [{ kind: 'symbol', instrument: wish.instrument }]
        : [];
  }
}

/** Against the strictest of what holds and of what was asked for before. */
function limitChanges({ session, waiting }: SafetyStation, limit: LimitName, to: number): SafetyChange[] {
  const asked = waiting.flatMap((each) =>
    each.kind === 'set-limit' && each.limit === limit ? [each.value] : [],
  );
  const values = [session.kernel.risk.limitBook.limits[limit], ...asked];
  const from = values.reduce((strictest, each) => (isLooser(limit, each, strictest) ? each : strictest));
  return isLooser(limit, from, to) ? [{ kind: 'limit', limit, from, to }] : [];
}

/** Against what holds, what replaces it later, and what was asked for before. */
function packChanges({ session, waiting }: SafetyStation, to: readonly RulePack[]): SafetyChange[] {
  const { packs, pending } = session.kernel.risk.account;
  const asked = waiting.flatMap((each) => (each.kind === 'set-packs' ? [each.packs] : []));
  const looser = [packs, pending?.packs ?? [], ...asked].flatMap((from) => looserPacks(from, to));
  return [...new Map(looser.map((pack) => [pack.id, pack])).values()].map(({ id, title }) => ({
    kind: 'pack',
    title,
    isLeftOut: to.every((each) => each.id !== id),
  }));
}

function ruleChanges({ session, waiting }: SafetyStation, to: RiskRules): SafetyChange[] {
  const asked = waiting.flatMap((each) => (each.kind === 'set-risk-rules' ? [each.rules] : []));
  const looser = [session.kernel.risk.rules, ...asked].flatMap((from) => looserRules(from, to));
  return looser.map((rule) => ({ kind: 'rule', rule }));
}

const hitChanges = ({ session }: SafetyStation, of: PauseOf): SafetyChange[] =>
  session.kernel.risk.board.endable(of).map(({ code, instrument, strategyId }) => ({
    kind: 'hit',
    code,
    instrument: instrument ?? null,
    strategyId: strategyId ?? null,
  }));

/** With a whole release go the limits that a person may end, and the closing that is under way. */
function stateChanges(station: SafetyStation, state: 'active' | 'reduce-only'): SafetyChange[] {
  const { kernel } = station.session;
  const from = kernel.tradingState;
  const to = state === 'active' && kernel.rooms.description.mode === 'live' ? permitted(station) : state;
  const hits = state === 'active' ? hitChanges(station, { kind: 'account' }) : [];
  if (!isFreer(from, to)) return hits;
  const isFlattening = state === 'active' && kernel.risk.flattening.because !== '';
  const because = kernel.tradingStateReason;
  return [{ kind: 'trading-state', from, to, because, isFlattening }, ...hits];
}

/** Entries for a real venue are let out by arming alone. */
const permitted = ({ session }: SafetyStation): 'active' | 'reduce-only' =>
  session.kernel.rooms.armed.isArmed ? 'active' : 'reduce-only';
