/** Unix ms of an ISO text. */
// oxlint-disable-next-line no-restricted-globals -- reads a time that is written in a test, never the clock
export const at = (text: string): number => Date.parse(text);
