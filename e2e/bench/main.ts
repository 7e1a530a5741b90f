import { measureColdStart } from './cold-start.ts';
import { measurePorts } from './port-throughput.ts';
import { measureMemory } from './process-memory.ts';

const [what = '', argument] = process.argv.slice(2);

async function measure(): Promise<unknown> {
  switch (what) {
    case 'coldStart':
      return measureColdStart();
    case 'memory':
      return measureMemory();
    case 'ports':
      if (argument === undefined) throw new Error('ports needs the file of a message');
      return measurePorts(argument);
    default:
      throw new Error(`there are coldStart, memory and ports, not ${JSON.stringify(what)}`);
  }
}

process.stdout.write(`${JSON.stringify(await measure())}\n`);
