import type { changesEn } from './changes-en.ts';

/** Texte der Änderungen an Orders und Stops auf Deutsch. */
export const changesDe: typeof changesEn = {
  changes: {
    changeOf: (side, size, symbol) => `${side} ${size} ${symbol} ändern`,
    moveStopOf: (symbol) => `Stop von ${symbol} versetzen`,
    orderTitle: 'Order ändern',
    stopTitle: 'Stop versetzen',
    filled: (filled, base) => `${filled} ${base} davon sind ausgeführt und bleiben es.`,
    place:
      'Mit neuem Preis oder mehr Menge stellt sie sich hinten an; nur mit weniger Menge behält sie ihren Platz.',
    size: 'Menge',
    sizeHint: 'Die ganze Order, mit dem, was ausgeführt ist',
    pairHint: 'Die Menge eines Paares bleibt: Beide Teile stehen für dieselben Lots.',
    stop: 'Stop',
    held: (direction, size, base, entry, quote) => `${direction} ${size} ${base} ab ${entry} ${quote}`,
    standsAt: (price, quote) => `Der Stop steht bei ${price} ${quote}.`,
    standsNowhere: 'Noch ist kein Stop bekannt, der steht.',
    stopHint: 'Näher an den Markt sofort; weiter weg, soweit es das Risiko je Geschäft erlaubt',
    lossThere: (amount, from) =>
      `Verlust dort: ${amount}, ab dem mittleren Einstieg von ${from}, mit Taker-Gebühren für beide Wege`,
    gainThere: (amount, from) =>
      `Gewinn dort: ${amount}, ab dem mittleren Einstieg von ${from}, mit Taker-Gebühren für beide Wege`,
    unchanged: 'Noch ist nichts geändert.',
    gone: 'Sie steht nicht mehr, wie sie stand: Es gibt nichts mehr zu ändern.',
    aboveFilled: (filled, was) => `Die Menge muss über den ausgeführten ${filled} liegen, war ${was}`,
    stopBelow: (reference, was) =>
      `Der Stop einer Long-Position muss unter dem Geldkurs von ${reference} liegen, war ${was}`,
    stopAbove: (reference, was) =>
      `Der Stop einer Short-Position muss über dem Briefkurs von ${reference} liegen, war ${was}`,
    targets: 'Ziele',
    targetAt: (number) => `Ziel ${number}`,
    shareAt: (number) => `Anteil ${number}`,
    partIs: (size, base) => `${size} ${base}`,
    addTarget: 'Weiteres Ziel',
    removeTarget: (number) => `Ohne Ziel ${number}`,
    share: (was) => `Ein Anteil muss eine ganze Zahl von 1 bis 100 sein, war ${was === '' ? 'leer' : was}`,
    sharesTooMuch: (was) => `Alle Anteile zusammen dürfen höchstens 100 % sein, waren ${was}`,
    partTooSmall: (min, was) => `Ein Anteil muss mindestens ${min} sein, war ${was}`,
    change: 'Ändern',
    move: 'Versetzen',
    asked: 'Die Änderung ist verlangt: Die Tabelle sagt, wann sie steht.',
  },
};
