import { createHash } from 'node:crypto';

/** What a journal entry says, as it goes into the chain. */
export interface LinkedEntry {
  readonly row: number;
  readonly session: number;
  readonly sequence: number;
  readonly idx: number;
  /** Unix ms. */
  readonly time: number;
  readonly kind: string;
  /** Canonical JSON. */
  readonly payload: string;
}

/** What the first entry is linked to. */
export const CHAIN_START: Buffer = Buffer.alloc(32);

/** SHA-256 of the entry before and this entry: an edited, lost, moved or added row breaks every link after it. */
export function linkHash(previous: Buffer, entry: LinkedEntry): Buffer {
  return createHash('sha256')
    .update(previous)
    .update(`${entry.row} ${entry.session} ${entry.sequence} ${entry.idx} ${entry.time} ${entry.kind}\n`)
    .update(entry.payload)
    .digest();
}
