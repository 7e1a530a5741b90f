/** The account whose engine is killed. */
export const LIVE_ACCOUNT = 'live-killed';
