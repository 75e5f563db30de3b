/**
 * Our estimators against known answers (R 4.2 with second engines; see the README beside the oracles). Each binding
 * computes what one case expects, from the oracle's own input files. Which oracles have no binding yet is a list below,
 * so that a new one cannot be forgotten in silence.
 */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { anhoejRules } from '../../src/engine/stats/anhoej-rules.ts';
import { benjaminiHochberg } from '../../src/engine/stats/benjamini-hochberg.ts';
import { clopperPearson } from '../../src/engine/stats/clopper-pearson.ts';
import { clusterLevelDifference } from '../../src/engine/stats/cluster-difference.ts';
import { funnelLimits, funnelZ } from '../../src/engine/stats/funnel-limits.ts';
import type { Interval, Tally } from '../../src/engine/stats/interval.ts';
import { intraclassCorrelation } from '../../src/engine/stats/intraclass-correlation.ts';
import { type LeastSquaresFit, leastSquares } from '../../src/engine/stats/least-squares.ts';
import { newcombeDifference } from '../../src/engine/stats/newcombe-difference.ts';
import { overdispersion } from '../../src/engine/stats/overdispersion.ts';
import { laneyChart, type PChart, pChart } from '../../src/engine/stats/p-chart.ts';
import { quantile } from '../../src/engine/stats/quantile.ts';
import { clusterCovariance, heteroskedasticCovariance, stdErrorsOf } from '../../src/engine/stats/robust-covariance.ts';
import { slopeIndexOfInequality } from '../../src/engine/stats/slope-index-of-inequality.ts';
import { specialCauses } from '../../src/engine/stats/spc-rules.ts';
import { wilsonInterval } from '../../src/engine/stats/wilson-interval.ts';
import { xmrChart } from '../../src/engine/stats/xmr-chart.ts';
import { sharedFolder } from '../shared.ts';
import { distributionValues } from './oracle-distributions.ts';
import { differences, oracleNames, readOracle, Table } from './oracle-reader.ts';

type Files = (name: string) => Table;
type Binding = (files: Files) => unknown;

const bindings: Record<string, Record<string, Binding>> = {
  'audit-feedback-cluster-trial': {
    ancova: (files) => {
      const { arm, before, after } = practicesOf(files('practices.csv'));
      const fit = fitOf([arm.map(() => 1), arm, before.map(shareOf)], after.map(shareOf));
      return { estimate: fit.coefficients, se: fit.stdErrors };
    },
    t_test: (files) => {
      const { arm, after } = practicesOf(files('practices.csv'));
      const inArm = (wanted: number) => after.filter((_, i) => arm[i] === wanted);
      const { estimate, stdError, p } = clusterLevelDifference(inArm(1), inArm(0))!;
      return { diff: estimate, se: stdError, p };
    },
  },
  'classical-tests': {
    p_adjust: () => ({ bh: benjaminiHochberg([0.01, 0.02, 0.03, 0.04, 0.05, null, 0.5]) }),
    quantile_types: () => {
      const values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3.5];
      const seventh = [0.1, 0.25, 0.5, 0.9].map((p) => quantile(values, p));
      return { type1_to_9: [...new Array(6).fill(undefined), seventh, undefined, undefined] };
    },
  },
  'distribution-functions': {
    value: (files) => ({ value: distributionValues(files('input.csv')) }),
  },
  'funnel-proportion-exact': {
    target: (files) => ({ target: overallOf(talliesOf(files('input.csv'), 'deaths', 'n')) }),
    exact_limits_at_n: (files) => {
      const target = overallOf(talliesOf(files('input.csv'), 'deaths', 'n'));
      const n = [20, 25, 47, 97, 119, 148, 196, 207, 211, 215, 256, 360, 500, 810, 1000];
      const wide = n.map((people) => funnelLimits(target, people, 0.001));
      const narrow = n.map((people) => funnelLimits(target, people, 0.025));
      return { n, lo998: lowers(wide), hi998: uppers(wide), lo95: lowers(narrow), hi95: uppers(narrow) };
    },
    units: (files) => {
      const units = talliesOf(files('input.csv'), 'deaths', 'n');
      const target = overallOf(units);
      const wilson = units.map(({ events, people }) => wilsonInterval(events, people));
      const exact = units.map(({ events, people }) => clopperPearson(events, people));
      const outside = (tail: number) => units.map((unit) => isOutside(unit, funnelLimits(target, unit.people, tail)));
      return {
        rate: units.map(shareOf),
        z_normal: units.map(({ events, people }) => funnelZ(events, people, target)),
        wilson_lo: lowers(wilson),
        wilson_hi: uppers(wilson),
        cp_lo: lowers(exact),
        cp_hi: uppers(exact),
        outside95: outside(0.025),
        outside998: outside(0.001),
      };
    },
  },
  'funnel-smr-overdispersion': {
    cqc_winsor10: (files) => squareRootScale(files('input.csv'), 'winsorise'),
    cqc_no_winsor: (files) => squareRootScale(files('input.csv'), 'keep'),
    shmi_trim10: (files) => {
      const units = observedExpected(files('input.csv')).filter(({ observed }) => observed > 0);
      const stdErrors = units.map(({ expected }) => 1 / Math.sqrt(expected));
      const z = units.map(({ observed, expected }, i) => Math.log(observed / expected) / stdErrors[i]!);
      const { groups, phi, tau2 } = overdispersion(z, stdErrors, 'trim');
      return { n: groups, phi, tau2 };
    },
  },
  'icc-anova-design-effect': {
    binary_control_cells: (files) => {
      const table = files('sw.csv');
      const clusters = new Map<string, { events: number; people: number }>();
      const outcome = table.numbers('bin');
      table.texts('cluster').forEach((cluster, i) => {
        const tally = clusters.get(cluster) ?? { events: 0, people: 0 };
        clusters.set(cluster, { events: tally.events + outcome[i]!, people: tally.people + 1 });
      });
      const { icc, n0, betweenMeanSquare, withinMeanSquare } = intraclassCorrelation([...clusters.values()])!;
      return { icc, n0, msb: betweenMeanSquare, msw: withinMeanSquare };
    },
  },
  'inequality-sii-concentration': {
    sii_population_weighted: (files) => slopeOf(talliesOf(files('deciles.csv'), 'events', 'population')),
    sii_inverse_variance: (files) => {
      const groups = talliesOf(files('deciles.csv'), 'events', 'population');
      return slopeOf(
        groups,
        groups.map(({ events, people }) => people ** 2 / events),
      );
    },
  },
  'linear-regression-robust-se': {
    longley_certified: (files) => {
      const table = files('longley_nist.csv');
      const columns = ['x1', 'x2', 'x3', 'x4', 'x5', 'x6'].map((name) => table.numbers(name));
      const fit = fitOf([columns[0]!.map(() => 1), ...columns], table.numbers('y'));
      return {
        coef: fit.coefficients,
        se: fit.stdErrors,
        residual_sd: fit.residualStdDeviation,
        r2: fit.rSquared,
      };
    },
    mtcars: (files) => {
      const table = files('mtcars.csv');
      const cylinders = table.numbers('cyl');
      const is = (wanted: number) => cylinders.map((cyl) => (cyl === wanted ? 1 : 0));
      const columns = [cylinders.map(() => 1), table.numbers('wt'), table.numbers('hp'), is(6), is(8)];
      const fit = fitOf(columns, table.numbers('mpg'));
      return {
        estimate: fit.coefficients,
        se: fit.stdErrors,
        sigma: fit.residualStdDeviation,
        r2: fit.rSquared,
        hc0: stdErrorsOf(heteroskedasticCovariance(fit, 'HC0')),
        hc1: stdErrorsOf(heteroskedasticCovariance(fit, 'HC1')),
        hc2: stdErrorsOf(heteroskedasticCovariance(fit, 'HC2')),
        hc3: stdErrorsOf(heteroskedasticCovariance(fit, 'HC3')),
      };
    },
    mtcars_weighted: (files) => {
      const table = files('mtcars.csv');
      const columns = [table.rows.map(() => 1), table.numbers('wt'), table.numbers('hp')];
      const fit = fitOf(columns, table.numbers('mpg'), table.numbers('qsec'));
      return { estimate: fit.coefficients, se: fit.stdErrors };
    },
    petersen: (files) => {
      const table = files('petersen.csv');
      const fit = fitOf([table.rows.map(() => 1), table.numbers('x')], table.numbers('y'));
      const firm = clusterCovariance(fit, table.texts('firm'));
      const year = clusterCovariance(fit, table.texts('year'));
      const white = heteroskedasticCovariance(fit, 'HC1');
      // Each firm has one row a year, so the clusters of "firm and year" are the rows.
      const both = firm.map((row, a) => row.map((value, b) => value + year[a]![b]! - white[a]![b]!));
      return {
        coef: fit.coefficients,
        ols: fit.stdErrors,
        hc1: stdErrorsOf(white),
        cluster_firm: stdErrorsOf(firm),
        cluster_year: stdErrorsOf(year),
        cluster_both: stdErrorsOf(both),
      };
    },
  },
  'proportions-two-by-two-rates': {
    one_proportion: (files) =>
      talliesOf(files('one.csv'), 'x', 'n').map(({ events, people }) => ({
        x: events,
        n: people,
        estimate: events / people,
        wilson: pairOf(wilsonInterval(events, people)),
        clopper_pearson: pairOf(clopperPearson(events, people)),
      })),
    two_proportions: (files) => {
      const first = talliesOf(files('two.csv'), 'a', 'm');
      const second = talliesOf(files('two.csv'), 'b', 'n');
      return first.map((tally, i) => {
        const difference = newcombeDifference(tally, second[i]!);
        return { rd: difference.estimate, rd_newcombe10: pairOf(difference) };
      });
    },
  },
  'spc-laney-prime': {
    p_prime: (files) => limitsOf(laneyChart(talliesOf(files('input.csv'), 'r', 'n')), 'with sigma z'),
    p: (files) => limitsOf(pChart(talliesOf(files('input.csv'), 'r', 'n'))),
  },
  'spc-p-u-c-charts': {
    orangejuice_p: (files) => {
      const chart = pChart(talliesOf(files('orangejuice.csv'), 'defective', 'size'), { baseline: 30 });
      const shares = chart.points.map((point) => point.share);
      const outside = chart.points.flatMap(({ share, lower, upper }, i) =>
        share < lower || share > upper ? [i + 1] : [],
      );
      const rules = anhoejRules(shares, chart.centre);
      return {
        center: chart.centre,
        lcl: chart.points[0]!.lower,
        ucl: chart.points[0]!.upper,
        rule1_beyond_3s: outside,
        useful_observations: rules.useful,
        longest_run: rules.longestRun,
        crossings: rules.crossings,
        anhoej_longest_max: rules.longestRunAllowed,
        anhoej_crossings_min: rules.crossingsExpected,
      };
    },
  },
  'spc-xmr-plot-the-dots': {
    attendances_all: (files) => xmrOf(files('input.csv').numbers('attendances')),
    attendances_screened: (files) => xmrOf(files('input.csv').numbers('attendances'), { screen: true }),
    attendances_baseline12: (files) => xmrOf(files('input.csv').numbers('attendances'), { baseline: 12 }),
    breach_rate_all: (files) => xmrOf(breachShares(files('input.csv'))),
    breach_rate_two_phases: (files) => ({
      phase1: xmrOf(breachShares(files('input.csv')).slice(0, 18)),
      phase2: xmrOf(breachShares(files('input.csv')).slice(18)),
    }),
  },
};

/** Oracles that no estimator of ours answers yet. Take a name off when its binding comes. */
const WITHOUT_BINDING = [
  'cea-icer-frontier',
  'cea-psa-ceac-evpi',
  'comorbidity-charlson-elixhauser-icd10',
  'competing-risks-mgus2',
  'cost-two-part-gamma',
  'cox-ties-strata-missing',
  'cox-time-varying-heart',
  'cusum-bayes-rki',
  'did-goodman-bacon-castle',
  'did-staggered-mpdta',
  'distributed-one-shot-odal-cox',
  'drift-and-fairness',
  'drug-exposure-pdc-polypharmacy',
  'e-values',
  'ears-c1-c2-c3',
  'empirical-calibration',
  'excess-mortality-serfling',
  'farrington-flexible',
  'federated-glm-exact',
  'gradient-boosting-deterministic',
  'group-sequential-boundaries',
  'hierarchical-shrinkage-eight-schools',
  'hte-subgroups-risk-based',
  'km-logrank-rmst',
  'lalonde-ps-matching',
  'large-scale-propensity-laplace',
  'lasso-logistic-path',
  'logistic-separation-firth',
  'mantel-haenszel-zero-cells',
  'meta-analysis-bcg',
  'minimisation-scores',
  'mixed-logistic-shrinkage',
  'nhefs-what-if',
  'nowcast-hus-o104',
  'poisson-nb-modified-poisson',
  'prediction-validation-asah',
  'prom-eq5d-index',
  'prom-grm-eap-tscore',
  'prom-phq9-scoring',
  'ps-weighting-rhc',
  'regression-discontinuity-senate',
  'reliability-icc-shrout-fleiss',
  'risk-adjusted-cusum-vlad',
  'risk-adjusted-oe-by-provider',
  'rt-epiestim-flu2009',
  'sample-size-power',
  'scan-statistic-kulldorff-pennsylvania',
  'self-controlled-case-series',
  'small-area-variation-sids',
  'small-cell-suppression-audit',
  'smr-confidence-intervals',
  'standardisation-direct-indirect',
  'stepped-wedge-analysis',
  'structural-time-series-nile',
  'synthetic-control-prop99',
  'tdabc-kaplan-anderson',
];

const folder = sharedFolder('oracles');

describe.skipIf(!folder)('our estimators give the known answers', () => {
  for (const [name, cases] of Object.entries(bindings)) {
    for (const [id, binding] of Object.entries(cases)) {
      test(`${name}: ${id}`, () => {
        const oracle = readOracle(folder!, name);
        const expected = oracle.cases.find((known) => known.id === id);
        if (!expected) throw new Error(`oracle ${name} has no case ${id}`);
        const ours = binding((file) => new Table(join(folder!, name, file)));
        expect(differences(ours, expected.expected, oracle.tolerance)).toEqual([]);
      });
    }
  }

  test('every oracle has a binding or is named as having none', () => {
    const bound = Object.keys(bindings);
    expect([...bound, ...WITHOUT_BINDING].sort()).toEqual(oracleNames(folder!));
  });
});

function fitOf(columns: number[][], y: number[], weights?: number[]): LeastSquaresFit {
  const fit = leastSquares(columns, y, weights);
  if (!fit) throw new Error('the columns depend on each other');
  return fit;
}

function talliesOf(table: Table, events: string, people: string): Tally[] {
  const counted = table.numbers(people);
  return table.numbers(events).map((value, i) => ({ events: value, people: counted[i]! }));
}

function overallOf(tallies: readonly Tally[]): number {
  return tallies.reduce((sum, t) => sum + t.events, 0) / tallies.reduce((sum, t) => sum + t.people, 0);
}

function shareOf({ events, people }: Tally): number {
  return events / people;
}

function isOutside(tally: Tally, { lower, upper }: Interval): boolean {
  return shareOf(tally) < lower || shareOf(tally) > upper;
}

function lowers(intervals: readonly Interval[]): number[] {
  return intervals.map(({ lower }) => lower);
}

function uppers(intervals: readonly Interval[]): number[] {
  return intervals.map(({ upper }) => upper);
}

function pairOf({ lower, upper }: Interval): number[] {
  return [lower, upper];
}

function practicesOf(table: Table): { arm: number[]; before: Tally[]; after: Tally[] } {
  const rows = talliesOf(table, 'met', 'n').map((tally, i) => ({
    tally,
    practice: table.numbers('practice')[i]!,
    arm: table.numbers('arm')[i]!,
    period: table.numbers('period')[i]!,
  }));
  const inPeriod = (wanted: number) =>
    rows.filter((row) => row.period === wanted).sort((a, b) => a.practice - b.practice);
  return {
    arm: inPeriod(1).map((row) => row.arm),
    before: inPeriod(0).map((row) => row.tally),
    after: inPeriod(1).map((row) => row.tally),
  };
}

function observedExpected(table: Table): { observed: number; expected: number }[] {
  const expected = table.numbers('expected');
  return table.numbers('observed').map((observed, i) => ({ observed, expected: expected[i]! }));
}

function squareRootScale(table: Table, extremes: 'winsorise' | 'keep'): unknown {
  const units = observedExpected(table);
  const z = units.map(({ observed, expected }) => 2 * (Math.sqrt(observed) - Math.sqrt(expected)));
  const stdErrors = units.map(({ expected }) => 1 / (2 * Math.sqrt(expected)));
  const { groups, phi, tau2 } = overdispersion(z, stdErrors, extremes);
  return { n: groups, phi, tau2 };
}

function slopeOf(groups: readonly Tally[], weights?: readonly number[]): unknown {
  const slope = slopeIndexOfInequality(groups, weights ? { weights } : {})!;
  return { intercept: slope.atFirst, sii: slope.estimate, se: slope.stdError, rii_ratio: slope.ratio };
}

function limitsOf(chart: PChart, sigmaZ?: string): unknown {
  return {
    center: chart.centre,
    lcl: chart.points.map((point) => point.lower),
    ucl: chart.points.map((point) => point.upper),
    ...(sigmaZ
      ? { sigma_z: chart.sigmaZ }
      : { outside: chart.points.filter(({ share, lower, upper }) => share < lower || share > upper).length }),
  };
}

function breachShares(table: Table): number[] {
  return talliesOf(table, 'breaches', 'attendances').map(shareOf);
}

function xmrOf(values: readonly number[], options: { baseline?: number; screen?: boolean } = {}): unknown {
  const chart = xmrChart(values, options);
  const causes = specialCauses(
    values.map((value) => (value - chart.centre) / chart.sigma),
    values,
  );
  const fromOne = (places: readonly number[]) => places.map((place) => place + 1);
  return {
    mean: chart.centre,
    amr: chart.averageMovingRange,
    sigma: chart.sigma,
    lpl: chart.lower,
    upl: chart.upper,
    mr_ucl: chart.movingRangeUpper,
    outside: fromOne(causes.outside),
    shift7: fromOne(causes.shift),
    trend7: fromOne(causes.trend),
    two_of_three: fromOne(causes.twoOfThree),
  };
}
