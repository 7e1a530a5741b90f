import { existsSync } from 'node:fs';
import { electronProgram, presentRuntime } from '../../electron/runtime/electron-runtime.ts';
import { openVirtualDisplay } from '../../electron/runtime/virtual-display.ts';

/** A display and an Electron to show something on it. */
export interface BenchDisplay {
  readonly program: string;
  readonly electron: string;
  readonly env: Readonly<Record<string, string>>;
  readonly close: () => void;
}

/** Opens a display, or says what is missing. */
export async function openBenchDisplay(): Promise<BenchDisplay | { readonly skipped: string }> {
  const runtime = presentRuntime();
  if (!runtime || !existsSync(electronProgram()))
    return { skipped: 'there is no Electron here; npm run prepare-machine provides one' };
  if (process.platform !== 'linux')
    return { skipped: `virtual displays are a thing of Linux, this is ${process.platform}` };
  try {
    const { close, env } = await openVirtualDisplay();
    return { program: electronProgram(), electron: `${runtime.version} (${runtime.kind})`, env, close };
  } catch (error) {
    return { skipped: `no virtual display: ${error instanceof Error ? error.message : String(error)}` };
  }
}
