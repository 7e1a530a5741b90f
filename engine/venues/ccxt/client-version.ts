import known from './known-ccxt.json' with { type: 'json' };

/** What speaks with venues, and its version: a test holds the list of its files to what is installed. */
export const CLIENT_VERSION = `ccxt ${known.version}`;
