import { z } from 'zod';

const word = z.string().max(40);
const column = z.string().min(1).max(200);

/** Which column of a table means what. */
export const columnMapping = z.strictObject({
  kind: z.enum(['bars', 'trades', 'book-levels', 'book-snapshots', 'quotes']),
  delimiter: z.enum([',', ';', '\t', '|']),
  timeUnit: z.enum(['s', 'ms', 'us', 'ns', 'iso']),
  timeShiftMs: z.number().int().min(0).max(86_400_000),
  columns: z.strictObject({
    time: column.exactOptional(),
    receivedTime: column.exactOptional(),
    open: column.exactOptional(),
    high: column.exactOptional(),
    low: column.exactOptional(),
    close: column.exactOptional(),
    volume: column.exactOptional(),
    price: column.exactOptional(),
    size: column.exactOptional(),
    side: column.exactOptional(),
    tradeId: column.exactOptional(),
    isSnapshot: column.exactOptional(),
    updateId: column.exactOptional(),
    bidPrice: column.exactOptional(),
    bidSize: column.exactOptional(),
    askPrice: column.exactOptional(),
    askSize: column.exactOptional(),
  }),
  buyWords: z.array(word).max(20),
  sellWords: z.array(word).max(20),
  snapshotWords: z.array(word).max(20),
  intervalMs: z.number().int().min(0).max(86_400_000),
});

export type ColumnMappingView = z.output<typeof columnMapping>;
