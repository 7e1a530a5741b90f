import type { WordingFormat } from '../../engine/domain/remark/wording.ts';
import { formatExact, formatFixed, formatShare } from './numbers.ts';

/** How the window writes the values of what the engine says: in the notation of its language. */
export const WINDOW_WORDING: WordingFormat = {
  number: formatFixed,
  plain: formatExact,
  percent: formatShare,
};
