/** Why a venue closes what an account holds: too little behind it, or another account's liquidation (ADL). */
export type ForcedTrade = 'liquidation' | 'auto-deleveraging';
