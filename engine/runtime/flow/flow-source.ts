import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';

/** Keeps one watched thing up to date. It sees events after the kernel took them and decides nothing. */
export interface FlowSource {
  /** `market` is as it stands after the event. */
  onEvent(event: MarketEvent, market: InstrumentMarket): void;
  /** Called at most once a frame: what to tell the windows; undefined when nothing changed. */
  takeUpdate(): object | undefined;
  /** Whether it sees the events of every instrument; only those of its own when left out. */
  readonly seesAll?: true;
  /** Whether it was told numbers of a person's own and begins anew when their past is another one. */
  readonly readsNumbers?: boolean;
  /** Nobody watches any more. */
  close?(): void;
}
