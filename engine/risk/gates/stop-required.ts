import type { Gate } from '../gate.ts';
import { referenceTicks } from '../reference-price.ts';

/** An entry carries its protective stop, on the losing side of its price. */
export const stopRequired: Gate = (intent, situation) => {
  if (intent.role !== 'entry') return undefined;
  const at = referenceTicks(intent, situation);
  if (intent.protectiveStop === undefined)
    return { code: 'no-protective-stop', measured: { lots: intent.lots } };
  if (at === undefined) return undefined;
  const losingSide = intent.side === 'buy' ? intent.protectiveStop < at : intent.protectiveStop > at;
  return losingSide
    ? undefined
    : { code: 'stop-on-wrong-side', measured: { stopTicks: intent.protectiveStop, priceTicks: at } };
};
