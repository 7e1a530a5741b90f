import { ChecksumFault } from './checksum-fault.ts';
import type { LoopbackOptions, LoopbackVenue } from './loopback-options.ts';
import { openLoopback } from './loopback-venue.ts';
import { okxLoopback } from './okx/okx-dialect.ts';

/** A venue whose books carry checksums, which can be spoiled. */
export interface ChecksummedVenue {
  readonly venue: LoopbackVenue;
  readonly checksums: ChecksumFault;
}

/** Opens a venue that speaks OKX v5's public dialect on a free port of 127.0.0.1. */
export async function openOkxLoopback(options: Omit<LoopbackOptions, 'dialect'>): Promise<ChecksummedVenue> {
  const checksums = new ChecksumFault();
  return { checksums, venue: await openLoopback({ ...options, dialect: okxLoopback(checksums) }) };
}
