import type { FillView, OrderView } from '../../../engine/contract/views.ts';
import type { Side } from '../../../engine/domain/order/side.ts';
import { openTimeOf } from '../../charts/bar-series.ts';
import type { Texts } from '../../language/en.ts';

/** A triangle on the chart. */
export interface FillMark {
  /** Position among the fed bars and free slots. */
  readonly slot: number;
  readonly price: number;
  readonly side: Side;
  /** What hovering tells: what was done, and why. */
  readonly text: string;
}

interface Marked {
  readonly fills: readonly FillView[];
  readonly orders: readonly OrderView[];
  readonly instrument: string;
  readonly intervalMs: number;
  readonly slots: readonly number[];
  readonly formatPrice: (price: number) => string;
  readonly formatSize: (size: number) => string;
}

/** The own fills that lie on the fed bars, each with the reason its order carries. */
export function fillMarks(marked: Marked, texts: Texts): readonly FillMark[] {
  const { fills, orders, instrument, intervalMs, slots, formatPrice, formatSize } = marked;
  const slotOf = new Map(slots.map((openTimeMs, slot) => [openTimeMs, slot]));
  const reasonOf = new Map(orders.map(({ orderId, reason }) => [orderId, reason]));
  return fills.flatMap((fill) => {
    const slot = slotOf.get(openTimeOf(fill.timeMs, intervalMs));
    if (slot === undefined || fill.instrument !== instrument) return [];
    const word = fill.side === 'buy' ? texts.buy : texts.sell;
    const what = texts.chart.fill(word, formatSize(fill.sizeBase), formatPrice(fill.price));
    const reason = reasonOf.get(fill.orderId);
    const why = [texts.chart.fillRole[fill.role], ...(reason ? [reason] : [])].join(': ');
    return [{ slot, price: fill.price, side: fill.side, text: `${what}\n${wrapped(why, 48)}` }];
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
