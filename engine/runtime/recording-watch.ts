import { recordingNotice } from './begin-recording.ts';
import type { Session } from './session.ts';

/** Tells of a recording that stopped, once for each reason. */
export class RecordingWatch {
  #told = '';

  /** What has to be said of the session's recording; undefined when there is nothing new. */
  look({ recordingFailure }: Session): string | undefined {
    const isNew = recordingFailure !== this.#told && recordingFailure !== '';
    this.#told = recordingFailure;
    return isNew ? recordingNotice(recordingFailure) : undefined;
  }
}
