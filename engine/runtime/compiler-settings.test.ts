import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

const SETTINGS = new URL('./compiler-settings.ts', import.meta.url).href;
/** Of what V8 says of a function: compiled by its best compiler. */
const BEST = 64;

/** Whether a function that was called so often is in the code of the best compiler, in a process of its own. */
function isCompiledWell(calls: number, prelude: string): boolean {
  const program = `
    ${prelude}
    const weigh = (x) => x * 2 + (x > 3 ? x : 1);
    // What is compiled into its caller is not called any more.
    const call = (x) => weigh(x);
    %NeverOptimizeFunction(call);
    for (let count = 0; count < ${calls}; count += 1) {
      call(count);
      // Compilers work on other threads, and what they made is taken in between two calls.
      if (count % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    call(1);
    console.log(%GetOptimizationStatus(weigh));
  `;
  const said = execFileSync(process.execPath, [
    '--allow-natives-syntax',
    '--no-warnings',
    '--input-type=module',
    '-e',
    program,
  ]);
  return (Number(said) & BEST) !== 0;
}

it('has what was called 1500 times compiled well, which V8 by itself has not', () => {
  const soon = `(await import(${JSON.stringify(SETTINGS)})).compileSoon();`;
  expect([isCompiledWell(1500, soon), isCompiledWell(1500, '')]).toEqual([true, false]);
});
