import type { Adapter } from './adapter.ts';
import { bookAdapters } from './book-adapters.ts';
import { flowAdapters } from './flow-adapters.ts';
import { indicatorAdapters } from './indicator-adapters.ts';
import { statisticsAdapters } from './statistics-adapters.ts';
import { timeSeriesAdapters } from './time-series-adapters.ts';

/** By method name: everything the engine offers of what the reference vectors cover. */
export const adapters: Readonly<Record<string, Adapter>> = {
  ...bookAdapters,
  ...flowAdapters,
  ...indicatorAdapters,
  ...statisticsAdapters,
  ...timeSeriesAdapters,
};
