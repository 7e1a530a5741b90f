import { ORDER_TYPES } from '../../domain/order/order-kind.ts';

/** Every type of order but the one that follows the market: at a venue we move the stop ourselves. */
export const WITHOUT_TRAILING = ORDER_TYPES.filter((type) => type !== 'trailing-stop');
