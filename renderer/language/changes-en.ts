/** Texts of changes to orders and stops in English. */
export const changesEn = {
  changes: {
    changeOf: (side: string, size: string, symbol: string) => `Change ${side} ${size} ${symbol}`,
    moveStopOf: (symbol: string) => `Move the stop of ${symbol}`,
    orderTitle: 'Change the order',
    stopTitle: 'Move the stop',
    filled: (filled: string, base: string) => `${filled} ${base} of it are filled and stay so.`,
    place: 'A new price, or more of it, goes to the end of the queue; less alone keeps its place.',
    size: 'Size',
    sizeHint: 'All of the order, what is filled included',
    pairHint: 'The size of a pair stays: both legs stand for the same lots.',
    stop: 'Stop',
    held: (direction: string, size: string, base: string, entry: string, quote: string) =>
      `${direction} ${size} ${base} from ${entry} ${quote}`,
    standsAt: (price: string, quote: string) => `The stop stands at ${price} ${quote}.`,
    standsNowhere: 'No stop is known to stand yet.',
    stopHint: 'Closer to the market at once; farther away as far as the risk of a trade allows',
    lossThere: (amount: string, from: string) =>
      `Lost there: ${amount}, from the mean entry of ${from}, taker fees both ways included`,
    gainThere: (amount: string, from: string) =>
      `Gained there: ${amount}, from the mean entry of ${from}, taker fees both ways included`,
    unchanged: 'Nothing is changed yet.',
    gone: 'It does not stand any more as it did: nothing is left to change.',
    aboveFilled: (filled: string, was: string) => `Size must be above the filled ${filled}, was ${was}`,
    stopBelow: (reference: string, was: string) =>
      `The stop of a long position must be below the bid of ${reference}, was ${was}`,
    stopAbove: (reference: string, was: string) =>
      `The stop of a short position must be above the ask of ${reference}, was ${was}`,
    targets: 'Targets',
    targetAt: (number: number) => `Target ${number}`,
    shareAt: (number: number) => `Part ${number}`,
    partIs: (size: string, base: string) => `${size} ${base}`,
    addTarget: 'Another target',
    removeTarget: (number: number) => `Without target ${number}`,
    share: (was: string) => `A part must be a whole number from 1 to 100, was ${was === '' ? 'empty' : was}`,
    sharesTooMuch: (was: string) => `All parts together must be 100 % or less, were ${was}`,
    partTooSmall: (min: string, was: string) => `A part must be at least ${min}, was ${was}`,
    change: 'Change',
    move: 'Move',
    asked: 'The change is asked for: the table says when it stands.',
  },
};
