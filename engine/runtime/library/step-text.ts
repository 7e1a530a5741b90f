/**
 * So many steps as decimal text, exact: 6 173 763 steps of `0.01` are `61737.63`.
 */
export function stepText(count: number, step: string): string {
  const [whole = '0', fraction = ''] = step.split('.');
  const units = BigInt(whole + fraction) * BigInt(count);
  if (fraction === '') return units.toString();
  const digits = units.toString().padStart(fraction.length + 1, '0');
  const point = digits.length - fraction.length;
  const decimals = digits.slice(point).replace(/0+$/, '');
  return decimals === '' ? digits.slice(0, point) : `${digits.slice(0, point)}.${decimals}`;
}
