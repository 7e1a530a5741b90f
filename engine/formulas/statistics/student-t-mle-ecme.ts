import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { fitStudent } from '../../numerics/student-fit.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { SIZE, withReadings } from '../readings.ts';
import { type FitJob, type FitModel, withRefit } from '../refit.ts';

/** Share of the size that eight degrees of freedom leave alone, as a deviation: sqrt(1 - 2 / 8). */
const UNSHRUNK = Math.sqrt(0.75);

/**
 * Degrees of freedom of the Student-t law that fits the last `n` returns best: below 4 the tails are fat,
 * near 100 they are normal. Fitted first on `n` returns, then every `k`; warm with the next bar.
 */
export const studentTMleEcme = defineFormula({
  id: 'F7',
  key: 'student-t-mle-ecme',
  title: 'Student-t maximum likelihood tail fit (ECME)',
  family: 'statistics',
  output: { unit: 'degrees of freedom', min: 2.1, max: 100 },
  role: 'size',
  source:
    "Liu, C. and Rubin, D. B., 'ML estimation of the t distribution using EM and its extensions, ECM and ECME', Statistica Sinica, 1995",
  catalogue: {
    inputs: ['returns'],
    params: {
      n: { unit: 'bars', meaning: 'window' },
      k: { unit: 'bars', meaning: 'refit interval' },
      nu_min: { unit: '1', meaning: 'lower bound' },
      nu_max: { unit: '1', meaning: 'upper bound' },
    },
    definition: `
      Fit (mu,s,nu) of the location-scale t on W_n. Start mu = median, s = 1.4826*MAD (floor 1e-9), nu =
      8. Repeat: w_i=(nu+1)/(nu+((r_i-mu)/s)^2); mu=sum w_i r_i/sum w_i; s^2=(1/n)*sum w_i (r_i-mu)^2;
      then nu maximises the log-likelihood at (mu,s) over ln nu in [ln nu_min, ln nu_max] by golden
      section (60 steps). Stop when the log-likelihood rises by < 1e-9*n or after 200 rounds. logL = sum [
      lnG((nu+1)/2)-lnG(nu/2)-0.5*ln(nu*pi)-ln s-((nu+1)/2)*ln(1+z_i^2/nu) ]. Value nu. Warm-up n returns.
    `,
    update: 'Batch refit every k bars, O(rounds*n), about 1 ms for n=250; warm start from the last fit.',
    signal: `
      size: scale = clip(sqrt((nu-2)/nu)/sqrt(0.75), 0.3, 1): nu=8 or more leaves size alone, heavy tails
      shrink it.
    `,
    range: '[2.1,100]',
  },
  defaults: { n: 250, k: 25, nu_min: 2.1, nu_max: 100 },
  input: 'bar',
  readings: {
    ...SIZE,
    /** The other two numbers of the law. */
    location: { unit: 'log return per bar' },
    spread: { unit: 'log return per bar', min: 0 },
  },
  warmUp: ({ n }) => n + 2,
  fit: fitTails,

  start(params) {
    const { k, n } = params;
    const every = wholeNumber('k', k);
    const returns = new CloseReturns();
    const recent = new RecentValues(n);
    let law: FitModel | undefined;
    let count = 0;
    const freedom = () => law?.[2] ?? NaN;

    const run = withReadings(
      ({ close }: { readonly close: number }) => {
        const logReturn = returns.next(close);
        if (!Number.isFinite(logReturn)) return undefined;
        recent.push(logReturn);
        count += 1;
        return law?.[2];
      },
      {
        scale: () => clip(Math.sqrt((freedom() - 2) / freedom()) / UNSHRUNK, 0.3, 1),
        location: () => law?.[0],
        spread: () => law?.[1],
      },
    );
    return withRefit(run, {
      due: () => {
        if (count < n || (count - n) % every !== 0) return undefined;
        const data = { returns: recent.toArray() };
        return law === undefined ? { params, data } : { params, data, last: law };
      },
      accept: (model) => {
        law = model;
      },
    });
  },
});

/** Location, spread and degrees of freedom, begun at those of the fit before. */
function fitTails({ data: { returns = new Float64Array() }, last, params }: FitJob): FitModel | undefined {
  const bounds = { least: params['nu_min'] ?? NaN, most: params['nu_max'] ?? NaN };
  const [location, scale, freedom] = last ?? [];
  const isKnown = location !== undefined && scale !== undefined && freedom !== undefined;
  const law = fitStudent(returns, bounds, isKnown ? { location, scale, freedom } : undefined);
  return law && [law.location, law.scale, law.freedom];
}
