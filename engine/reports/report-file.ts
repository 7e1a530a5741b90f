/** What a report can be written as. The contract with the host names the same. */
export type ReportFormat = 'csv' | 'json' | 'html' | 'pdf';

/** A complete file, to be written where the person said. */
export interface ReportFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A text as a UTF-8 file. */
export const textFile = (name: string, text: string): ReportFile => ({
  name,
  bytes: new TextEncoder().encode(text),
});
