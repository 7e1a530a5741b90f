import type { FixedReason } from '../../engine/domain/remark/fixed-reasons.ts';
import type { ReasonValues } from '../../engine/domain/remark/reason-values.ts';
import type { Wording } from '../../engine/domain/remark/wording.ts';
import { wordFor } from './word-for.ts';

/** Gründe ohne Zahlen auf Deutsch. */
export const fixedReasonsDe: Readonly<Record<FixedReason, string>> = {
  holding: 'wird gehalten',
  'stopped-out': 'ausgestoppt; sie kauft nur einmal',
  'buys-once': 'der Vergleichsmaßstab kauft einmal',
  'no-vote-yet': 'noch wurde nicht abgestimmt',
  'filter-closed': 'ein Filter ist zu: Datenstrom, Sprung oder Stunde',
  'entries-too-recent': 'die letzten Einstiege sind zu kurz her',
  'loss-limit-of-strategies': 'die Verlustgrenze der Strategien ist erreicht',
  'nothing-to-put-in': 'die Größenformeln lassen nichts zum Einsetzen übrig',
  'holding-until-exit': 'wird gehalten bis zu einem Ausstieg oder dem Sieg der Gegenseite',
  'stop-reached': 'der Stop ist erreicht',
  'opposite-side-won': 'die Gegenseite hat die Abstimmung gewonnen',
  'target-reached': 'das Ziel ist erreicht',
  'longest-time-over': 'die längste Dauer ist vorbei',
  'trailing-stop-reached': 'der nachgezogene Stop ist erreicht',
  'barrier-touched': 'eine der drei Schranken wurde berührt',
  'nothing-held': 'nichts wird gehalten',
  'score-turned': 'die Punktzahl hat die Seite gewechselt',
  'longest-holding-over': 'die längste Haltedauer ist vorbei',
  'waiting-for-exit-or-other-side': 'wartet auf Ziel, Stop oder die Gegenseite',
  'waiting-for-exit': 'wartet auf Ziel oder Stop',
  'horizon-passed': 'der Horizont der Vorhersage ist vorüber',
  'forecast-runs': 'die Vorhersage läuft noch',
  'no-horizon-significant': 'kein Horizont ist signifikant',
  'no-significant-effect': 'kein Horizont zeigt eine signifikante Wirkung',
  'book-not-lopsided': 'das Buch ist nicht einseitig genug',
  'trade-budget-used': 'die Zahl der Trades dieses Tages ist aufgebraucht',
  'placed-by-hand': 'von Hand aufgegeben',
  liquidation: 'Liquidation',
  'closed-by-venue': 'am Handelsplatz zustande gekommen',
  'fee-taken-in-coin': 'der Handelsplatz nahm seine Gebühr in der Münze',
  'beyond-its-mean': 'der Preis ist so weit jenseits seines Mittels, wie zu warten sich lohnt',
  'opened-by-reducing': 'eine Order, die nur verkleinert, hat sie eröffnet',
  'canceled-by-hand': 'von Hand storniert',
  'changed-by-hand': 'von Hand geändert',
  'computer-sleeps': 'der Computer geht schlafen',
  'strategy-stopped': 'Strategie angehalten',
  'other-leg-filled': 'ihr Gegenstück wurde ausgeführt',
  'other-leg-had-the-rest': 'ihr Gegenstück hatte den Rest',
  'other-leg-set-off': 'ihr Gegenstück wurde ausgelöst',
  'other-leg-turned-away': 'ihr Gegenstück wurde abgewiesen',
  'self-trade-prevention': 'Schutz vor Handel mit sich selbst',
  'nothing-left-to-protect': 'nichts bleibt zu schützen',
  'position-has-own-stop': 'die Position hat ihren eigenen Stop',
  'stop-cannot-stand': 'ihr Schutz-Stop kann nicht stehen',
  'set-off-not-filled': 'ausgelöst und nicht ausgeführt',
  'another-stop-took-its-place': 'ein anderer Stop nahm ihren Platz ein',
  'position-is-flat': 'die Position ist geschlossen',
  'less-is-held': 'es wird weniger gehalten, als sie schließen würde',
  'wanted-otherwise': 'was sie verkaufen würde, wird anders gebraucht',
  'rested-long-enough': 'sie hat lange genug geruht',
  'nothing-backs-another': 'Liquidation: nichts deckt eine weitere Position',
  'nothing-took-its-place': 'nichts nahm ihren Platz ein',
  'needed-again': 'sie wird wieder gebraucht',
  'not-at-venue-any-more': 'sie steht nicht mehr am Handelsplatz',
  'venue-forgot-its-time': 'der Handelsplatz kennt Orders ihrer Zeit nicht mehr',
  'venue-shows-it-so': 'der Handelsplatz zeigt es so',
  'venue-shows-it-open': 'der Handelsplatz zeigt sie wieder offen',
  'no-answer-in-time': 'keine Antwort zur rechten Zeit',
  'engine-restarted': 'neu gestartet',
  canceled: 'storniert',
  'set-by-hand': 'von Hand gesetzt',
  'flattened-by-hand': 'von Hand glattgestellt',
  'released-by-hand': 'von Hand freigegeben',
  'ended-by-hand': 'von Hand beendet',
  'armed-by-hand': 'von Hand scharf geschaltet',
  'time-is-over': 'die Zeit ist um',
  'stopped-position-kept': 'von Hand angehalten, Position behalten',
  'stopped-position-closed': 'von Hand angehalten, Position geschlossen',
  'replay-goes-back': 'die Wiedergabe geht in der Zeit zurück',
  'journal-was-damaged': 'das Journal war beschädigt, ein anderes nahm seinen Platz ein',
  'session-begins': 'die Sitzung beginnt',
  'clock-too-far': 'unsere Uhr und die des Handelsplatzes gehen mehr als 5 s auseinander',
  'engine-ended-twice': 'die Engine endete zweimal binnen zehn Minuten, während Positionen offen waren',
  'key-can-do-more': 'sein Schlüssel kann mehr als vorher',
};

const FLAT_BECAUSE = {
  majority: 'eine Mehrheit hat gewonnen',
  'no-quorum': 'zu wenige unabhängige Stimmen',
  tie: 'LONG und SHORT liegen gleichauf',
  margin: 'die bessere Seite schlägt FLAT zu knapp',
  'flat-preferred': 'FLAT schlägt beide Seiten',
  cycle: 'die Mehrheiten drehen sich im Kreis',
};
const GROUPS = { fast: 'schnelle', medium: 'mittlere', slow: 'langsame' };
const COMPONENTS = {
  profileBias: 'Profilneigung',
  imbalance: 'Buchungleichgewicht',
  flowMomentum: 'Orderfluss-Schwung',
  vwapDeviation: 'Preis gegen VWAP',
  depthImbalance: 'Tiefenungleichgewicht',
  buyPressure: 'Kaufdruck',
  whaleImbalance: 'Ungleichgewicht der Großen',
};

/** Gründe mit Zahlen auf Deutsch. */
export const reasonsDe: Wording<ReasonValues> = {
  'vote-flat': ({ because, quorum, voices }, f) =>
    `die Abstimmung ist FLAT: ${FLAT_BECAUSE[because]} (${f.number(voices, 1)} von ${f.plain(quorum)} unabhängigen Stimmen)`,
  'slower-vote-opposite': ({ group }) =>
    `die ${wordFor(group, GROUPS)} Abstimmung hat die Gegenseite zum Sieger`,
  'vote-worth-unknown': ({ edgeBps, known, needed }, f) =>
    `${f.plain(known)} von ${f.plain(needed)} Ergebnissen von Abstimmungen sind bekannt: ${f.number(edgeBps, 2)} bps nach Kosten`,
  'vote-worth-measured': ({ costBps, edgeBps, errorBps, meanBps, votes }, f) =>
    `${f.plain(votes)} Abstimmungen waren ${f.number(meanBps, 2)} ± ${f.number(errorBps, 2)} bps wert vor Kosten ` +
    `von ${f.number(costBps, 2)}: ${f.number(edgeBps, 2)} bps nach Kosten`,
  'entries-are-budget': ({ entries }, f) => `${f.plain(entries)} Einstiege heute sind das Budget`,
  'voices-prefer': ({ edgeBps, side, voices }, f) =>
    `${f.number(voices, 1)} unabhängige Stimmen ziehen ${side === 'buy' ? 'LONG' : 'SHORT'} vor, ` +
    `${f.number(edgeBps, 2)} bps wert nach Kosten`,
  'no-side-wins': ({ ballots }, f) =>
    `keine Seite schlägt beide anderen und die Summe von ${f.plain(ballots)} Signalen`,
  'formulas-sum-up': ({ ballots, score }, f) =>
    `${f.plain(ballots)} Formeln ergeben im Mittel ein Signal von ${f.number(score, 3)}, und die Mehrheit stimmt zu`,
  'score-too-small': ({ limit, score }, f) =>
    `die Punktzahl ${f.number(score, 2)} liegt nicht jenseits von ${f.plain(limit)}`,
  'flow-score': ({ parts, score }, f) =>
    `der Orderfluss erreicht ${f.number(score, 2)}: ${parts
      .map(({ component, share }) => `${COMPONENTS[component]} ${share > 0 ? '+' : ''}${f.number(share, 2)}`)
      .join(', ')}`,
  'no-fit': ({ known, needed }, f) =>
    `ohne Anpassung keine Stimme: ${f.plain(known)} Ergebnisse sind bekannt, ${f.plain(needed)} mit Bewegung sind nötig`,
  'no-skill': ({ count, skill }, f) =>
    `ihre Vorhersagen sind nicht nachweislich besser als die Grundrate ` +
    `(Güte ${skill === null ? 'unbekannt' : f.number(skill, 3)} aus ${f.plain(count)})`,
  'not-worth-the-cost': ({ edgeBps, probability }, f) =>
    `eine Wahrscheinlichkeit von ${f.number(probability, 3)} trägt Hin- und Rückweg nicht: ${f.number(edgeBps, 2)} bps`,
  'up-is-likely': ({ edgeBps, horizonSec, probability }, f) =>
    `steigend hat eine Wahrscheinlichkeit von ${f.number(probability, 3)} binnen ${f.plain(horizonSec)} s, ` +
    `${f.number(edgeBps, 2)} bps wert nach Kosten`,
  'expects-move': ({ horizonSec, moveBps, t }, f) =>
    `erwartet ${f.number(moveBps, 2)} bps binnen ${f.plain(horizonSec)} s (t = ${f.number(t, 1)})`,
  'fades-imbalance': ({ logImbalance }, f) =>
    `handelt gegen ein Log-Ungleichgewicht von ${f.number(logImbalance, 2)}`,
  'plan-target-taken': ({ gain, of, target }, f) =>
    `Ziel ${f.plain(target)} von ${f.plain(of)} bei ${f.percent(gain, 2)}`,
  'plan-target': ({ gain }, f) => `das Ziel von ${f.percent(gain, 2)} ist erreicht`,
  'plan-stop': ({ loss }, f) => `der Stop von ${f.percent(loss, 2)} ist erreicht`,
  'plan-trailing': ({ best, given }, f) =>
    `nachgezogen: ${f.percent(given, 2)} zurückgegeben von einem besten Gewinn von ${f.percent(best, 2)}`,
  'plan-break-even': ({ activation, left }, f) =>
    `Einstand: ${f.percent(left, 2)} übrig von einem Gewinn über ${f.percent(activation, 2)}`,
  'plan-time': ({ heldSec, longestSec }, f) =>
    `Zeit: ${f.plain(heldSec)} s gehalten von ${f.plain(longestSec)}`,
  protects: ({ entryId }) => `schützt ${entryId}`,
  'target-of': ({ entryId }) => `Ziel von ${entryId}`,
  'no-counterpart': ({ lots }, f) => `${f.plain(lots)} Lots fanden kein Gegenüber`,
};
