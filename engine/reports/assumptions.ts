import type { Instrument } from '../domain/instrument/instrument.ts';
import { badgeOf } from '../domain/session/mode.ts';
import type { SessionDescription } from '../domain/session/session-description.ts';
import type { History } from './history.ts';
import type { LabeledText, SessionRow } from './report.ts';
import { CONFIDENCE } from './statistics/bootstrapped.ts';
import { LEAST_DAYS, LEAST_TRADES } from './statistics/statistics-input.ts';
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
    { label: 'Simulated venue', text: each(venueText) },
    { label: 'Fees', text: feesText(history) },
    { label: 'Fills', text: fillModelText(history) },
    { label: 'Funding', text: [...history.instruments.values()].map(fundingText).join('; ') },
    { label: 'First deposit', text: each(depositText) },
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
      ? [REAL_MONEY]
      : ['No order of this report reached an exchange. Fills are simulated; real ones can be worse.']),
    ...(sources.has('sandbox')
      ? ['The sandbox market is made by simulated agents. A gain there says nothing about a real market.']
      : []),
    ...(sources.has('recorded')
      ? ['Recorded markets do not react to our orders. Large orders would have moved the price.']
      : []),
    ...(history.sessions.some(({ session }) => session.description.paper?.queue?.model === 'touch-fill')
      ? [TOUCH_FILL_BIAS]
      : []),
    ...(history.fills.some(({ model }) => model === 'in-bar') ? [BAR_FIDELITY] : []),
    'Past results, simulated or real, do not promise future ones.',
    'An interval covers the chance in these trades, not a change of the market, and not the choice among strategies tried before.',
    'Taxes, interest on balances and failures of an exchange are not counted.',
  ];
}

const REAL_MONEY =
  'Orders of this report reached an exchange. It counts what this program wrote down: transfers as they were seen ' +
  'and listed, which are no gain and no loss, and trades made elsewhere only as far as they closed what was held ' +
  'here. What the exchange says is what counts.';

/** How far the preset is off, as measured by `npm run bench -- queueModels`. */
const TOUCH_FILL_BIAS =
  'Optimistic preset touch-fill: resting orders fill as if nobody stood before them. On a recorded Binance spot ' +
  'session 93 % of orders at the touch filled so within ten seconds, where 70 to 72 % did with a queue.';

const BAR_FIDELITY =
  'Bar fidelity: where there was no book, fills are made from bars: the adverse extreme first, limits only when ' +
  'traded through by a tick, half a spread estimated from bars and the impact of the square-root law on every order ' +
  'that takes, and no more than 2.5 % of what a bar traded for all orders in it together. A stop of an entry that ' +
  'filled inside a bar counts from the next bar on.';

/** What the person calls the real account now, and where it is; empty where nothing real was traded. */
export function realAccountOf({ sessions }: History): string {
  const account = sessions.at(-1)?.session.description.live?.account;
  return account ? `${account.name} at ${account.venue}` : '';
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

function latencyText({ latency, mode }: SessionDescription): string {
  if (mode === 'live') return 'as it was';
  const { feedMs, orderMs, responseMs, variation } = latency;
  if (variation?.kind === 'empirical') {
    const counts = [variation.feedMs, variation.orderMs, variation.responseMs].map(({ length }) => length);
    const from = variation.file === undefined ? '' : ` of ${variation.file}`;
    return `drawn from recorded delays${from}: ${counts.join(', ')} of market to us, us to venue, venue to us`;
  }
  const middle = `market to us ${feedMs} ms, us to venue ${orderMs} ms, venue to us ${responseMs} ms`;
  return variation
    ? `medians of log-normal delays: ${middle}; standard deviation of the logarithm ${variation.sigmaPerMille / 1000}`
    : middle;
}

const QUEUES = {
  'risk-averse': 'only trades move a resting order up',
  power: 'trades and a share of the cancellations move a resting order up',
  'touch-fill': 'optimistic preset touch-fill: a resting order fills in full at the first touch',
} as const;

const depositText = ({ currency, depositQuote, mode }: SessionDescription): string =>
  mode === 'live'
    ? `${depositQuote} ${currency} were held when the account was first opened here`
    : `${depositQuote} ${currency}`;

function venueText({ mode, paper }: SessionDescription): string {
  if (mode === 'live') return 'none';
  if (!paper) return 'only trades move a resting order up; no margin';
  const { margin, priceBandPpm, queue, rateLimit } = paper;
  const exponent = queue?.model === 'power' ? ` (exponent ${queue.exponent})` : '';
  return [
    `${QUEUES[queue?.model ?? 'risk-averse']}${exponent}`,
    margin
      ? `${margin.mode} margin, liquidation costs ${bpsText(margin.liquidationFeePpm)} bps`
      : 'no margin',
    ...(rateLimit ? [`${rateLimit.orders} requests in ${rateLimit.perMs} ms`] : []),
    ...(priceBandPpm === undefined ? [] : [`limits within ${bpsText(priceBandPpm)} bps of the last trade`]),
  ].join(', ');
}

function feesText({ instruments, sessions }: History): string {
  const isReal = sessions.some(({ session }) => session.description.mode === 'live');
  const expected = [...instruments.values()].map(feeText).join('; ');
  return isReal ? `as the exchange charged them; expected were ${expected}` : expected;
}

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
  'taken-over': 'was taken over by the venue at the bankruptcy price',
  'in-bar': 'was made in a bar without a book (bar fidelity)',
  touched: 'was counted at the first touch (optimistic)',
  'venue-record': 'is as the venue reported it',
} as const;

function fillModelText({ fills }: History): string {
  const counts = Map.groupBy(fills, ({ model }) => model);
  const parts = Object.entries(MODELS).flatMap(([model, text]) => {
    const count = counts.get(model as keyof typeof MODELS)?.length ?? 0;
    return count === 0 ? [] : [`${count} ${text}`];
  });
  return parts.length === 0 ? 'none' : parts.join('; ');
}
