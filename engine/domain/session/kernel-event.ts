import type { MarketEvent } from '../market/market-event.ts';
import type { VenueReportEvent } from '../venue/venue-report.ts';
import type { ClockEvent, CommandEvent } from './command.ts';

/** Everything that can enter the kernel. A session is (seed, configuration, a list of these). */
export type KernelEvent = MarketEvent | CommandEvent | ClockEvent | VenueReportEvent;
