import { measureChart } from './chart-frames.ts';
import { measureColdStart } from './cold-start.ts';
import { measureOrderFlowWorkspace } from './order-flow-workspace.ts';
import { measurePorts } from './port-throughput.ts';
import { measureMemory } from './process-memory.ts';

const [what = '', argument, seconds] = process.argv.slice(2);

async function measure(): Promise<unknown> {
  switch (what) {
    case 'chart':
      return measureChart();
    case 'coldStart':
      return measureColdStart();
    case 'memory':
      return measureMemory();
    case 'ports':
      if (argument === undefined) throw new Error('ports needs the file of a message');
      return measurePorts(argument);
    case 'orderFlowWorkspace':
      if (argument === undefined || seconds === undefined)
        throw new Error('orderFlowWorkspace needs a recording and how many seconds to measure');
      return measureOrderFlowWorkspace(argument, Number(seconds));
    default:
      throw new Error(
        `there are chart, coldStart, memory, ports and orderFlowWorkspace, not ${JSON.stringify(what)}`,
      );
  }
}

process.stdout.write(`${JSON.stringify(await measure())}\n`);
