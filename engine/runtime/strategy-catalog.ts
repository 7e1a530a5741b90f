import { buyAndHold } from '../strategies/buy-and-hold/buy-and-hold.ts';
import { formulaVote } from '../strategies/formula-vote/formula-vote.ts';
import { orderFlow } from '../strategies/order-flow/order-flow.ts';
import { renaissanceGate } from '../strategies/renaissance-gate/renaissance-gate.ts';
import type { Strategy } from '../strategies/strategy.ts';

export type StrategyCatalog = ReadonlyMap<string, Strategy>;

// A strategy's own parameter and feature types are its business; the runner parses and feeds by name.
const all = [renaissanceGate, orderFlow, formulaVote, buyAndHold] as unknown as readonly Strategy[];

/** Every strategy that can be switched on, by id. */
export const strategyCatalog: StrategyCatalog = new Map(all.map((strategy) => [strategy.id, strategy]));
