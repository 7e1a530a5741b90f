import type { ArchiveReader } from '../../archive/archive.ts';
import { valueOf } from './staged-events.ts';

/** Days that still hold what a source with this begin of its name gave, in words; undefined when none does. */
export async function knownImport(reader: ArchiveReader, prefix: string): Promise<string | undefined> {
  const days = valueOf(await reader.inventory());
  const held = days.filter(
    ({ rows, sources }) =>
      Object.values(rows).some((count) => count > 0) && sources.some(({ id }) => id.startsWith(prefix)),
  );
  const [first] = held;
  if (!first) return undefined;
  return held.length === 1
    ? `${first.instrument} ${first.day}`
    : `${held.length} days from ${first.instrument} ${first.day}`;
}
