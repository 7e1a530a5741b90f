/** Which price sets waiting orders off. */
export type TriggerPrice = 'last' | 'mark';

/**
 * What sets orders off in every account, at a real venue as on paper: a trade of others. One choice for all, so that a
 * stop on paper stands for the same as one at the venue.
 */
export const TRIGGER_PRICE: TriggerPrice = 'last';
