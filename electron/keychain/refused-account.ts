import type { AccountOutcome } from '../contract/accounts.ts';

/** What was asked for an account is not done, and why. */
export const refused = (detail: string): AccountOutcome => ({ outcome: 'refused', detail });
