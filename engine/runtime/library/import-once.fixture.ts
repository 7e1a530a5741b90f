import { openArchiveWriter } from '../../archive/open-archive-writer.ts';
import { lookAtFiles } from './import-preview.ts';
import { importTable } from './import-table.ts';

/** Imports one table into an archive, to be killed on the way: folder, table, name of the import. */
const [archive = '', path = '', importId = ''] = process.argv.slice(2);
const opened = await openArchiveWriter(archive, { now: () => 0 });
if (!opened.ok) throw new Error(opened.failure.detail);
const { mapping } = await lookAtFiles([path]);
if (!mapping) throw new Error('the table must be recognised');
process.stdout.write('begun\n');
await importTable(
  opened.value,
  {
    importId,
    paths: [path],
    mapping,
    instrument: { id: 'test:BTC/USDT', makerFeeBps: 0, takerFeeBps: 0 },
    brokenRows: 'refuse',
    finerSizes: 'refuse',
  },
  { isCanceled: false, progress: (_share, detail) => process.stdout.write(`${detail}\n`) },
);
await opened.value.close();
