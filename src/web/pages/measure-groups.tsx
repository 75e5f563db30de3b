import { Text } from '@mantine/core';
import { useState } from 'react';
import { FigureView } from '../parts/figure-view.tsx';
import { Estimate, type Finding, Grounds, Reliance } from '../parts/finding-view.tsx';
import { Card } from '../parts/page.tsx';
import { Rows } from '../parts/rows.tsx';
import { StrataRows } from '../parts/strata-rows.tsx';
import { sayPoints, sayWord } from '../say.ts';
import { type Measure, shortTitle } from './measure.tsx';

/** Gaps between groups of people: all in one small table, one of them drawn. */
export function GroupsCard({ measure, gaps }: { measure: Measure; gaps: readonly Finding[] }) {
  const [chosen, setChosen] = useState(0);
  const shown = gaps[chosen] ?? gaps[0];
  if (!shown) return null;
  const stratifier = stratifierOf(shown);
  const name = (finding: Finding) => shortTitle(finding, measure).replace(/^Gap /, '');
  return (
    <Card title="Between groups of people" id="groups" aside={<Reliance finding={shown} />}>
      <Rows
        label="Gaps between groups"
        columns={[{ title: 'Compared' }, { title: 'Gap in points, 95 % interval', isNumber: true }]}
        rows={gaps.map((gap, i) => [
          <button
            key="choose"
            type="button"
            className="quiet-button"
            aria-pressed={i === chosen}
            onClick={() => setChosen(i)}
          >
            {name(gap)}
          </button>,
          gap.estimate === null || gap.interval === null ? (
            'cannot be told'
          ) : (
            <>
              <strong>{sayPoints(gap.estimate)}</strong>{' '}
              <span style={{ whiteSpace: 'nowrap' }}>
                ({sayPoints(gap.interval[0])} to {sayPoints(gap.interval[1])})
              </span>
            </>
          ),
        ])}
      />
      <Text size="sm" c="dimmed" mt="xs" maw="68ch">
        Where the interval holds 0, chance alone can explain the gap
        {gaps.length > 1 ? `; with ${gaps.length} comparisons, one of them can miss 0 by chance too` : ''}. Nothing is
        adjusted for.
      </Text>
      <div style={{ marginTop: 20 }}>
        <Text fw={600} mb="xs">
          {shortTitle(shown, measure)}
        </Text>
        {shown.estimate === null && <Estimate finding={shown} />}
        {shown.figure && <FigureView key={shown.id} figure={shown.figure} isTitled />}
        <Grounds finding={shown} />
        {stratifier && measure.strata.some((row) => row.stratifier === stratifier) && (
          <details>
            <summary>The groups in numbers</summary>
            <StrataRows measure={measure} stratifier={stratifier} named={sayWord(stratifier)} />
          </details>
        )}
      </div>
    </Card>
  );
}

/** `…-gap-age-band` → `age-band`: figures of gaps are named after what their groups differ in. */
function stratifierOf({ figure }: Finding): string | undefined {
  return /-gap-(.+)$/.exec(figure?.id ?? '')?.[1];
}
