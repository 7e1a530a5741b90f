import type { Adapter } from './adapter.ts';
import { bookAdapters } from './book-adapters.ts';
import { dependenceAdapters } from './dependence-adapters.ts';
import { entropyAdapters } from './entropy-adapters.ts';
import { flowAdapters } from './flow-adapters.ts';
import { forestAdapters } from './forest-adapters.ts';
import { indicatorAdapters } from './indicator-adapters.ts';
import { makerAdapters } from './maker-adapters.ts';
import { memoryAdapters } from './memory-adapters.ts';
import { momentAdapters } from './moment-adapters.ts';
import { pathAdapters } from './path-adapters.ts';
import { riskAdapters } from './risk-adapters.ts';
import { stateAdapters } from './state-adapters.ts';
import { statisticsAdapters } from './statistics-adapters.ts';
import { timeSeriesAdapters } from './time-series-adapters.ts';
import { windowAdapters } from './window-adapters.ts';

/** By method name: everything the engine offers of what the reference vectors cover. */
export const adapters: Readonly<Record<string, Adapter>> = {
  ...bookAdapters,
  ...dependenceAdapters,
  ...entropyAdapters,
  ...flowAdapters,
  ...forestAdapters,
  ...indicatorAdapters,
  ...makerAdapters,
  ...memoryAdapters,
  ...momentAdapters,
  ...pathAdapters,
  ...riskAdapters,
  ...stateAdapters,
  ...statisticsAdapters,
  ...timeSeriesAdapters,
  ...windowAdapters,
};
