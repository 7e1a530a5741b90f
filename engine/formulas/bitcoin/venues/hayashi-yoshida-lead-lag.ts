import { positive } from '../../../numerics/checked-numbers.ts';
import { clip } from '../../../numerics/clip.ts';
import { defineFormula, type MarketStep } from '../../formula.ts';
import { DIRECTION, withReadings } from '../../readings.ts';
import { LeadTracker } from './lead-tracker.ts';
import { ReferenceVenue } from './reference-venue.ts';

/** Lags that are tried, in seconds. */
const GRID = [-10, -5, -2, -1, -0.5, 0, 0.5, 1, 2, 5, 10] as const;

/**
 * What our mid has still to move to catch up with a reference that leads it: the move of the reference over
 * its lead, times how much ours follows. 0 where the reference does not lead. The reference is the own coin at
 * another venue or in another contract, else the leading coin. The lead is estimated every `refit` seconds
 * over the last `window`. Warm after `window` seconds with both; no value where one of them stood still.
 */
export const hayashiYoshidaLeadLag = defineFormula({
  id: 'F262',
  key: 'hayashi-yoshida-lead-lag',
  title: 'Lead-lag between venues (shifted Hayashi-Yoshida)',
  family: 'bitcoin',
  output: { unit: 'log return' },
  role: 'direction',
  source:
    "Hoffmann, M., Rosenbaum, M. & Yoshida, N., 'Estimation of the lead-lag parameter from non-synchronous data', Bernoulli 19(2), 2013; Hayashi & Yoshida, Bernoulli 11(2), 2005",
  catalogue: {
    inputs: ['external', 'trades'],
    params: {
      window: { unit: 's', meaning: 'observation window' },
      grid: { fixed: [-10, -5, -2, -1, -0.5, 0, 0.5, 1, 2, 5, 10], unit: 's', meaning: 'lags theta' },
      refit: { unit: 's', meaning: 'period' },
      min_rho: { unit: '1', meaning: 'needed correlation' },
    },
    definition: `
      X = log mid of the reference venue at its update times, Y = log mid of the target venue, both over
      the window, no synchronisation. For lag theta: C(theta) = sum over all increments dX on (a,b] and dY
      on (c,d] with (a,b] intersecting (c-theta, d-theta] (condition a < d-theta and b > c-theta) of
      dX*dY. theta* = argmax |C| (tie: smaller |theta|); theta* > 0 means X leads Y by theta*. rho =
      C(theta*)/sqrt(sum dX^2 * sum dY^2). Value when theta* > 0: expected catch-up = (C(theta*)/sum dX^2)
      * (x_t - x_{t-theta*}).
    `,
    update: 'O(nX+nY) per lag by two pointers, every refit seconds; value O(1) between.',
    signal: `
      signal = clip(value/(half spread as log),-1,1) if theta* > 0 and |rho| >= min_rho, else 0;
      confidence = min(1,|rho|).
    `,
    range: 'real',
  },
  defaults: { window: 300, refit: 60, min_rho: 0.1 },
  input: 'step',
  reads: ['quote', 'peer-quote'],
  readings: {
    ...DIRECTION,
    /** How long the reference is ahead of ours; below zero ours is ahead. */
    lead: { unit: 's' },
    correlation: { unit: '1' },
  },
  // Two quotes of each, between which they moved.
  warmUp: () => 4,
  warmUpMs: ({ window }) => 1000 * window,

  start({ min_rho: minRho, refit, window }) {
    const reference = new ReferenceVenue(true);
    const tracker = new LeadTracker({
      windowMs: 1000 * positive('window', window),
      refitMs: 1000 * positive('refit', refit),
      seconds: GRID,
    });
    let halfSpread = 0;
    let value: number | undefined;

    const take = (step: MarketStep) => {
      if (step.kind === 'quote') {
        const { ask, bid } = step.quote;
        halfSpread = Math.log(ask / bid) / 2;
        tracker.pushOurs(step.time, Math.log((bid + ask) / 2));
      } else if (step.kind === 'peer-quote') {
        const { ask, bid } = step.quote.quote;
        if (reference.offer(step.quote)) tracker.restart();
        if (step.quote.place === reference.place) tracker.pushTheirs(step.time, Math.log((bid + ask) / 2));
      }
    };
    const isAhead = () => {
      const { lead } = tracker;
      return lead !== undefined && lead.seconds > 0 && Math.abs(lead.correlation) >= minRho;
    };
    return withReadings(
      (step) => {
        take(step);
        return (value = tracker.catchUp(step.time));
      },
      {
        signal: () => (isAhead() && halfSpread > 0 ? clip((value ?? 0) / halfSpread, -1, 1) : 0),
        confidence: () => Math.min(1, Math.abs(tracker.lead?.correlation ?? 0)),
        lead: () => tracker.lead?.seconds,
        correlation: () => tracker.lead?.correlation,
      },
    );
  },
});
