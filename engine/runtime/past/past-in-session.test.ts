import { describe, expect, it } from 'vitest';
import type { SessionDescription } from '../../domain/session/session-description.ts';
import { unixMs } from '../../domain/units/time.ts';
import { sandboxInstruments } from '../../venues/sandbox/instruments.ts';
import { createSandboxMarket } from '../../venues/sandbox/sandbox-market.ts';
import { sandboxPast } from '../../venues/sandbox/sandbox-past.ts';
import { DEFAULT_RISK } from '../default-settings.ts';
import { Kernel } from '../kernel.ts';
import { strategyCatalog } from '../strategy-catalog.ts';
import { pastLengths } from './past-lengths.ts';

const MINUTE = 60_000;
/** Five minutes past three of a UTC Tuesday. */
const START = unixMs(1_789_999_500_000);
const BTC = sandboxInstruments[0]?.id ?? '';

const description: SessionDescription = {
  sessionId: 's',
  accountId: 'a',
  mode: 'paper',
  source: 'sandbox',
  seed: 1,
  startedAt: START,
  instruments: sandboxInstruments,
  currency: 'USDT',
  depositQuote: '100000',
  latency: { feedMs: 40, orderMs: 40, responseMs: 40 },
  risk: DEFAULT_RISK,
  engineVersion: '0.0.0',
};

/** The slow vote on bitcoin, held from the begin on, after a minute of the sandbox market. */
function slowVote(withPast: boolean) {
  const kernel = new Kernel(description, strategyCatalog, {});
  const lengths = withPast ? pastLengths() : [];
  for (const bar of sandboxPast({ seed: 7, endTime: START, lengths })) if (bar) kernel.process(bar);
  kernel.process({ kind: 'command', time: START, command: { kind: 'begin' } });
  const vote = kernel.rooms.votes.request(BTC, 'slow');
  const market = createSandboxMarket({ seed: 7, startTime: START });
  for (let event = market.next(); event && event.time < START + MINUTE; event = market.next())
    kernel.process(event);
  return { decision: vote.decision, isCatchingUp: kernel.rooms.features.isCatchingUp };
}

describe('a session that is told the past', () => {
  it('has the slow formulas ready a minute after they were asked for, and counts their vote', () => {
    const { decision, isCatchingUp } = slowVote(true);
    const ready = decision?.ballots
      .filter(({ abstention }) => abstention !== 'not-ready')
      .map(({ id }) => id);
    // The others compare more than three symbols, read series nobody tells here, or look back further than two days.
    expect(ready).toEqual([233, 277, 279, 291, 299, 300, 303, 306, 307, 354, 403, 408, 409]);
    expect(isCatchingUp).toBe(false);
    expect(slowVote(true).decision).toEqual(decision);
  }, 60_000);

  it('has no slow vote before the hour ends without a past', () => {
    expect(slowVote(false)).toEqual({ decision: undefined, isCatchingUp: false });
  });
});
