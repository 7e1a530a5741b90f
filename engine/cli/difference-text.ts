import type { Instrument } from '../domain/instrument/instrument.ts';
import { limitOfKind, triggerOfKind } from '../domain/order/order-kind.ts';
import type { Order } from '../domain/order/order.ts';
import type { RecordedOutcome } from '../domain/session/outcome.ts';
import { moneyToDecimal } from '../domain/units/money.ts';
import { canonicalJson, parseCanonicalJson } from '../journal/canonical-json.ts';
import { stepsText } from '../reports/text/decimal-text.ts';
import { utcText } from '../reports/text/utc-text.ts';
import {
  DIFFERENCE_KINDS,
  feesOf,
  type TradedOrder,
  type TradingDifference,
} from '../research/drift/trading-difference.ts';
import type { OutcomeComparison } from '../runtime/compare-outcomes.ts';

const WIDTH = 16;

/** What the two runs of a session are called, and what they trade. */
export interface DifferenceNames {
  readonly modes: readonly [string, string];
  readonly instruments: readonly Instrument[];
}

/** The first thing two runs did differently, what either did, and how often they differ by kind. */
export function differencesText(
  differences: readonly TradingDifference[],
  { instruments, modes }: DifferenceNames,
): string {
  const [first] = differences;
  if (!first) return 'first difference  none in orders, fills and fees\n';
  const { kind, time } = first;
  const sides = [first.session, first.other] as const;
  const id = (first.session ?? first.other)?.order.instrument ?? '';
  const does = sides.map(
    (side, at) => `  ${`as ${modes[at]}`.padEnd(WIDTH)}${tradedText(side, instruments)}`,
  );
  const counts = countsText(DIFFERENCE_KINDS.map((each) => [each, countOf(differences, each)]));
  return [
    `first difference  ${utcText(time)}  ${id}  ${kind}`,
    ...does,
    `differences       ${counts}`,
    '',
  ].join('\n');
}

const countOf = (differences: readonly TradingDifference[], kind: string): number =>
  differences.filter((each) => each.kind === kind).length;

const countsText = (counts: readonly (readonly [string, number])[]): string =>
  counts
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(', ');

/** An order with what it got, in the units of its instrument. */
function tradedText(traded: TradedOrder | undefined, instruments: readonly Instrument[]): string {
  if (!traded) return 'no such order';
  const { fills, order } = traded;
  const units = unitsOf(order.instrument, instruments);
  const asked = `${utcText(order.submittedAt)} ${orderText(order, units)}`;
  const filled = fills.reduce((sum, { lots }) => sum + lots, 0);
  if (filled === 0) return `${asked}; not filled`;
  const prices = fills.map(({ ticks }) => ticks);
  const [low, high] = [Math.min(...prices), Math.max(...prices)];
  const at = low === high ? units.price(low) : `${units.price(low)} to ${units.price(high)}`;
  const fee = `${moneyToDecimal(feesOf(traded))} ${units.quote}`;
  return `${asked}; filled ${units.size(filled)} at ${at} from ${utcText(fills[0]?.time ?? 0)}, fee ${fee}`;
}

interface Units {
  readonly quote: string;
  readonly size: (lots: number) => string;
  readonly price: (ticks: number) => string;
}

function unitsOf(id: string, instruments: readonly Instrument[]): Units {
  const instrument = instruments.find((each) => each.id === id);
  if (!instrument) return { quote: '', size: (lots) => `${lots} lots`, price: (ticks) => `${ticks} ticks` };
  const { base, lotSize, quote, tickSize } = instrument;
  return {
    quote,
    size: (lots) => `${stepsText(lots, lotSize)} ${base}`,
    price: (ticks) => `${stepsText(ticks, tickSize)} ${quote}`,
  };
}

function orderText({ kind, lots, role, runId, side }: Order, units: Units): string {
  const limit = limitOfKind(kind);
  const trigger = triggerOfKind(kind);
  const at = [
    ...(limit === undefined ? [] : [`at ${units.price(limit)}`]),
    ...(trigger === undefined ? [] : [`set off at ${units.price(trigger)}`]),
    ...(kind.type === 'trailing-stop' ? [`${units.price(kind.distance)} behind`] : []),
  ];
  return [side, units.size(lots), kind.type, ...at, `(${role} of ${runId})`].join(' ');
}

/** Whether a session ran again as its journal has it; where it did not, what came first and how often by kind. */
export function comparisonText(comparison: OutcomeComparison, instruments: readonly Instrument[]): string {
  const { compared, differences, first, kinds } = comparison;
  const total = `compared    ${compared} outcomes, ${differences} differences\n`;
  if (!first) return total;
  return [
    `${total}first       outcome ${first.place}`,
    `  journal   ${outcomeText(first.journal, instruments)}`,
    `  again     ${outcomeText(first.again, instruments)}`,
    `by kind     ${countsText([...kinds])}; an outcome too many shifts those after it`,
    '',
  ].join('\n');
}

/** An outcome of canonical text as a sentence where it is of an order, as its text otherwise. */
function outcomeText(text: string | undefined, instruments: readonly Instrument[]): string {
  if (text === undefined) return 'nothing';
  const { index, outcome, sequence, time } = parseCanonicalJson(text) as RecordedOutcome;
  const place = `${utcText(time)} event ${sequence}.${index} ${outcome.kind}`;
  if (outcome.kind === 'order-submitted') {
    const { id, instrument } = outcome.order;
    const order = orderText(outcome.order, unitsOf(instrument, instruments));
    return `${place} ${id} ${instrument}: ${order}`;
  }
  if (outcome.kind === 'order-filled') {
    const { fee, instrument, lots, orderId, side, ticks } = outcome.fill;
    const units = unitsOf(instrument, instruments);
    const paid = `fee ${moneyToDecimal(fee)} ${units.quote}`;
    return `${place} ${orderId} ${instrument}: ${side} ${units.size(lots)} at ${units.price(ticks)}, ${paid}`;
  }
  return `${place} ${canonicalJson(outcome)}`;
}
