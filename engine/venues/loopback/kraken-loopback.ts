import { ChecksumFault } from './checksum-fault.ts';
import { krakenLoopback } from './kraken/kraken-dialect.ts';
import type { LoopbackOptions } from './loopback-options.ts';
import { openLoopback } from './loopback-venue.ts';
import type { ChecksummedVenue } from './okx-loopback.ts';

/** Opens a venue that speaks Kraken's second public dialect on a free port of 127.0.0.1. */
export async function openKrakenLoopback(
  options: Omit<LoopbackOptions, 'dialect'>,
): Promise<ChecksummedVenue> {
  const checksums = new ChecksumFault();
  return { checksums, venue: await openLoopback({ ...options, dialect: krakenLoopback(checksums) }) };
}
