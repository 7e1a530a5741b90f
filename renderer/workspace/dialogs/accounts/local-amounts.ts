import { formatFixed } from '../../../formatting/numbers.ts';

/** An amount as the engine writes it: `1,250.00`. */
const AMOUNT = /\d{1,3}(?:,\d{3})*\.\d{2}/g;

/** The amounts in a text as the person's language writes them. */
export const localAmounts = (text: string): string =>
  text.replace(AMOUNT, (amount) => formatFixed(Number(amount.replaceAll(',', '')), 2));
