import type { ImportForm } from './use-import.ts';

const INSTRUMENT = /^[a-z0-9-]+:[A-Z0-9]+\/[A-Z0-9]+(:[A-Z0-9]+)?$/;
const STEP = /^(0|[1-9]\d{0,20})(\.\d{1,18})?$/;
const FEE = /^-?\d{1,4}(\.\d{1,4})?$/;

/** Which fields of the form cannot be taken as they are typed. */
export function formFaults(form: ImportForm): ReadonlySet<keyof ImportForm> {
  const faults = new Set<keyof ImportForm>();
  if (!INSTRUMENT.test(form.instrument)) faults.add('instrument');
  for (const step of ['tickSize', 'lotSize'] as const) {
    if (form[step] !== '' && !(STEP.test(form[step]) && Number(form[step]) > 0)) faults.add(step);
  }
  for (const fee of ['makerFeeBps', 'takerFeeBps'] as const) {
    if (!FEE.test(form[fee]) || Number(form[fee]) < -100 || Number(form[fee]) > 1000) faults.add(fee);
  }
  return faults;
}

/** Words as they are typed, divided by spaces or commas; compared in lower case. */
export const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((word) => word !== '');
