const DAY_LENGTH = 10;

/** A UTC day as the data library writes it: `2024-08-09`. */
export const dayText = (ms: number): string => new Date(ms).toISOString().slice(0, DAY_LENGTH);
