import { buildAppWhenStale } from './build-app.ts';
import { electronProgram } from './electron-runtime.ts';
import { prepare } from './prepare.ts';
import { inProject, projectFolder } from './project-paths.ts';
import { runCommand } from './run-command.ts';

/**
 * Opens the workstation where there is a display; without one, runs a paper session in the terminal.
 * Arguments go on to whichever is started. Answers the exit code.
 */
export async function start(args: readonly string[]): Promise<number> {
  if (hasDisplay(process.env)) return openWorkstation(args);
  console.log('no display here: running a paper session in the terminal\n');
  const program = inProject('engine', 'cli', 'main.ts');
  const { exitCode } = await runCommand(process.execPath, [program, 'paper', ...args], {
    cwd: projectFolder,
  });
  return exitCode ?? 1;
}

/** Runs the app from its sources and follows every change. Answers the exit code. */
export async function develop(args: readonly string[]): Promise<number> {
  await prepare(['window']);
  const sandbox = process.getuid?.() === 0 ? ['--noSandbox'] : [];
  const { exitCode } = await runCommand('electron-vite', ['dev', '--watch', ...sandbox, ...args], {
    cwd: projectFolder,
  });
  return exitCode ?? 1;
}

/** Whether a window can be shown. macOS and Windows always can. */
export function hasDisplay(env: NodeJS.ProcessEnv, platform = process.platform): boolean {
  if (platform !== 'linux') return true;
  return [env['DISPLAY'], env['WAYLAND_DISPLAY']].some((name) => name !== undefined && name !== '');
}

/** What Chromium has to be told about this machine. */
export function displayFlags(env: NodeJS.ProcessEnv, userId: number | undefined): string[] {
  const hasX = env['DISPLAY'] !== undefined && env['DISPLAY'] !== '';
  return [
    // Chromium refuses to start for root with its sandbox on.
    ...(userId === 0 ? ['--no-sandbox'] : []),
    ...(hasX ? [] : ['--ozone-platform-hint=auto']),
  ];
}

async function openWorkstation(args: readonly string[]): Promise<number> {
  await prepare(['window']);
  await buildAppWhenStale();
  const flags = displayFlags(process.env, process.getuid?.());
  const { exitCode } = await runCommand(electronProgram(), [projectFolder, ...flags, ...args]);
  return exitCode ?? 1;
}
