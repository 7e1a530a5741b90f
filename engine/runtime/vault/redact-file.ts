import type { ReportFile } from '../../contract/host-control.ts';
import type { Redactor } from '../../guard/redaction/redactor.ts';

/**
 * A file of a report without the secrets that are held at the moment: by value alone, because its hashes and ids must
 * stay. A PDF is made of the same rows as the others and is compressed, so it passes as it is.
 */
export function redactFile(redactor: Redactor | undefined, file: ReportFile): ReportFile {
  if (redactor === undefined || redactor.longest === 0 || file.name.endsWith('.pdf')) return file;
  const text = new TextDecoder().decode(file.bytes);
  const shown = redactor.withoutValues(text);
  return shown === text ? file : { ...file, bytes: new TextEncoder().encode(shown) };
}
