import type { Column } from '../rows.ts';

/** A raw frame as it is kept, or the mark of frames that are missing. */
export interface RawRow {
  /** Unix ms by our clock. */
  readonly time: number;
  readonly kind: 'http' | 'connect' | 'send' | 'recv' | 'gap';
  /** Which of the venue's connections; `gap` for a mark. */
  readonly connection: string;
  readonly address: string;
  readonly text: string;
}

/** The columns of a part. Rows lie in the order in which they came. */
export const RAW_COLUMNS: readonly Column[] = [
  { name: 'time', type: 'BIGINT' },
  { name: 'kind', type: 'VARCHAR' },
  { name: 'connection', type: 'VARCHAR' },
  { name: 'address', type: 'VARCHAR' },
  { name: 'text', type: 'VARCHAR' },
];
