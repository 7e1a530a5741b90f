import { setFlagsFromString } from 'node:v8';

/**
 * Calls after which a function is compiled by V8's second and by its best compiler; it waits for 400 and 3000.
 * A formula is called once a minute for each instrument: it would stay in slow code for two days.
 */
const CALLS = { second: 100, best: 600 } as const;

/**
 * Has functions compiled well sooner than V8 does by itself, in this process and all its threads. To be called
 * before the engine is loaded. See ADR 20 for what it brings.
 */
export function compileSoon(): void {
  setFlagsFromString(`--invocation-count-for-maglev=${CALLS.second}`);
  setFlagsFromString(`--invocation-count-for-turbofan=${CALLS.best}`);
}
