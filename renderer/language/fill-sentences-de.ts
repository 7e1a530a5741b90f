import type { FillSentenceValues } from '../../engine/domain/order/fill-sentence.ts';
import type { Wording, WordingFormat } from '../../engine/domain/remark/wording.ts';
import { wordFor } from './word-for.ts';

const ROLES = { entry: 'Einstiegsorder', exit: 'Ausstiegsorder', stop: 'Stop-Order' };
const SIDES = { buy: 'Kauf', sell: 'Verkauf' };
const LIQUIDITIES = { maker: 'Maker', taker: 'Taker' };
const HOW = { liquidation: 'Liquidation', 'auto-deleveraging': 'Auto-Deleveraging' };

/** Die Geschichte einer Ausführung auf Deutsch. */
export const fillSentencesDe: Wording<FillSentenceValues> = {
  arrived: ({ afterMs, feedMs, role, side }, f) =>
    `Die ${wordFor(role, ROLES)} (${wordFor(side, SIDES)}) erreichte den Handelsplatz ${f.plain(afterMs)} ms nach dem Absenden; ` +
    `der Markt, den wir da sahen, war ${f.plain(feedMs)} ms alt.`,
  amended: ({ afterMs }, f) => `Sie wurde dort, wo sie stand, geändert, ${after(afterMs, f)}.`,
  'of-stop': ({ entryId }) => `Sie ist der Schutz-Stop von ${entryId}.`,
  'of-bracket': ({ entryId }) => `Sie ist ein Ziel der Bracket-Order ${entryId}.`,
  'of-pair': ({ otherId }) => `Sie ist eine von zweien: füllt sich die eine, geht die andere, ${otherId}.`,
  'triggered-by': ({ by }) =>
    by === 'mark'
      ? 'Ihr Auslöser sieht auf den Mark-Preis.'
      : 'Ihr Auslöser sieht auf den letzten Abschluss.',
  'set-off': ({ seen, trigger }, f) =>
    `Ein Abschluss zu ${f.plain(seen)} löste sie an ihrem Auslöser ${f.plain(trigger)} aus.`,
  'set-off-in-bar': ({ seen, trigger }, f) =>
    `Ein Balken, der ${f.plain(seen)} erreichte, löste sie an ihrem Auslöser ${f.plain(trigger)} aus.`,
  'set-off-trailing': ({ best, seen, trigger }, f) =>
    `Ihr Auslöser war dem besten Abschluss zu ${f.plain(best)} bis ${f.plain(trigger)} gefolgt; ` +
    `ein Abschluss zu ${f.plain(seen)} löste sie aus.`,
  'liquidated-account': (values, f) => liquidated('war das Konto', values, f),
  'liquidated-position': (values, f) => liquidated('war die Deckung der Position', values, f),
  'liquidation-bound': ({ feeBps, price }, f) =>
    `Schlechter als ${f.plain(price)} konnte sie nicht geschlossen werden, dort ist nichts mehr übrig; ` +
    `die Gebühr enthält ${f.plain(feeBps)} bps für die Liquidation.`,
  'queue-risk-averse': () =>
    'In ihrer Schlange bringen nur Abschlüsse sie voran: wer geht, hat als hinter ihr gezählt (vorsichtig).',
  'queue-power': ({ exponent }, f) =>
    'In ihrer Schlange bringen auch Stornos sie voran, mit dem Anteil, den ihr Platz ergibt ' +
    `(Potenzmodell, Exponent ${f.plain(exponent)}).`,
  'queue-joined': ({ afterMs, ahead, base }, f) =>
    `Sie stellte sich ${after(afterMs, f)} in die Schlange, ${f.plain(ahead)} ${base} standen vor ihr.`,
  'queue-trade': ({ afterMs, ahead, base }, f) =>
    `Abschlüsse ließen ${after(afterMs, f)} noch ${f.plain(ahead)} ${base} vor ihr.`,
  'queue-level-shrank': ({ afterMs, ahead, base }, f) =>
    `Ihre Preisstufe schrumpfte, also konnten ${after(afterMs, f)} höchstens ${f.plain(ahead)} ${base} vor ihr stehen.`,
  'queue-level-gone': ({ afterMs }, f) => `Niemand stand ${after(afterMs, f)} mehr vor ihr.`,
  'took-book': (values, f) => `Sie nahm ${filled(values, f)} aus dem sichtbaren Buch.`,
  'walked-book': (values, f) =>
    `Sie lief das sichtbare Buch entlang: nach ${f.plain(values.before)} ${values.base} zu besseren Preisen nahm sie ${filled(values, f)}.`,
  'beyond-book': (values, f) =>
    `Das aufgezeichnete Buch hielt nicht mehr als ${f.plain(values.before)} ${values.base}; die übrigen ` +
    `${filled(values, f)} zählen ${f.plain(values.impactTicks)} Ticks jenseits seiner letzten Stufe.`,
  'queue-reached': (values, f) =>
    `${who(values, f)} erreichte sie in der Schlange${limitOf(values, f)} und füllte ${filled(values, f)}.`,
  'traded-through': (values, f) =>
    `${who(values, f)} ging über ihr Limit${values.limit === null ? '' : ` von ${f.plain(values.limit)}`} hinaus und füllte ${filled(values, f)}.`,
  touched: (values, f) =>
    `${who(values, f)} berührte ihr Limit${values.limit === null ? '' : ` von ${f.plain(values.limit)}`}; die optimistische Vorlage füllte ${filled(values, f)} ohne Schlange.`,
  'taken-over': (values, f) =>
    `Das Buch hatte nichts Besseres, also übernahm der Handelsplatz ${filled(values, f)}, ihrem Bankrottpreis.`,
  'venue-record': (values, f) => `Der Handelsplatz meldete ${filled(values, f)}.`,
  'closed-by-venue': (values, f) =>
    `Der Handelsplatz selbst schloss ${filled(values, f)}: ${wordFor(values.how, HOW)}.`,
  'in-bar': (values, f) =>
    `Es gab einen Balken und kein Buch: gefüllt wurden ${filled(values, f)}, dem schlechtesten Preis, den der Balken zulässt.`,
  'rested-in-bar': (values, f) =>
    `Es gab ${bar(values, f)}, und kein Buch. Er handelte durch ihr Limit` +
    `${values.limit === null ? '' : ` von ${f.plain(values.limit)}`} hindurch und füllte ${filled(values, f)}.`,
  'took-in-bar': (values, f) =>
    `Es gab ${bar(values, f)}, und kein Buch: gefüllt wurden ${filled(values, f)}, dem schlechtesten Preis, den der ` +
    `Balken zulässt, und ${f.plain(values.slippage)} Aufschlag.`,
  'bar-slippage': ({ base, halfSpread, impact, range, volume }, f) =>
    `Der Aufschlag ist eine halbe Spanne von ${f.plain(halfSpread)} und ein Preiseinfluss von ${f.plain(impact)} nach ` +
    `dem Wurzelgesetz, denn der Balken davor hatte eine Weite von ${f.plain(range)} und handelte ` +
    `${f.plain(volume)} ${base}; die Summe ist auf einen Tick aufgerundet.`,
  'bar-share': ({ allowed, base, used }, f) =>
    `Unsere Orders bekommen zusammen höchstens ${f.plain(allowed)} ${base} von dem, was der Balken handelte` +
    `${used === 0 ? '' : `; ${f.plain(used)} waren schon vergeben`}.`,
  'fee-paid': ({ amount, feeBps, liquidity, quote }, f) =>
    `Als ${wordFor(liquidity, LIQUIDITIES)} zahlte sie ${f.plain(amount)} ${quote}, ${f.plain(feeBps)} bps ihres Gegenwerts.`,
  'fee-received': ({ amount, feeBps, liquidity, quote }, f) =>
    `Als ${wordFor(liquidity, LIQUIDITIES)} erhielt sie ${f.plain(amount)} ${quote}, eine Vergütung von ${f.plain(feeBps)} bps.`,
  known: ({ afterMs }, f) =>
    `Wir wussten davon ${f.plain(afterMs)} ms, nachdem es am Handelsplatz geschehen war.`,
};

const after = (ms: number, f: WordingFormat): string => `${f.plain(ms)} ms nach dem Absenden`;

const bar = (
  { high, low, open }: Omit<FillSentenceValues['took-in-bar'], 'slippage'>,
  f: WordingFormat,
): string =>
  `einen Balken, der bei ${f.plain(open)} begann und von ${f.plain(low)} bis ${f.plain(high)} handelte`;

const limitOf = ({ limit }: FillSentenceValues['touched'], f: WordingFormat): string =>
  limit === null ? '' : ` an ihrem Limit von ${f.plain(limit)}`;

const filled = ({ base, price, size }: FillSentenceValues['took-book'], f: WordingFormat): string =>
  `${f.plain(size)} ${base} zu ${f.plain(price)}`;

function who({ seen, tradeId }: FillSentenceValues['touched'], f: WordingFormat): string {
  const met = tradeId === null ? 'Die andere Seite des Buchs' : `Abschluss ${tradeId}`;
  return seen === null ? met : `${met} zu ${f.plain(seen)}`;
}

const liquidated = (
  backing: string,
  { equity, maintenance, mark, quote }: FillSentenceValues['liquidated-account'],
  f: WordingFormat,
): string =>
  `Der Handelsplatz schloss sie zwangsweise: bei einem Mark-Preis von ${f.plain(mark)} ${backing} ` +
  `${f.plain(equity)} ${quote} wert, weniger als die ${f.plain(maintenance)}, die sie halten.`;
