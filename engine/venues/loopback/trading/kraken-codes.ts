import type { CoreKind, CoreOrder, CoreRefusal } from './core-order.ts';
import type { RequestPurpose } from './trading-words.ts';

export const CODES: Readonly<Record<CoreRefusal, string>> = {
  'unknown-symbol': 'EQuery:Unknown asset pair',
  'bad-size': 'EGeneral:Invalid arguments:volume',
  'off-step': 'EGeneral:Invalid arguments:volume',
  'off-tick': 'EOrder:Tick size check failed',
  'below-min-size': 'EOrder:Order minimum not met',
  'above-max-size': 'EGeneral:Invalid arguments:volume',
  'below-min-notional': 'EOrder:Cost minimum not met',
  'bad-price': 'EOrder:Invalid price',
  balance: 'EOrder:Insufficient funds',
  'reduce-only': 'EOrder:Reduce only:No position exists',
  'duplicate-id': 'EGeneral:Invalid arguments:cl_ord_id',
  'post-only-would-take': 'EOrder:Post only order',
  'fill-or-kill': 'EGeneral:Invalid arguments:timeinforce',
  'would-trigger': 'EOrder:Invalid price',
  'unknown-order': 'EOrder:Unknown order',
  'order-closed': 'EOrder:Unknown order',
  'not-modified': 'EOrder:Invalid order',
  'not-supported': 'EGeneral:Invalid arguments:ordertype',
};

export const KINDS: Readonly<Record<string, CoreKind>> = {
  market: 'market',
  limit: 'limit',
  'stop-loss': 'stop-market',
  'stop-loss-limit': 'stop-limit',
  'take-profit': 'take-profit-market',
  'take-profit-limit': 'take-profit-limit',
};

export const PURPOSES: Readonly<Record<string, RequestPurpose>> = {
  AddOrder: 'place',
  AmendOrder: 'amend',
  CancelOrder: 'cancel',
  GetWebSocketsToken: 'login',
};

export const STATUSES: Readonly<Record<CoreOrder['status'], string>> = {
  new: 'open',
  untriggered: 'open',
  triggered: 'open',
  filled: 'closed',
  canceled: 'canceled',
  expired: 'expired',
  rejected: 'canceled',
};

export const REPORTED: Readonly<Record<CoreOrder['status'], string>> = {
  new: 'new',
  untriggered: 'new',
  triggered: 'new',
  filled: 'filled',
  canceled: 'canceled',
  expired: 'expired',
  rejected: 'canceled',
};
