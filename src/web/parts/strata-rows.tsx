import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Gives } from '../ask.ts';
import { sayNumber, sayPeriod, sayShare } from '../say.ts';
import { Rows } from './rows.tsx';

type Measure = Gives<'measure'>;
type Stratum = Measure['strata'][number];

/** The groups of one kind as a table: share, interval and the counts behind them. */
export function StrataRows(props: {
  measure: Measure;
  stratifier: string;
  /** the title of the first column */
  named: string;
  /** what stands under the name of a group */
  below?: (stratum: Stratum) => ReactNode;
}) {
  const { measure, stratifier, named, below } = props;
  const { card, period } = measure;
  const number = (value: number | null) => (value === null ? '–' : sayNumber(value));
  const hasExcluded = measure.strata.some((row) => (row.excluded ?? 0) > 0);
  return (
    <Rows
      label={`By ${named.toLowerCase()}, ${sayPeriod(period.from, period.until)}`}
      showLabel
      columns={[
        { title: named },
        { title: 'Share', isNumber: true },
        { title: '95 % interval', isNumber: true },
        { title: card.goodDirection === 'lower' ? 'With the event' : 'Reached', isNumber: true },
        { title: card.counted === 'visits' ? 'Of visits' : 'Of people', isNumber: true },
        ...(hasExcluded ? [{ title: 'Left out', isNumber: true }] : []),
      ]}
      rows={measure.strata
        .filter((row) => row.stratifier === stratifier)
        .map((row) => [
          <div key="label">
            {row.label}
            {below?.(row)}
          </div>,
          row.share === null ? <Quiet key="few">fewer than 10</Quiet> : sayShare(row.share),
          row.lower === null || row.upper === null ? '–' : `${sayShare(row.lower)} to ${sayShare(row.upper)}`,
          number(row.numerator),
          number(row.denominator),
          ...(hasExcluded ? [number(row.excluded)] : []),
        ])}
    />
  );
}

function Quiet({ children }: { children: ReactNode }) {
  return (
    <Text span size="sm" c="dimmed">
      {children}
    </Text>
  );
}
