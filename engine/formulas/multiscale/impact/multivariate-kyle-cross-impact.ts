import { positive, wholeNumber } from '../../../numerics/checked-numbers.ts';
import { FitClock } from '../../fit-clock.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import { type FitJob, withRefit } from '../../refit.ts';
import type { TradeTick } from '../../formula.ts';
import { type CrossImpact, fitCrossImpact, impactGap, readCrossImpact } from './cross-impact-model.ts';
import { IntervalFlow } from './interval-flow.ts';

/** Instruments that are looked at besides the own one. */
const MOST_PEERS = 19;

/**
 * What the own price has not yet followed of the flows in all followed instruments over the last `bucket` seconds,
 * in standard deviations: above zero it has risen too little. Held until the next bucket ends. Needs another
 * instrument that trades. Warm one bucket after `window` whole
 * ones, on which it is fitted first.
 */
export const multivariateKyleCrossImpact = defineFormula({
  id: 'F384',
  key: 'multivariate-kyle-cross-impact',
  title: 'Multivariate Kyle cross-impact matrix',
  family: 'multiscale',
  output: { unit: 'standard deviations' },
  role: 'direction',
  source:
    "Caballe, J. & Krishnan, M., 'Imperfect Competition in a Multi-Security Market with Risk Neutrality', Econometrica 62(3), 1994; Garcia del Molino, Mastromatteo, Benzaquen & Bouchaud, 'The Multivariate Kyle Model: More is Different', SIAM Journal on Financial Mathematics 11(2), 2020",
  catalogue: {
    inputs: ['trades', 'external'],
    params: {
      bucket: { unit: 's', meaning: 'interval' },
      window: { unit: 'buckets', meaning: 'sample' },
      y2: { fixed: 'OLS', unit: '1', meaning: 'scale: R-squared matching factor' },
      refit: { unit: 'buckets', meaning: 'refit' },
    },
    definition: `
      Per bucket: price changes p (vector of log mid changes of n symbols), signed traded volume q (quote
      currency). S = cov(p), O = cov(q) (ddof 1). With O = L L' (Cholesky): Lambda = (L^{-1})' * sqrtm(L'
      S L) * L^{-1}, symmetric positive definite, satisfying Lambda*O*Lambda = S. Scaled model p_hat =
      y*Lambda*q, y by OLS through the origin pooled over symbols. Value for symbol i: cross part x_i =
      y*sum_{j != i} Lambda_ij*q_j minus the part of it already realised within the bucket (own move minus
      y*Lambda_ii*q_i), in units of its std.
    `,
    update: 'Covariances O(n^2) per bucket; matrix root every refit buckets.',
    signal: 'signal = tanh(value/2); confidence = min(1,|value|/3)*max(0,R2)*2 capped at 1.',
    range: 'real',
  },
  defaults: { bucket: 60, window: 1440, refit: 60 },
  input: 'step',
  reads: ['trade', 'quote', 'peer-trade', 'peer-quote'],
  readings: {
    ...DIRECTION,
    /** Share of the squared moves that flows explain. */
    explained: { unit: 'fraction', min: 0, max: 1 },
    /** Instruments the model speaks of, the own one counted. */
    instruments: { unit: 'instruments', min: 2 },
  },
  warmUp: () => 3,
  warmUpMs: ({ bucket, window }) => 1000 * bucket * (window + 1) + 1,
  fit: fitCrossImpact,

  start({ bucket, refit, window }) {
    const bucketMs = 1000 * positive('bucket', bucket);
    const instruments = new InstrumentFlows(bucketMs, wholeNumber('a window', window, 3));
    const clock = new FitClock(1, wholeNumber('refit', refit));
    let model: CrossImpact | undefined;
    let value: number | undefined;

    const step = withReadings(
      (input: MarketStep) => {
        if (instruments.advance(input.time)) {
          if (instruments.isFull) clock.tick();
          value = model && instruments.gap(model);
        }
        instruments.take(input);
        return value;
      },
      {
        signal: () => Math.tanh((value ?? 0) / 2),
        confidence: () => Math.min(1, 2 * Math.min(1, Math.abs(value ?? 0) / 3) * (model?.rSquared ?? 0)),
        explained: () => model?.rSquared,
        instruments: () => model?.places.length,
      },
    );
    return withRefit(step, {
      due: () => (clock.takeDue() ? instruments.job() : undefined),
      accept: (numbers) => {
        model = readCrossImpact(numbers);
      },
    });
  },
});

/** The intervals of all instruments, which end together. */
class InstrumentFlows {
  readonly #bucketMs: number;
  readonly #window: number;
  readonly #instruments: IntervalFlow[] = [];
  #bucket = NaN;

  constructor(bucketMs: number, window: number) {
    this.#bucketMs = bucketMs;
    this.#window = window;
    this.#instruments.push(new IntervalFlow(window));
  }

  /** Whether the own instrument has a whole window. */
  get isFull(): boolean {
    return this.#instruments[0]?.moves.isFull === true;
  }

  /** Ends the buckets before `time`; whether any did. */
  advance(time: number): boolean {
    const bucket = Math.floor(time / this.#bucketMs);
    const ended = Number.isNaN(this.#bucket) ? 0 : Math.min(bucket - this.#bucket, this.#window + 1);
    this.#bucket = bucket;
    for (let i = 0; i < ended; i += 1) for (const each of this.#instruments) each.end();
    return ended > 0;
  }

  take(input: MarketStep): void {
    if (input.kind === 'trade') this.#at(0)?.traded(signedQuote(input.trade));
    else if (input.kind === 'quote') this.#at(0)?.quoted(input.quote.bid, input.quote.ask);
    else if (input.kind === 'peer-trade') this.#at(input.trade.place)?.traded(signedQuote(input.trade));
    else if (input.kind === 'peer-quote') {
      const { place, quote } = input.quote;
      this.#at(place)?.quoted(quote.bid, quote.ask);
    }
  }

  /** What a fit rests on: the instruments that have a whole window. */
  job(): FitJob {
    const places = this.#instruments.flatMap((each, place) => (each.moves.isFull ? [place] : []));
    const data: Record<string, Float64Array> = { places: Float64Array.from(places) };
    for (const place of places) {
      data[`p${place}`] = (this.#instruments[place] as IntervalFlow).moves.toArray();
      data[`q${place}`] = (this.#instruments[place] as IntervalFlow).flows.toArray();
    }
    return { params: {}, data };
  }

  /** What the own price lacked at the end of the last bucket, in standard deviations. */
  gap(model: CrossImpact): number | undefined {
    const newest = model.places.map((place) => this.#instruments[place]?.flows.at(0) ?? NaN);
    const gap = impactGap(this.#instruments[0]?.moves.at(0) ?? NaN, newest, model) / model.deviation;
    return Number.isFinite(gap) ? gap : undefined;
  }

  /** The instrument at a place, which is new where it was never heard of. */
  #at(place: number): IntervalFlow | undefined {
    if (place > MOST_PEERS) return undefined;
    while (this.#instruments.length <= place) this.#instruments.push(new IntervalFlow(this.#window));
    return this.#instruments[place];
  }
}

const signedQuote = ({ price, side, sizeBase }: Pick<TradeTick, 'price' | 'side' | 'sizeBase'>): number =>
  (side === 'buy' ? 1 : -1) * price * sizeBase;
