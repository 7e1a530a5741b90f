import { join } from 'node:path';
import { app } from 'electron';

/** A file the build made, wherever the code that asks was put: `builtFile('main', 'engine.js')`. */
export const builtFile = (...parts: readonly string[]): string => join(app.getAppPath(), 'out', ...parts);
