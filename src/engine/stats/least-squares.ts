/** A linear model fitted by least squares. Matrices are lists of rows, in the order of the columns given. */
export interface LeastSquaresFit {
  readonly coefficients: readonly number[];
  /** classical standard errors: equal variance, independent rows */
  readonly stdErrors: readonly number[];
  /** y − fitted, on the scale of y (unweighted) */
  readonly residuals: readonly number[];
  readonly fitted: readonly number[];
  /** how far each row can pull its own fitted value, in [0, 1] */
  readonly leverage: readonly number[];
  /** residual standard deviation (of weighted residuals where there are weights) */
  readonly residualStdDeviation: number;
  /** share of variance about the (weighted) mean explained, in [0, 1]; assumes a constant column; 0 if y is constant */
  readonly rSquared: number;
  /** rows − columns */
  readonly df: number;
  /** (XᵀWX)⁻¹ */
  readonly bread: readonly (readonly number[])[];
  /** X with each row multiplied by √weight; what the sandwich estimators work on */
  readonly design: readonly Float64Array[];
  /** residuals multiplied by √weight */
  readonly scaledResiduals: Float64Array;
}

/**
 * Least squares by Householder QR, with one step of refinement; keeps nine digits where the normal equations lose all
 * (Longley).
 *
 * @param columns design, column by column, the constant included if wanted; each as long as y; finite
 * @param y       outcome of each row; more rows than columns
 * @param weights ≥ 0, one per row; inverse-variance weights
 * @returns undefined if the columns are linearly dependent (to 1e-10 of their length) or rows are too few: the effects
 *          cannot be told apart
 *
 * Source: Golub & Van Loan, Matrix Computations, section 5.3; checked against NIST StRD Longley.
 */
export function leastSquares(
  columns: readonly ArrayLike<number>[],
  y: ArrayLike<number>,
  weights?: ArrayLike<number>,
): LeastSquaresFit | undefined {
  const rows = y.length;
  const width = columns.length;
  if (rows <= width) return undefined;

  const root = Float64Array.from({ length: rows }, (_, i) => Math.sqrt(weights?.[i] ?? 1));
  const design = columns.map((column) => Float64Array.from({ length: rows }, (_, i) => column[i]! * root[i]!));
  const target = Float64Array.from({ length: rows }, (_, i) => y[i]! * root[i]!);
  const qr = householder(design);
  if (!qr) return undefined;

  const coefficients = qr.solve(target);
  const left = residualOf(design, target, coefficients);
  qr.solve(left).forEach((step, j) => {
    coefficients[j]! += step;
  });

  const scaledResiduals = residualOf(design, target, coefficients);
  const fitted = Array.from({ length: rows }, (_, i) => sum(width, (j) => columns[j]![i]! * coefficients[j]!));
  const residuals = fitted.map((value, i) => y[i]! - value);
  const df = rows - width;
  const squares = scaledResiduals.reduce((total, r) => total + r * r, 0);
  const bread = qr.breadOf();
  return {
    coefficients: [...coefficients],
    stdErrors: bread.map((row, j) => Math.sqrt((row[j]! * squares) / df)),
    residuals,
    fitted,
    leverage: leverageOf(design, bread),
    residualStdDeviation: Math.sqrt(squares / df),
    rSquared: shareExplained(squares, squaresAboutMean(y, root)),
    df,
    bread,
    design,
    scaledResiduals,
  };
}

/** A = QR; `solve` gives the least-squares solution, `breadOf` gives (AᵀA)⁻¹. Undefined if a column depends on others. */
function householder(columns: readonly Float64Array[]) {
  const width = columns.length;
  const rows = columns[0]?.length ?? 0;
  const r = columns.map((column) => Float64Array.from(column));
  const mirrors: Float64Array[] = [];
  for (let k = 0; k < width; k++) {
    const column = r[k]!;
    const length = norm(columns[k]!, 0);
    const rest = norm(column, k);
    if (!(rest > 1e-10 * length)) return undefined;
    const mirror = Float64Array.from({ length: rows }, (_, i) => (i < k ? 0 : column[i]!));
    mirror[k]! += column[k]! >= 0 ? rest : -rest;
    mirrors.push(mirror);
    for (let j = k; j < width; j++) reflect(r[j]!, mirror, k);
  }

  function solve(target: Float64Array): Float64Array {
    const turned = Float64Array.from(target);
    mirrors.forEach((mirror, k) => {
      reflect(turned, mirror, k);
    });
    const solution = new Float64Array(width);
    for (let k = width - 1; k >= 0; k--) {
      let value = turned[k]!;
      for (let j = k + 1; j < width; j++) value -= r[j]![k]! * solution[j]!;
      solution[k] = value / r[k]![k]!;
    }
    return solution;
  }

  /** R⁻¹R⁻ᵀ, from the columns of R⁻¹. */
  function breadOf(): number[][] {
    const inverse = Array.from({ length: width }, (_, c) => {
      const column = new Float64Array(width);
      for (let k = c; k >= 0; k--) {
        let value = k === c ? 1 : 0;
        for (let j = k + 1; j <= c; j++) value -= r[j]![k]! * column[j]!;
        column[k] = value / r[k]![k]!;
      }
      return column;
    });
    return Array.from({ length: width }, (_, a) =>
      Array.from({ length: width }, (_, b) => sum(width, (c) => inverse[c]![a]! * inverse[c]![b]!)),
    );
  }

  return { solve, breadOf };
}

function reflect(vector: Float64Array, mirror: Float64Array, from: number): void {
  let dot = 0;
  let length = 0;
  for (let i = from; i < vector.length; i++) {
    dot += mirror[i]! * vector[i]!;
    length += mirror[i]! * mirror[i]!;
  }
  const twice = (2 * dot) / length;
  for (let i = from; i < vector.length; i++) vector[i]! -= twice * mirror[i]!;
}

function residualOf(design: readonly Float64Array[], target: Float64Array, solution: Float64Array): Float64Array {
  return target.map((value, i) => value - sum(design.length, (j) => design[j]![i]! * solution[j]!));
}

function leverageOf(design: readonly Float64Array[], bread: readonly (readonly number[])[]): number[] {
  const width = design.length;
  return Array.from({ length: design[0]?.length ?? 0 }, (_, i) =>
    sum(width, (a) => sum(width, (b) => design[a]![i]! * bread[a]![b]! * design[b]![i]!)),
  );
}

function shareExplained(left: number, all: number): number {
  return all === 0 ? 0 : 1 - left / all;
}

function squaresAboutMean(y: ArrayLike<number>, root: Float64Array): number {
  const weight = root.reduce((total, w) => total + w * w, 0);
  const middle = sum(root.length, (i) => root[i]! ** 2 * y[i]!) / weight;
  return sum(root.length, (i) => root[i]! ** 2 * (y[i]! - middle) ** 2);
}

function norm(vector: Float64Array, from: number): number {
  let squares = 0;
  for (let i = from; i < vector.length; i++) squares += vector[i]! ** 2;
  return Math.sqrt(squares);
}

function sum(length: number, term: (i: number) => number): number {
  let total = 0;
  for (let i = 0; i < length; i++) total += term(i);
  return total;
}
