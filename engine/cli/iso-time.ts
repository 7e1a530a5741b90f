/* oxlint-disable no-restricted-globals -- reads a time that was typed, never the clock */

/** Unix ms of an ISO 8601 time; NaN when it is none. */
export const isoToUnixMs = (text: string): number => Date.parse(text);
