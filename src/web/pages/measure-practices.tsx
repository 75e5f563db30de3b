import { Text } from '@mantine/core';
import { type Finding, FindingView } from '../parts/finding-view.tsx';
import { Card } from '../parts/page.tsx';
import { StrataRows } from '../parts/strata-rows.tsx';
import { sayCount, sayShare } from '../say.ts';
import { usePerson } from '../session.tsx';
import type { Measure } from './measure.tsx';

/** How practices differ: by more than chance, or not; and each with its numbers. */
export function PracticesCard({ measure, variation }: { measure: Measure; variation: Finding | undefined }) {
  const person = usePerson();
  const practices = measure.strata.filter(({ stratifier }) => stratifier === 'practice').length;
  const practitioners = measure.strata.filter(({ stratifier }) => stratifier === 'practitioner').length;
  const isOwn = (stratum: string) => person.roles.includes('clinician') && person.practices.includes(stratum);
  const tables = (
    <>
      {practices > 0 && (
        <details style={{ marginTop: 12 }}>
          <summary>{sayCount(practices, 'practice')} in numbers</summary>
          <StrataRows
            measure={measure}
            stratifier="practice"
            named="Practice"
            below={({ stratum }) =>
              isOwn(stratum) && (
                <div>
                  <a href="#people">yours: see the people</a>
                </div>
              )
            }
          />
        </details>
      )}
      {practitioners > 0 && (
        <details>
          <summary>{sayCount(practitioners, 'practitioner')} in numbers</summary>
          <StrataRows measure={measure} stratifier="practitioner" named="Practitioner" />
        </details>
      )}
    </>
  );
  if (!variation)
    return (
      <Card title="Between practices" id="practices">
        {tables}
      </Card>
    );
  return (
    <FindingView
      finding={variation}
      title="Between practices"
      id="practices"
      says={<Text maw="68ch">{variationSays(variation)}</Text>}
    >
      {tables}
    </FindingView>
  );
}

/**
 * The practices that differ, by name: those of whose kind at most one in twenty differs by chance (q below 0.05). Those
 * beyond their own 95 % limits only are counted, not named: one in twenty lies there without differing.
 */
function variationSays({ table, verdict }: Finding): string {
  if (!table) return verdict.reason;
  const at = (column: string) => table.columns.indexOf(column);
  const judged = table.rows.filter((row) => row[at('place')] !== 'few');
  const differ = judged.filter((row) => Number(row[at('q')]) < 0.05);
  const beyond = judged.filter((row) => String(row[at('place')]).startsWith('beyond') && !differ.includes(row)).length;
  const more = beyond === 0 ? '' : ` ${beyond} more lie beyond the 95 % limits, as chance alone can bring.`;
  if (differ.length === 0) return `None of ${judged.length} practices differs by more than chance.${more}`;
  const named = differ.map((row) => `${row[at('group')]} (${sayShare(Number(row[at('share')]), 0)})`).join(', ');
  return `${differ.length} of ${judged.length} practices ${differ.length === 1 ? 'differs' : 'differ'} by more than chance: ${named}.${more}`;
}
