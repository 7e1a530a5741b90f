import { rfc3339Ms } from '../wire/venue-time.ts';

/** Unix ms of a UTC moment such as `2026-10-23T05:38:52Z`; undefined for nothing. @throws {BrokenRule} when malformed. */
export const momentMs = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : rfc3339Ms(text, 'a moment');
