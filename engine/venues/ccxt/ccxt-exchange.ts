/** A socket of ccxt, as far as it is used. */
export interface CcxtSocket {
  readonly url: string;
  connection: unknown;
  onMessage(event: { readonly data: unknown }): void;
  onPong(): void;
  onError(error: unknown): void;
  send(message: unknown): Promise<unknown>;
}

/** A venue's client of ccxt pro, as far as it is used; every class of ccxt fits. */
export interface CcxtExchange {
  urls: unknown;
  readonly has: Record<string, unknown>;
  readonly markets: unknown;
  clients: Record<string, CcxtSocket>;
  log: unknown;
  httpAgent: unknown;
  throttle(cost?: number): unknown;
  client(url: string | undefined): CcxtSocket;
  fetch(url: string, method?: string, headers?: unknown, body?: unknown): Promise<unknown>;
  onRestResponse(
    status: number,
    statusText: string,
    url: string,
    method: string,
    headers: Readonly<Record<string, string>>,
    body: string,
    requestHeaders: unknown,
    requestBody: unknown,
  ): unknown;
  loadMarkets(reload?: boolean): Promise<unknown>;
  setMarketsFromExchange(source: unknown): unknown;
  fetchTime(): Promise<number | undefined>;
  fetchOHLCV(
    symbol: string,
    timeframe: string,
    since: number,
    limit: number,
  ): Promise<readonly (readonly (number | undefined)[])[]>;
  watchOrderBook(symbol: string, limit?: number, params?: object): Promise<unknown>;
  watchOrderBookForSymbols(symbols: string[], limit?: number, params?: object): Promise<unknown>;
  unWatchOrderBook(symbol: string, params?: object): Promise<unknown>;
  watchTrades(symbol: string, since?: number, limit?: number, params?: object): Promise<unknown>;
  watchTradesForSymbols(symbols: string[], since?: number, limit?: number, params?: object): Promise<unknown>;
  watchTicker(symbol: string, params?: object): Promise<unknown>;
  watchTickers(symbols?: string[], params?: object): Promise<unknown>;
  watchMarkPrices(symbols?: string[], params?: object): Promise<unknown>;
  watchLiquidations(symbol: string, since?: number, limit?: number, params?: object): Promise<unknown>;
  watchLiquidationsForSymbols(
    symbols: string[],
    since?: number,
    limit?: number,
    params?: object,
  ): Promise<unknown>;
  close(): Promise<unknown>;
}

/** One of ccxt's classes. */
export type CcxtExchangeClass = new (settings: object) => CcxtExchange;
