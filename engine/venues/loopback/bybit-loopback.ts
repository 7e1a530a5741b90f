import { bybitLoopback } from './bybit/bybit-dialect.ts';
import type { LoopbackOptions, LoopbackVenue } from './loopback-options.ts';
import { openLoopback } from './loopback-venue.ts';

/** Opens a venue that speaks Bybit v5's public dialect on a free port of 127.0.0.1. */
export const openBybitLoopback = (options: Omit<LoopbackOptions, 'dialect'>): Promise<LoopbackVenue> =>
  openLoopback({ ...options, dialect: bybitLoopback });
