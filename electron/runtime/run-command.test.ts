import { describe, expect, it } from 'vitest';
import { mustRun, runCommand } from './run-command.ts';

describe('runCommand', () => {
  it('answers the exit code and what the program printed', async () => {
    const args = ['-e', 'console.log("out"); console.error("err"); process.exitCode = 3'];
    const { exitCode, output } = await runCommand(process.execPath, args, { output: 'kept' });
    expect(exitCode).toBe(3);
    expect(output).toContain('out\n');
    expect(output).toContain('err\n');
  });

  it('treats a missing program as an outcome', async () => {
    const { exitCode, output } = await runCommand('no-such-program', [], { output: 'kept' });
    expect(exitCode).toBeUndefined();
    expect(output).toContain('ENOENT');
  });

  it('ends a program at its time limit', async () => {
    const args = ['-e', 'setInterval(() => {}, 1000)'];
    const { exitCode } = await runCommand(process.execPath, args, { output: 'kept', limitMs: 200 });
    expect(exitCode).toBeUndefined();
  });

  it('names program, exit code and last words when a program must succeed and does not', async () => {
    const args = ['-e', 'console.error("disk full"); process.exitCode = 4'];
    await expect(mustRun(process.execPath, args, { output: 'kept' })).rejects.toThrow(
      /must end with 0, ended with 4: disk full/,
    );
  });
});
