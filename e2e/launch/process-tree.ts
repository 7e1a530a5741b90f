import { readdirSync, readFileSync } from 'node:fs';

/** A process and all below it. */
export function treeOf(root: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: parentOf(Number(name)) }));
  const found = [root];
  for (const pid of found)
    found.push(...parents.filter(({ parent }) => parent === pid).map((each) => each.pid));
  return found;
}

function parentOf(pid: number): number {
  // A name in parentheses may hold anything, so fields are counted after its end.
  const [, parent] = (readIfThere(`/proc/${pid}/stat`).split(') ').at(-1) ?? '').split(' ');
  return Number(parent);
}

/** Whether a process runs: one that is dead and only not yet buried does not. */
export const isRunning = (pid: number): boolean =>
  !['', 'Z'].includes(readIfThere(`/proc/${pid}/stat`).split(') ').at(-1)?.charAt(0) ?? '');

/** What a process does for the workstation, as its command line says. */
export function roleOf(pid: number): string {
  const words = readIfThere(`/proc/${pid}/cmdline`).split('\0').join(' ');
  const type = /--type=([a-z-]+)/.exec(words)?.[1];
  if (type === undefined) return 'main';
  const service = /--utility-sub-type=([\w.]+)/.exec(words)?.[1];
  if (type !== 'utility') return type;
  return service === 'node.mojom.NodeService' ? 'engine' : `utility ${service ?? ''}`.trim();
}

/** A file of a process; empty where that has ended. */
export function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ESRCH') return '';
    throw error;
  }
}
