import { DAY_MS, utcDayOf } from '../../archive/utc-day.ts';

/** A moment as people write it, `2024-08-09 00:05:04 UTC`. */
export function isoSecond(timeMs: number): string {
  const second = Math.floor((timeMs % DAY_MS) / 1000);
  const parts = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60];
  return `${utcDayOf(timeMs)} ${parts.map((part) => String(part).padStart(2, '0')).join(':')} UTC`;
}
