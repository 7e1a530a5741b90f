import type { Instrument } from '../domain/instrument/instrument.ts';
import { badgeOf } from '../domain/session/mode.ts';
import type { SessionDescription } from '../domain/session/session-description.ts';
import type { History } from './history.ts';
import type { LabeledText, SessionRow } from './report.ts';
import { CONFIDENCE, LEAST_DAYS, LEAST_TRADES } from './statistics/trade-statistics.ts';
import { DAYS_PER_YEAR } from './statistics/performance.ts';
import { ratioText } from './text/decimal-text.ts';
import { utcMoment } from './text/utc-text.ts';

/** What the numbers rest on: where the market came from, what was assumed, how it was counted. */
export function assumptionsOf(history: History): readonly LabeledText[] {
  const descriptions = history.sessions.map(({ session }) => session.description);
  const each = (text: (description: SessionDescription) => string): string =>
    [...new Set(descriptions.map(text))].join('; ');
  return [
    { label: 'Market', text: each(marketText) },
    { label: 'Seed', text: each(({ seed }) => String(seed)) },
    { label: 'Latency', text: each(latencyText) },
    { label: 'Fees', text: [...history.instruments.values()].map(feeText).join('; ') },
    { label: 'Fills', text: fillModelText(history) },
    { label: 'Funding', text: [...history.instruments.values()].map(fundingText).join('; ') },
    { label: 'First deposit', text: each(({ depositQuote, currency }) => `${depositQuote} ${currency}`) },
    { label: 'Time', text: `UTC; a day is a UTC day; ${DAYS_PER_YEAR} days a year` },
    {
      label: 'Uncertainty',
      text:
        `${100 * CONFIDENCE} % intervals, seeded, so that the same journal gives the same numbers; ` +
        `no ratio from fewer than ${LEAST_TRADES} trades or ${LEAST_DAYS} days`,
    },
    { label: 'Engine', text: each(({ engineVersion }) => engineVersion) },
    { label: 'Journal', text: `entry ${history.journal.row}, chain hash ${history.journal.hash}` },
  ];
}

/** What nobody should read out of this report. */
export function caveatsOf(history: History): readonly string[] {
  const sources = new Set(history.sessions.map(({ session }) => session.description.source));
  const modes = new Set(history.sessions.map(({ session }) => session.description.mode));
  return [
    ...(modes.has('live')
      ? []
      : ['No order of this report reached an exchange. Fills are simulated; real ones can be worse.']),
    ...(sources.has('sandbox')
      ? ['The sandbox market is made by simulated agents. A gain there says nothing about a real market.']
      : []),
    ...(sources.has('recorded')
      ? ['Recorded markets do not react to our orders. Large orders would have moved the price.']
      : []),
    'Past results, simulated or real, do not promise future ones.',
    'An interval covers the chance in these trades, not a change of the market, and not the choice among strategies tried before.',
    'Taxes, transfers, interest on balances and failures of an exchange are not counted.',
  ];
}

/** One row per session, oldest first. */
export function sessionRows(history: History): readonly SessionRow[] {
  return history.sessions.map(({ session: { description, ended } }) => ({
    sessionId: description.sessionId,
    badge: badgeOf(description.mode, description.source),
    source: description.source,
    seed: description.seed,
    startedAt: description.startedAt,
    ended: ended ? `${utcMoment(ended.time)} (${ended.reason})` : 'open',
    engineVersion: description.engineVersion,
  }));
}

const SOURCES = {
  sandbox: 'simulated by agents in the sandbox',
  recorded: 'replayed from a recording',
  'live-data': 'public data of the venue as it came',
} as const;

const marketText = ({ mode, source }: SessionDescription): string =>
  `${badgeOf(mode, source)}: ${mode} trading, market ${SOURCES[source]}`;

const latencyText = ({ latency }: SessionDescription): string =>
  `market to us ${latency.feedMs} ms, us to venue ${latency.orderMs} ms, venue to us ${latency.responseMs} ms`;

const feeText = (instrument: Instrument): string =>
  `${instrument.id} maker ${bpsText(instrument.makerFeePpm)} bps, taker ${bpsText(instrument.takerFeePpm)} bps`;

const bpsText = (ppm: number): string => ratioText(BigInt(ppm), 100n, 2) ?? '';

const fundingText = ({ id, fundingIntervalHours }: Instrument): string =>
  fundingIntervalHours === 0 ? `${id} none` : `${id} every ${fundingIntervalHours} h at mark price`;

const MODELS = {
  'walked-book': 'took the book level by level',
  'queue-reached': 'waited in the queue until its turn',
  'traded-through': 'waited until the market traded beyond its price',
  'beyond-book': 'was larger than the known book and paid an assumed impact',
} as const;

function fillModelText({ fills }: History): string {
  const counts = Map.groupBy(fills, ({ model }) => model);
  const parts = Object.entries(MODELS).flatMap(([model, text]) => {
    const count = counts.get(model as keyof typeof MODELS)?.length ?? 0;
    return count === 0 ? [] : [`${count} ${text}`];
  });
  return parts.length === 0 ? 'none' : parts.join('; ');
}
