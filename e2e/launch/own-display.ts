/** The display of this worker of the test runner, where there is one for each. */
export function ownDisplay(): Readonly<Record<string, string>> {
  const displays = process.env['EDGEWRIGHT_DISPLAYS']?.split(' ') ?? [];
  const display = displays[Number(process.env['TEST_PARALLEL_INDEX'])];
  return display === undefined ? {} : { DISPLAY: display };
}
