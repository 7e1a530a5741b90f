import type { DeadManAnswer, DeadManReview, DeadManReviewAnswer } from '../../contract/arming.ts';
import { LIVE_VENUES, type LiveVenue } from '../../domain/instrument/live-venues.ts';
import { DEAD_MAN_TRIAL } from '../../execution/live/live-settings.ts';
import { stepsText } from '../../reports/text/decimal-text.ts';
import { CLIENT_VERSION } from '../../venues/ccxt/client-version.ts';
import type { Clock } from '../clock.ts';
import type { Workstation } from '../workstation.ts';
import { planDeadMan, testedInstrument } from './dead-man-plan.ts';
import { amountWords } from './review-words.ts';
import { waitUntil } from './wait-until.ts';

/** How long a test may take, and to clear away what it has placed, in ms. */
const OVER_WITHIN_MS = 150_000;

type Names = Pick<DeadManReview, 'accountName'> & { readonly venue: LiveVenue };

/** What a test of the venue's own switch would do on the open account. */
export function reviewDeadMan({ session }: Pick<Workstation, 'session'>, names: Names): DeadManReviewAnswer {
  const planned = planOf(session);
  if (!planned.ok) return { ok: false, detail: planned.because };
  const { costQuote, heldLots, instrument, size, worthQuote } = planned.plan;
  const { base, kind, lotSize, quote, symbol } = instrument;
  return {
    ok: true,
    review: {
      accountName: names.accountName,
      venue: LIVE_VENUES[names.venue].title,
      symbol,
      market: kind,
      size: `${stepsText(size, lotSize)} ${base}`,
      worth: amountWords(worthQuote, quote),
      cost: amountWords(costQuote, quote),
      usesHeld: heldLots !== 0,
      seconds: DEAD_MAN_TRIAL.seconds,
    },
  };
}

/** Has the kernel test it, and answers when nothing of the test is left. */
export async function testDeadMan(station: Workstation, clock: Clock): Promise<DeadManAnswer> {
  const { session } = station;
  const planned = planOf(session);
  if (!planned.ok) return { ok: false, detail: planned.because };
  const { deadMan } = session.kernel;
  const { id: instrument } = planned.plan.instrument;
  station.command({ kind: 'test-dead-man', instrument, client: CLIENT_VERSION });
  await waitUntil(clock, () => deadMan.state === undefined || station.session !== session, OVER_WITHIN_MS);
  const { last } = deadMan;
  if (station.session !== session || !last)
    return { ok: false, detail: 'it is not over, and what it has placed is still taken back' };
  const { because, client, finding, market } = last;
  return finding === 'not-tested'
    ? { ok: false, detail: because }
    : { ok: true, fact: { market, finding, testedAtMs: clock.now(), client } };
}

function planOf({ kernel }: Workstation['session']) {
  const { rooms } = kernel;
  const id = testedInstrument(rooms);
  if (kernel.deadMan.state) return { ok: false, because: 'test-under-way' } as const;
  return id === undefined
    ? ({ ok: false, because: 'market-not-live' } as const)
    : planDeadMan(rooms, id, kernel);
}
