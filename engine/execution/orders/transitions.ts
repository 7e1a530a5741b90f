import type { OrderStatus } from '../../domain/order/order.ts';
import type { OrderStep } from './order-step.ts';

type Steps = { readonly [Step in OrderStep]?: OrderStatus };

/** Steps an order takes that is closed for requests: fills are real whenever they become known. */
const closed = (status: OrderStatus): Steps => ({
  'fill-part': status,
  'fill-rest': 'filled',
  reopened: 'working',
});

/**
 * The life of an order, all of it: from each status the steps that exist and where they lead. What is not here
 * does not happen: it is told as an anomaly and changes nothing.
 */
export const TRANSITIONS: { readonly [Status in OrderStatus]: Steps } = {
  intent: { denied: 'denied', passed: 'sending' },
  denied: {},
  sending: {
    accepted: 'working',
    rejected: 'rejected',
    'no-outcome': 'unknown',
    'found-open': 'working',
    'fill-part': 'working',
    'fill-rest': 'filled',
  },
  unknown: {
    accepted: 'working',
    'found-open': 'working',
    'venue-canceled': 'canceled',
    'venue-expired': 'expired',
    'venue-rejected': 'rejected',
    'never-arrived': 'rejected',
    'history-unavailable': 'lost',
    'fill-part': 'working',
    'fill-rest': 'filled',
  },
  working: {
    'amend-requested': 'amending',
    'cancel-requested': 'canceling',
    triggered: 'triggered',
    'venue-canceled': 'canceled',
    'venue-expired': 'expired',
    'venue-rejected': 'rejected',
    'fill-part': 'working',
    'fill-rest': 'filled',
  },
  amending: {
    amended: 'working',
    'amend-rejected': 'working',
    'no-outcome': 'amending',
    'cancel-requested': 'canceling',
    'venue-canceled': 'canceled',
    'venue-expired': 'expired',
    'history-unavailable': 'lost',
    'fill-part': 'amending',
    'fill-rest': 'filled',
  },
  canceling: {
    canceled: 'canceled',
    'cancel-rejected': 'working',
    'no-outcome': 'canceling',
    'venue-canceled': 'canceled',
    'venue-expired': 'expired',
    'history-unavailable': 'lost',
    'fill-part': 'canceling',
    'fill-rest': 'filled',
  },
  triggered: {
    'cancel-requested': 'canceling',
    'venue-canceled': 'canceled',
    'venue-expired': 'expired',
    'venue-rejected': 'rejected',
    'fill-part': 'triggered',
    'fill-rest': 'filled',
  },
  filled: { 'fill-part': 'filled', 'fill-rest': 'filled', reopened: 'working' },
  canceled: closed('canceled'),
  expired: closed('expired'),
  rejected: closed('rejected'),
  lost: closed('lost'),
};

/** Where a step leads from a status; undefined when there is no such step. */
export const nextStatus = (status: OrderStatus, step: OrderStep): OrderStatus | undefined =>
  TRANSITIONS[status][step];
