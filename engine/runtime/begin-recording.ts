import type { SessionDescription } from '../domain/session/session-description.ts';
import { RecordingWriter } from '../venues/recorded/recording-writer.ts';

/** A recording that was begun, or what to say about why there is none. */
export interface BegunRecording {
  readonly memory: { readonly recording?: RecordingWriter };
  readonly notices: readonly string[];
}

/** Begins a recording; one that cannot be made costs the recording, not the session. */
export function beginRecording(path: string, description: SessionDescription): BegunRecording {
  try {
    return { memory: { recording: RecordingWriter.create(path, description) }, notices: [] };
  } catch (error) {
    return { memory: {}, notices: [recordingNotice(error instanceof Error ? error.message : String(error))] };
  }
}

/** What a person has to know when a session is not recorded any more, and why. */
export const recordingNotice = (failure: string): string =>
  `the market is not being recorded, the journal is kept as always: ${failure}`;
