/** How an order asks for its price; stops and take-profits wait for a trigger first. */
export type CoreKind =
  | 'market'
  | 'limit'
  | 'stop-market'
  | 'stop-limit'
  | 'take-profit-market'
  | 'take-profit-limit';

/** What a client asks for, in whole ticks and lots of the market. */
export interface CoreAsk {
  /** The client's own id; empty where it gave none. */
  readonly clientId: string;
  readonly symbol: string;
  readonly side: 'buy' | 'sell';
  readonly kind: CoreKind;
  readonly lots: number;
  readonly limit?: number | undefined;
  readonly trigger?: number | undefined;
  readonly timeInForce?: 'gtc' | 'ioc' | 'fok' | undefined;
  readonly postOnly?: boolean | undefined;
  readonly reduceOnly?: boolean | undefined;
  /** Made by the venue itself. */
  readonly forced?: 'liquidation' | 'auto-deleveraging' | undefined;
  /** A stop of the position, set when this order fills. */
  readonly attachedStop?: number | undefined;
}

export type CoreStatus = 'new' | 'untriggered' | 'triggered' | 'filled' | 'canceled' | 'expired' | 'rejected';

/** An order as the venue knows it. */
export interface CoreOrder extends CoreAsk {
  readonly venueId: string;
  readonly filledLots: number;
  /** Σ of ticks × lots, for an average. */
  readonly filledTickLots: number;
  readonly status: CoreStatus;
  readonly reason: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** The stop of a position, which nobody placed. */
  readonly isOfPosition: boolean;
  /** Counts every change of it. */
  readonly version: number;
}

/** One execution by the venue's own record. */
export interface CoreTrade {
  readonly tradeId: string;
  readonly venueId: string;
  readonly clientId: string;
  readonly symbol: string;
  readonly side: 'buy' | 'sell';
  readonly lots: number;
  readonly ticks: number;
  readonly isMaker: boolean;
  /** 10^-8 of the asset it was taken in. */
  readonly fee: bigint;
  readonly feeAsset: string;
  readonly time: number;
  readonly isOfPosition: boolean;
  readonly forced?: CoreAsk['forced'];
}

/** Why the venue says no. A dialect tells each in its own code. */
export type CoreRefusal =
  | 'unknown-symbol'
  | 'bad-size'
  | 'off-step'
  | 'off-tick'
  | 'below-min-size'
  | 'above-max-size'
  | 'below-min-notional'
  | 'bad-price'
  | 'balance'
  | 'reduce-only'
  | 'duplicate-id'
  | 'post-only-would-take'
  | 'fill-or-kill'
  | 'would-trigger'
  | 'unknown-order'
  | 'order-closed'
  | 'not-modified'
  | 'not-supported';

export type CoreAnswer =
  | { readonly ok: true; readonly order: CoreOrder }
  | { readonly ok: false; readonly refusal: CoreRefusal };

export const isOpen = ({ status }: CoreOrder): boolean =>
  status === 'new' || status === 'untriggered' || status === 'triggered';
