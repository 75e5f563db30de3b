import type { LeastSquaresFit } from './least-squares.ts';

/** Rows and columns in the order of the fit's coefficients. */
export type Covariance = readonly (readonly number[])[];

/**
 * Covariance of the coefficients when rows differ in variance (White).
 *
 * HC0 is the plain sandwich; HC1 multiplies by n / (n − k); HC2 divides squared residuals by 1 − leverage; HC3 by its
 * square, the careful choice in small samples.
 *
 * Source: MacKinnon & White (1985), J Econometrics 29:305–325.
 */
export function heteroskedasticCovariance(fit: LeastSquaresFit, type: 'HC0' | 'HC1' | 'HC2' | 'HC3'): Covariance {
  const scores = scoresOf(fit).map((score, i) => {
    const slack = 1 - fit.leverage[i]!;
    const factor = type === 'HC2' ? 1 / Math.sqrt(slack) : type === 'HC3' ? 1 / slack : 1;
    return score.map((value) => value * factor);
  });
  const rows = scores.length;
  return sandwich(fit.bread, products(scores), type === 'HC1' ? rows / fit.df : 1);
}

/**
 * Covariance of the coefficients when rows of one cluster (a clinician, a ward) resemble each other.
 *
 * @param cluster each row's cluster, in the order of the rows
 * @param type CR0 plain; CR1 times G/(G − 1) · (n − 1)/(n − k), which keeps it from being too small with few clusters
 *
 * Even CR1 is too small under about 30 clusters unless limits come from t with G − 1 (or fewer) degrees of freedom.
 *
 * Source: Liang & Zeger (1986), Biometrika 73:13–22; Cameron & Miller (2015), J Hum Resour 50:317–372.
 */
export function clusterCovariance(
  fit: LeastSquaresFit,
  cluster: ArrayLike<string | number>,
  type: 'CR0' | 'CR1' = 'CR1',
): Covariance {
  const totals = new Map<string | number, number[]>();
  scoresOf(fit).forEach((score, i) => {
    const total = totals.get(cluster[i]!);
    totals.set(cluster[i]!, total ? total.map((value, j) => value + score[j]!) : score);
  });
  const rows = fit.residuals.length;
  const groups = totals.size;
  const factor = type === 'CR1' ? (groups / (groups - 1)) * ((rows - 1) / fit.df) : 1;
  return sandwich(fit.bread, products([...totals.values()]), factor);
}

/**
 * The same from each cluster's summed scores, however its rows are kept; times G/(G − 1).
 *
 * @param totals for each cluster, Σ x · residual over its rows, in the order of the coefficients
 */
export function clusterTotalsCovariance(fit: LeastSquaresFit, totals: readonly (readonly number[])[]): Covariance {
  return sandwich(fit.bread, products(totals), totals.length > 1 ? totals.length / (totals.length - 1) : 1);
}

/**
 * Covariance of the coefficients when rows are periods in order and neighbours resemble each other (HAC, Bartlett
 * weights, no prewhitening).
 *
 * @param lag how many periods back a period is thought to reach; 0 gives HC0
 * @param adjust multiply by n / (n − k), as short series need
 *
 * Source: Newey & West (1987), Econometrica 55:703–708.
 */
export function neweyWestCovariance(fit: LeastSquaresFit, lag: number, adjust = true): Covariance {
  const scores = scoresOf(fit);
  const middle = products(scores);
  for (let back = 1; back <= lag; back++) {
    const weight = 1 - back / (lag + 1);
    for (let i = back; i < scores.length; i++) {
      middle.forEach((row, a) => {
        row.forEach((_, b) => {
          row[b]! += weight * (scores[i]![a]! * scores[i - back]![b]! + scores[i - back]![a]! * scores[i]![b]!);
        });
      });
    }
  }
  return sandwich(fit.bread, middle, adjust ? scores.length / fit.df : 1);
}

/**
 * Covariance of the coefficients when the variance of each row is known, e.g. p(1 − p)/n of a share, and rows are
 * independent: what chance in the counts alone makes of the coefficients. The design's first column must be the constant.
 *
 * Source: the sandwich with the known variances in its middle; Seber & Lee (2003), Linear Regression Analysis, section 3.10.
 */
export function knownVarianceCovariance(fit: LeastSquaresFit, variances: readonly number[]): Covariance {
  const rootWeights = fit.design[0]!;
  const scores = variances.map((variance, i) =>
    fit.design.map((column) => column[i]! * rootWeights[i]! * Math.sqrt(variance)),
  );
  return sandwich(fit.bread, products(scores), 1);
}

/** How many periods back to look in a series of this length. Source: Newey & West (1994), Rev Econ Stud 61:631–653. */
export function neweyWestLag(periods: number): number {
  return Math.floor(4 * (periods / 100) ** (2 / 9));
}

/** Standard errors: the roots of the diagonal. */
export function stdErrorsOf(covariance: Covariance): number[] {
  return covariance.map((row, j) => Math.sqrt(row[j]!));
}

/** The value of Σ weight · coefficient, with its standard error. */
export function combination(
  fit: LeastSquaresFit,
  covariance: Covariance,
  weights: readonly number[],
): { estimate: number; stdError: number } {
  const estimate = weights.reduce((total, w, j) => total + w * fit.coefficients[j]!, 0);
  const variance = weights.reduce(
    (total, a, i) => total + a * weights.reduce((inner, b, j) => inner + b * covariance[i]![j]!, 0),
    0,
  );
  return { estimate, stdError: Math.sqrt(Math.max(0, variance)) };
}

function scoresOf(fit: LeastSquaresFit): number[][] {
  return Array.from(fit.scaledResiduals, (residual, i) => fit.design.map((column) => column[i]! * residual));
}

function products(scores: readonly (readonly number[])[]): number[][] {
  const width = scores[0]?.length ?? 0;
  const total = Array.from({ length: width }, () => new Array<number>(width).fill(0));
  for (const score of scores) {
    for (let a = 0; a < width; a++) for (let b = 0; b < width; b++) total[a]![b]! += score[a]! * score[b]!;
  }
  return total;
}

function sandwich(bread: Covariance, middle: Covariance, factor: number): number[][] {
  return multiply(multiply(bread, middle), bread).map((row) => row.map((value) => value * factor));
}

function multiply(left: Covariance, right: Covariance): number[][] {
  return left.map((row) => right[0]!.map((_, b) => row.reduce((total, value, c) => total + value * right[c]![b]!, 0)));
}
