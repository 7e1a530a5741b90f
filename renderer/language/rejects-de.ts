import type { rejectsEn } from './rejects-en.ts';

/** Warum ein Handelsplatz, echt oder simuliert, eine Order abwies, ein Satz je Code. */
export const rejectsDe: typeof rejectsEn = {
  'post-only-would-cross': 'Eine Post-only-Order hätte sofort gehandelt',
  'no-liquidity': 'Es gab nichts, womit zu handeln wäre',
  'fill-or-kill-unfillable': 'Sie ließ sich nicht sofort ganz ausführen',
  'reduce-only-without-position': 'Es gibt keine Position, die sie verkleinern könnte',
  'insufficient-margin': 'Es deckt sie nicht genug',
  'stop-would-trigger': 'Der Stop würde sofort ausgelöst',
  'stop-not-confirmed': 'Ihr Stop wurde nicht bestätigt',
  precision: 'Preis oder Größe ist kein ganzer Schritt',
  'below-min-size': 'Kleiner, als der Handelsplatz erlaubt',
  'above-max-size': 'Größer, als der Handelsplatz erlaubt',
  'below-min-notional': 'Weniger wert, als der Handelsplatz erlaubt',
  'above-max-notional': 'Mehr wert, als der Handelsplatz erlaubt',
  'price-outside-band': 'Der Preis liegt außerhalb dessen, was der Handelsplatz erlaubt',
  'rate-limited': 'Der Handelsplatz bittet um eine Pause',
  'other-leg-ended': 'Ihr Gegenstück ist zu Ende',
  'not-amendable': 'Sie lässt sich nicht mehr ändern',
  'never-arrived': 'Sie kam nie am Handelsplatz an',
  'refused-by-venue': 'Der Handelsplatz lehnte sie ab',
};
