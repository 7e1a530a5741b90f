/** A time of day in UTC, to the second: `08:30:00`. */
export const timeOfDay = (ms: number): string => new Date(ms).toISOString().slice(11, 19);

/** The moment of a day's time in UTC; undefined when the text is none. */
export function momentOfDay(day: string, time: string): number | undefined {
  const parts = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(time.trim());
  if (!parts) return undefined;
  const [, hour = '', minute = '', second = '00'] = parts;
  const moment = Date.parse(`${day}T${hour.padStart(2, '0')}:${minute}:${second}Z`);
  return Number.isNaN(moment) ? undefined : moment;
}
