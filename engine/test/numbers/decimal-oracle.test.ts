import { afterAll, describe, expect, it } from 'vitest';
import { btcPerpetual } from '../../domain/instrument/fixtures/btc-perpetual.ts';
import { lotsFromDecimal, notionalOf, ticksFromDecimal } from '../../domain/instrument/instrument.ts';
import { formatFixed, mulDiv, parseFixed, type Rounding } from '../../domain/units/fixed.ts';
import { lots } from '../../domain/units/lots.ts';
import { moneyFromDecimal, moneyToDecimal } from '../../domain/units/money.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { feeOf } from '../../execution/fee.ts';
import { Random } from '../../numerics/random.ts';
import { ratioText } from '../../reports/text/decimal-text.ts';
import { compareDigits, multiplyDigits, oracleMulDiv } from './decimal-oracle.ts';
import { measured } from '../reliability/measured.ts';

const CASES = 1_000_000;
const ROUNDINGS: readonly Rounding[] = ['down', 'up', 'floor', 'ceiling', 'half-even'];
/** A tick of 0.1 USDT and a lot of 0.001 BTC: one of each is worth 0.0001 USDT, 10,000 ledger units. */
const BTC = btcPerpetual({ maxSizeBase: '1000' });

function drawnDigits(random: Random, most: number): string {
  let digits = String(1 + random.integer(9));
  for (let left = random.integer(most); left > 0; left -= 1) digits += String(random.integer(10));
  return digits;
}

const drawnSign = (random: Random): string => (random.uniform() < 0.5 ? '-' : '');

/** Cases that come out even, to the half and anyhow, a third each. */
function drawnQuotient(random: Random): readonly [string, string, string] {
  const c = drawnDigits(random, 12);
  const a = drawnDigits(random, 14);
  if (random.uniform() < 1 / 3)
    return [drawnSign(random) + a, drawnDigits(random, 12), drawnSign(random) + c];
  const even = multiplyDigits(c, '2');
  const odd = multiplyDigits(a, '2').replace(/\d$/, '1');
  return random.uniform() < 0.5
    ? [drawnSign(random) + odd, c, even]
    : [drawnSign(random) + a, multiplyDigits(c, '3'), drawnSign(random) + c];
}

/** A decimal of up to eight places, as a venue might write it: with or without trailing zeros. */
function drawnDecimal(random: Random): { text: string; units: string } {
  const whole = random.uniform() < 0.3 ? '0' : drawnDigits(random, 9);
  const places = random.integer(9);
  let fraction = '';
  while (fraction.length < places) fraction += random.uniform() < 0.4 ? '0' : String(random.integer(10));
  const units = `${whole}${fraction.padEnd(8, '0')}`.replace(/^0+(?=\d)/, '');
  const sign = units === '0' ? '' : drawnSign(random);
  return { text: `${sign}${whole}${places > 0 ? `.${fraction}` : ''}`, units: sign + units };
}

const tried = { cases: 0, differences: 0 };

/** Differences between what we compute and what school arithmetic computes, the first ten of them. */
function differences(cases: number, one: (random: Random) => readonly [ours: string, theirs: string]) {
  const random = new Random(20_261_121);
  const found: (readonly [string, string])[] = [];
  let count = 0;
  for (; count < cases && found.length < 10; count += 1) {
    const [ours, theirs] = one(random);
    if (ours !== theirs) found.push([ours, theirs]);
  }
  tried.cases += count;
  tried.differences += found.length;
  return found;
}

afterAll(() => measured('R-NU-02', `${tried.cases} cases, ${tried.differences} differences`));

describe(`R-NU-02: ${CASES} cases of money arithmetic agree with decimal arithmetic on digits`, () => {
  it('R-NU-02: mulDiv, half of the cases, a tenth in each rounding', { timeout: 120_000 }, () => {
    const found = differences(CASES / 2, (random) => {
      const [a, b, c] = drawnQuotient(random);
      const rounding = ROUNDINGS[random.integer(ROUNDINGS.length)] as Rounding;
      const ours = mulDiv(BigInt(a), BigInt(b), BigInt(c), rounding).toString();
      return [ours, oracleMulDiv(a, b, c, rounding)];
    });
    expect(found).toEqual([]);
  });

  it('R-NU-02: amounts read and written, a fifth', { timeout: 60_000 }, () => {
    const found = differences(CASES / 5, (random) => {
      const { text, units } = drawnDecimal(random);
      const ours = moneyFromDecimal(text);
      const isSame = moneyFromDecimal(moneyToDecimal(ours)) === ours;
      return [isSame ? ours.toString() : `${text} became ${moneyToDecimal(ours)}`, units];
    });
    expect(found).toEqual([]);
  });

  it('R-NU-02: values and fees of executions, a fifth', { timeout: 60_000 }, () => {
    const found = differences(CASES / 5, (random) => {
      const size = 1 + random.integer(1_000_000);
      const at = 1 + random.integer(10_000_000);
      const ppm = random.integer(2000) - 500;
      const value = multiplyDigits(multiplyDigits(String(size), String(at)), '10000');
      const ours = [notionalOf(BTC, lots(size), ticks(at)), feeOf(BTC, ppm, lots(size), ticks(at))].join(' ');
      return [ours, `${value} ${oracleMulDiv(value, String(ppm), '1000000', 'ceiling')}`];
    });
    expect(found).toEqual([]);
  });

  it(
    'R-NU-02: prices and sizes on the grid and off it, and ratios of reports, a tenth',
    { timeout: 60_000 },
    () => {
      const found = differences(CASES / 10, (random) => {
        const { text, units } = drawnDecimal(random);
        const positive = text.replace('-', '');
        const ours = [
          stepsOr(() => ticksFromDecimal(BTC, positive)),
          stepsOr(() => lotsFromDecimal(BTC, positive)),
        ];
        const size = units.replace('-', '');
        const theirs = [stepsOf(size, 7, true), stepsOf(size, 5, false)];
        const [a, b] = [drawnDigits(random, 12), drawnDigits(random, 9)];
        ours.push(ratioText(BigInt(a), BigInt(b), 4) ?? '');
        theirs.push(withFourPlaces(oracleMulDiv(a, '10000', b, 'half-even')));
        return [ours.join(' '), theirs.join(' ')];
      });
      expect(found).toEqual([]);
    },
  );
});

/** Refusals count as a difference only when the other side does not refuse. */
function stepsOr(read: () => number): string {
  try {
    return String(read());
  } catch {
    return 'refused';
  }
}

/** Units of 10^-8 as steps of 10^(zeros - 8); a price must be above zero. */
function stepsOf(units: string, zeros: number, mustBePositive: boolean): string {
  const padded = units.padStart(zeros + 1, '0');
  const isWhole = padded.endsWith('0'.repeat(zeros));
  const steps = padded.slice(0, -zeros).replace(/^0+(?=\d)/, '');
  if (!isWhole || (mustBePositive && compareDigits(steps, '0') === 0)) return 'refused';
  return steps;
}

function withFourPlaces(digits: string): string {
  const padded = digits.padStart(5, '0');
  return `${padded.slice(0, -4)}.${padded.slice(-4)}`;
}

describe('the digits themselves', () => {
  it('agree with sums anybody can check', () => {
    expect(multiplyDigits('12345679', '9')).toBe('111111111');
    expect(oracleMulDiv('7', '1', '2', 'half-even')).toBe('4');
    expect(oracleMulDiv('-5', '1', '2', 'half-even')).toBe('-2');
    expect(oracleMulDiv('-7', '1', '2', 'floor')).toBe('-4');
    expect(formatFixed(parseFixed('10.50', 8), 8)).toBe('10.5');
  });
});
