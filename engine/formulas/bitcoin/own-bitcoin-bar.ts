import type { Bar } from '../../domain/market/bar.ts';
import type { MarketStep } from '../formula.ts';

/** Bitcoin in dollars or in a coin that stands for them. */
const BITCOIN_IN_DOLLARS = /^BTC\/[A-Z]*USD/;

/**
 * The own bar of a step of bars where the own symbol is bitcoin in dollars. What is measured on bitcoin's
 * chain says nothing of the price of another coin, so there it has no value.
 */
export function ownBitcoinBar(step: MarketStep): Bar | undefined {
  if (step.kind !== 'peers') return undefined;
  const { bars, symbols } = step.peers;
  return BITCOIN_IN_DOLLARS.test(symbols[0] ?? '') ? bars[0] : undefined;
}
