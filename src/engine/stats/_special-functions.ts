/**
 * The special functions that every distribution here stands on: incomplete gamma and beta with their inverses, both
 * tails, and the complementary error function. Relative error 1e-13 or better where tried, far tails included. The
 * package's own distribution wrappers are not used: they lose upper tails (1 − cdf).
 *
 * This folder is the only one that imports `@stdlib`.
 */
import betainc from '@stdlib/math-base-special-betainc';
import betaincinv from '@stdlib/math-base-special-betaincinv';
import erfc from '@stdlib/math-base-special-erfc';
import erfcinv from '@stdlib/math-base-special-erfcinv';
import gammainc from '@stdlib/math-base-special-gammainc';
import gammaincinv from '@stdlib/math-base-special-gammaincinv';
import gammaln from '@stdlib/math-base-special-gammaln';

export { betainc, betaincinv, erfc, erfcinv, gammainc, gammaincinv, gammaln };
