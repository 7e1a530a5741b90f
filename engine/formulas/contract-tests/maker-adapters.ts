import { optimalSpread, reservationPrice } from '../execution-cost/avellaneda-stoikov-quotes.ts';
import type { Adapter } from './adapter.ts';
import { number } from './case-values.ts';
import type { ReferenceCase } from './reference-vectors.ts';

function avellanedaStoikov(given: ReferenceCase) {
  const gamma = number(given, 'gamma');
  const risk = gamma * number(given, 'sigma') ** 2 * number(given, 'timeLeft');
  const reservation = reservationPrice(number(given, 'mid'), number(given, 'inventory'), risk);
  const spread = optimalSpread(risk, gamma, number(given, 'k'));
  return { reservation, spread, bid: reservation - spread / 2, ask: reservation + spread / 2 };
}

/** Mean of the spreads at the beginning of each of the steps into which the whole time is divided. */
function avellanedaStoikovMeanSpread(given: ReferenceCase) {
  const gamma = number(given, 'gamma');
  const whole = number(given, 'T');
  const steps = Math.round(whole / number(given, 'dt'));
  const spreads = Array.from({ length: steps }, (_, step) => {
    const risk = gamma * number(given, 'sigma') ** 2 * whole * (1 - step / steps);
    return optimalSpread(risk, gamma, number(given, 'k'));
  });
  return { meanSpread: spreads.reduce((sum, each) => sum + each, 0) / steps };
}

export const makerAdapters: Readonly<Record<string, Adapter>> = {
  avellanedaStoikov,
  avellanedaStoikovMeanSpread,
};
