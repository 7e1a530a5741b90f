import { writeSync } from 'node:fs';
import { Archiver } from './archiver.ts';

/**
 * Run as a process of its own: archives the recordings of `argv[2]` into `argv[3]` in rounds as of `argv[4]`
 * until it is killed; says `begin` first and `round` after each.
 */
const [, , recordings = '', archive = '', now = ''] = process.argv;
writeSync(1, 'begin\n');
for (;;) {
  const report = await new Archiver({ recordings, archive }).round(Number(now));
  writeSync(1, `${report.failure?.code ?? 'round'}\n`);
  if (report.failure && report.failure.code !== 'locked') process.exit(3);
}
