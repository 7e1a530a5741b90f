import type { ProfileRange } from '../../../engine/contract/footprint-commands.ts';

/** Which part of the market a person wants a profile of. */
export type RangeChoice = 'session' | 'day' | 'days' | 'visible' | 'fixed';
export const RANGE_CHOICES: readonly RangeChoice[] = ['session', 'day', 'days', 'visible', 'fixed'];

/** UTC days side by side. */
const DAYS = 3;

/** Begin and end of a chosen range, Unix ms. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The question to the engine; undefined while the range it needs is not known. */
export function rangeOf(
  choice: RangeChoice,
  visible: Stretch | undefined,
  fixed: Stretch | undefined,
): ProfileRange | undefined {
  switch (choice) {
    case 'session':
      return { kind: 'session' };
    case 'day':
      return { kind: 'day', daysBack: 0 };
    case 'days':
      return { kind: 'days', count: DAYS };
    case 'visible':
      return between(visible);
    case 'fixed':
      return between(fixed);
  }
}

const between = (stretch: Stretch | undefined): ProfileRange | undefined =>
  stretch === undefined || stretch.toMs <= stretch.fromMs
    ? undefined
    : { kind: 'between', fromMs: Math.round(stretch.fromMs), toMs: Math.round(stretch.toMs) };

const MINUTE_MS = 60_000;

/** A moment as the field for local date and time writes it. */
export function localText(timeMs: number): string {
  const local = new Date(timeMs - new Date(timeMs).getTimezoneOffset() * MINUTE_MS);
  return local.toISOString().slice(0, 16);
}

/** The moment a field for local date and time names; undefined when it names none. */
export function momentOf(text: string): number | undefined {
  const timeMs = new Date(text).getTime();
  return Number.isFinite(timeMs) ? timeMs : undefined;
}
