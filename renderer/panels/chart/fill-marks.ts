import type { FillView, OrderView } from '../../../engine/contract/views.ts';
import type { Side } from '../../../engine/domain/order/side.ts';
import type { Texts } from '../../language/en.ts';

/** A triangle on the chart. */
export interface FillMark {
  readonly timeMs: number;
  readonly price: number;
  readonly side: Side;
  /** What pointing tells: what was done, and why. */
  readonly text: string;
}

interface Marked {
  readonly fills: readonly FillView[];
  readonly orders: readonly OrderView[];
  readonly instrument: string;
  readonly formatPrice: (price: number) => string;
  readonly formatSize: (size: number) => string;
}

/** The own fills of an instrument, each with the reason its order carries. */
export function fillMarks(marked: Marked, texts: Texts): readonly FillMark[] {
  const { fills, orders, instrument, formatPrice, formatSize } = marked;
  const reasonOf = new Map(orders.map(({ orderId, reason }) => [orderId, reason]));
  return fills.flatMap((fill) => {
    if (fill.instrument !== instrument) return [];
    const word = fill.side === 'buy' ? texts.buy : texts.sell;
    const what = texts.chart.fill(word, formatSize(fill.sizeBase), formatPrice(fill.price));
    const reason = reasonOf.get(fill.orderId);
    const why = [texts.chart.fillRole[fill.role], ...(reason ? [reason] : [])].join(': ');
    return [
      { timeMs: fill.timeMs, price: fill.price, side: fill.side, text: `${what}\n${wrapped(why, 48)}` },
    ];
  });
}

/** Breaks a sentence into lines of at most `most` characters, at spaces. */
export function wrapped(sentence: string, most: number): string {
  const lines: string[] = [];
  for (const word of sentence.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length < most) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}
