import { BrokenRule } from './frame-fields.ts';
import {
  ACCEPTED,
  type BookFrame,
  CONTROL,
  type InstrumentFrame,
  type LiveMessage,
  OTHER,
  type PrintFields,
  REFUSED,
  type TickerFrame,
  type TradesFrame,
} from './live-frame.ts';
import { optionalRateE8, orMalformed } from './step-fields.ts';
import type {
  MalformedMessage,
  TextLevels,
  WireBook,
  WireFrame,
  WireMessage,
  WirePrint,
} from './wire-frame.ts';
import type { WireSteps } from './wire-steps.ts';

/** Knows how the numbers of the symbols followed are written. */
export type WireStepsOf = (symbol: string) => WireSteps | undefined;

/**
 * A message whose numbers are still text, in whole ticks and lots of the instruments followed. A number
 * off an instrument's steps makes the whole message malformed; frames of other symbols, and prints of
 * before we listened, are left out.
 */
export function inSteps(message: WireMessage | MalformedMessage, stepsOf: WireStepsOf): LiveMessage {
  if (message.kind === 'malformed') return message;
  return orMalformed((): LiveMessage => {
    const refusal = message.frames.find((frame) => frame.kind === 'refusal');
    if (refusal !== undefined) return refusal.isOfSubscription === true ? REFUSED : CONTROL;
    const control = message.frames.find((frame) => frame.kind === 'control');
    if (control !== undefined) return control.isAccepted ? ACCEPTED : CONTROL;
    const frames = message.frames.flatMap((frame) => framesIn(frame, stepsOf));
    const { connectionSequence: sequence } = message;
    return frames.length === 0 && sequence === undefined ? OTHER : { kind: 'frames', frames, sequence };
  });
}

function framesIn(frame: WireFrame, stepsOf: WireStepsOf): readonly InstrumentFrame[] {
  if (frame.kind === 'other' || frame.kind === 'refusal' || frame.kind === 'control') return [];
  if (frame.kind === 'trades') return frame.isBacklog ? [] : tradesIn(frame.prints, stepsOf);
  const { symbol } = frame;
  const steps = stepsOf(symbol);
  if (steps === undefined) return [];
  switch (frame.kind) {
    case 'book':
      return [bookIn(frame, steps)];
    case 'mark-price': {
      const markTicks = steps.nearestTicks(frame.price, 'a mark price');
      return [{ ...NOTHING_NEW, symbol, venueTime: frame.venueTime, markTicks }];
    }
    case 'funding-rate': {
      const fundingRateE8 = optionalRateE8({ rate: frame.rate }, 'rate');
      const { dueTime: nextFundingTime } = frame;
      return [{ ...NOTHING_NEW, symbol, venueTime: undefined, fundingRateE8, nextFundingTime }];
    }
    case 'open-interest': {
      const openInterestBase = Number(frame.openInterestBase);
      return [{ ...NOTHING_NEW, symbol, venueTime: frame.venueTime, openInterestBase }];
    }
    case 'liquidation': {
      const { price, side, size, venueTime } = frame;
      // The price may be that of bankruptcy, at which nobody quoted.
      const ticks = steps.nearestTicks(price, 'a price');
      const liquidation = { venueTime, side, ticks, lots: steps.lots(size, 'a size') };
      return [{ kind: 'liquidations', symbol, liquidations: [liquidation] }];
    }
  }
}

const NOTHING_NEW = {
  kind: 'ticker',
  markTicks: undefined,
  fundingRateE8: undefined,
  nextFundingTime: undefined,
} as const satisfies Partial<TickerFrame>;

function bookIn(frame: WireBook, steps: WireSteps): BookFrame {
  const { asks, bids, checksum, isSnapshot, previousSequence, sequence, symbol, venueTime } = frame;
  return {
    kind: 'book',
    symbol,
    venueTime,
    isSnapshot,
    updateId: sequence ?? 0,
    previousId: previousSequence,
    bids: levelsIn(bids, steps, isSnapshot),
    asks: levelsIn(asks, steps, isSnapshot),
    checksum: checksum === undefined ? undefined : { value: checksum, bidTexts: bids, askTexts: asks },
  };
}

function levelsIn(texts: TextLevels, steps: WireSteps, isSnapshot: boolean): number[] {
  const flat: number[] = [];
  const prices = new Set<number>();
  for (let index = 0; index + 1 < texts.length; index += 2) {
    const ticks = steps.ticks(texts[index] as string, 'a price');
    if (isSnapshot && prices.size === prices.add(ticks).size) {
      throw new BrokenRule(`a snapshot must hold a price once, had ${texts[index]} twice`);
    }
    flat.push(ticks, steps.lots(texts[index + 1] as string, 'a size'));
  }
  return flat;
}

/** Prints by instrument; one below a lot of ours is as good as none. */
function tradesIn(prints: readonly WirePrint[], stepsOf: WireStepsOf): readonly TradesFrame[] {
  const bySymbol = new Map<string, PrintFields[]>();
  for (const { aggressor, price, size, symbol, tradeId, venueTime } of prints) {
    const steps = stepsOf(symbol);
    if (steps === undefined) continue;
    const print = {
      venueTime,
      aggressor,
      tradeId,
      ticks: steps.ticks(price, 'a price'),
      lots: steps.lots(size, 'a size'),
    };
    if (print.lots === 0) continue;
    const known = bySymbol.get(symbol);
    if (known === undefined) bySymbol.set(symbol, [print]);
    else known.push(print);
  }
  return [...bySymbol].map(([symbol, its]) => ({ kind: 'trades', symbol, prints: its }));
}
