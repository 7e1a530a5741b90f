import type { refusalsEn } from './refusals-en.ts';

/** Warum das Risiko nein gesagt hat, ein Satz je Grund. */
export const refusalsDe: typeof refusalsEn = {
  'kill-switch-engaged': 'Der Handel ist eingefroren',
  'reduce-only-state': 'Nur Orders, die eine Position verkleinern, dürfen hinaus',
  'feed-not-live': 'Die Marktdaten sind nicht aktuell',
  'no-market': 'Es gibt noch keinen Markt',
  'entry-spacing': 'Zu kurz nach dem letzten Einstieg',
  'intent-in-flight': 'Ein anderer Einstieg ist noch unterwegs',
  'exposure-above-limit': 'Das Engagement würde seine Grenze überschreiten',
  'too-many-positions': 'Zu viele Positionen sind offen',
  'no-protective-stop': 'Der Einstieg hat keinen Schutz-Stop',
  'stop-on-wrong-side': 'Der Schutz-Stop liegt auf der falschen Seite',
  'ev-red': 'Der Erwartungswert liegt in der roten Zone',
  'ev-yellow-equity': 'Der Erwartungswert liegt in der gelben Zone, und das Kapital erlaubt es nicht',
  'below-min-size': 'Kleiner, als der Handelsplatz erlaubt',
  'above-max-size': 'Größer, als der Handelsplatz erlaubt',
  'below-min-notional': 'Weniger wert, als der Handelsplatz erlaubt',
  'price-outside-band': 'Der Preis liegt zu weit vom Markt entfernt',
  'balance-too-small': 'Das Guthaben reicht nicht',
  'reduce-only-without-position': 'Es gibt keine Position zu verkleinern',
  'reduce-only-would-increase': 'Eine verkleinernde Order würde die Position vergrößern',
  'size-is-zero': 'Die Größe rundet auf null',
  'unknown-instrument': 'Das Instrument ist nicht bekannt',
  'opposite-position': 'Das Konto hält die Gegenrichtung',
  withdrawn: 'Zurückgezogen, bevor er gesendet war',
};
