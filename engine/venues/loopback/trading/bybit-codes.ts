import type { CoreOrder, CoreRefusal } from './core-order.ts';
import type { RequestPurpose } from './trading-words.ts';

/** Bybit's codes for what the core refuses, on linear perpetuals; spot has its own for some. */
export const CODES: Readonly<Record<CoreRefusal, string>> = {
  'unknown-symbol': '10001',
  'bad-size': '10001',
  'off-step': '10001',
  'off-tick': '10001',
  'below-min-size': '10001',
  'above-max-size': '10001',
  'below-min-notional': '110094',
  'bad-price': '10001',
  balance: '110007',
  'reduce-only': '110017',
  'duplicate-id': '110072',
  'post-only-would-take': '',
  'fill-or-kill': '',
  'would-trigger': '110092',
  'unknown-order': '110001',
  'order-closed': '110001',
  'not-modified': '34040',
  'not-supported': '10001',
};

export const STATUSES: Readonly<Record<CoreOrder['status'], string>> = {
  new: 'New',
  untriggered: 'Untriggered',
  triggered: 'Triggered',
  filled: 'Filled',
  canceled: 'Cancelled',
  expired: 'Cancelled',
  rejected: 'Rejected',
};

export const PURPOSES: Readonly<Record<string, RequestPurpose>> = {
  '/v5/order/create': 'place',
  '/v5/order/amend': 'amend',
  '/v5/order/cancel': 'cancel',
};
