import type { MarketEvent } from '../market/market-event.ts';
import type { VenueReportEvent } from '../venue/venue-report.ts';
import type { ClockEvent, CommandEvent } from './command.ts';

/** Everything that can enter the kernel. A session is (seed, configuration, a list of these). */
export type KernelEvent = MarketEvent | CommandEvent | ClockEvent | VenueReportEvent;

/** Whether an event comes from a market, and so names an instrument. */
export const isMarketEvent = (event: KernelEvent): event is MarketEvent =>
  event.kind !== 'clock' && event.kind !== 'command' && event.kind !== 'venue-report';
