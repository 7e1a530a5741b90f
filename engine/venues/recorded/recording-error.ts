/** A recording that cannot be opened or read on. The message names the file, the place and the rule. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';
}
