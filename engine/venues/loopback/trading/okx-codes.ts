import type { CoreOrder, CoreRefusal } from './core-order.ts';
import type { RequestPurpose } from './trading-words.ts';

export const CODES: Readonly<Record<CoreRefusal, string>> = {
  'unknown-symbol': '51001',
  'bad-size': '51000',
  'off-step': '51121',
  'off-tick': '51000',
  'below-min-size': '51020',
  'above-max-size': '51005',
  'below-min-notional': '51020',
  'bad-price': '51000',
  balance: '51008',
  'reduce-only': '51169',
  'duplicate-id': '51016',
  'post-only-would-take': '51000',
  'fill-or-kill': '51000',
  'would-trigger': '51280',
  'unknown-order': '51603',
  'order-closed': '51402',
  'not-modified': '51000',
  'not-supported': '51000',
};

export const PURPOSES: Readonly<Record<string, RequestPurpose>> = {
  'POST /trade/order': 'place',
  'POST /trade/order-algo': 'place',
  'POST /trade/amend-order': 'amend',
  'POST /trade/amend-algos': 'amend',
  'POST /trade/cancel-order': 'cancel',
  'POST /trade/cancel-algos': 'cancel',
};

export const STATES: Readonly<Record<CoreOrder['status'], string>> = {
  new: 'live',
  untriggered: 'live',
  triggered: 'live',
  filled: 'filled',
  canceled: 'canceled',
  expired: 'canceled',
  rejected: 'canceled',
};
