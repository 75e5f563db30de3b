import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Gives } from '../ask.ts';
import { sayCount, sayCounted, sayDay, sayDigest, sayEstimate, sayFirst, sayInterval } from '../say.ts';
import { FigureView } from './figure-view.tsx';
import { Card, Facts, KeyNumber, Tag } from './page.tsx';

export type Finding = Gives<'measure'>['findings'][number];

/** A finding: the estimate with its interval and people, the picture, and everything one needs to doubt it. */
export function FindingView(props: {
  finding: Finding;
  /** a shorter title, where the page says what the finding is about */
  title?: string;
  /** said instead of the number, where a sentence tells more */
  says?: ReactNode;
  id?: string;
  children?: ReactNode;
}) {
  const { finding, title = finding.title, says, id, children } = props;
  return (
    <Card title={title} aside={<Reliance finding={finding} />} {...(id ? { id } : {})}>
      <Estimate finding={finding} says={says} />
      {finding.figure && (
        <div style={{ marginTop: 16 }}>
          <FigureView figure={finding.figure} isTitled />
        </div>
      )}
      <Grounds finding={finding} />
      {children}
    </Card>
  );
}

/** May it be relied on? */
export function Reliance({ finding: { estimate, verdict } }: { finding: Finding }) {
  if (estimate === null) return <Tag mood="bad">cannot be estimated</Tag>;
  return (
    <Tag mood={verdict.isReliable ? 'good' : 'wait'}>
      {verdict.isReliable ? 'may be relied on' : 'not to be relied on'}
    </Tag>
  );
}

/** The estimate with its interval and people, or why there is none. */
export function Estimate({ finding, says }: { finding: Finding; says?: ReactNode }) {
  const { estimate, interval, unit, level, people, verdict } = finding;
  if (estimate === null) return <Text>No number is shown: {verdict.reason}.</Text>;
  return (
    <>
      {says ?? (
        <KeyNumber
          value={sayEstimate(estimate, unit)}
          label={
            unit.startsWith('share of ') ? `of ${sayCounted(people, unit)}` : `${unit}, ${sayCounted(people, unit)}`
          }
          note={interval ? `${Math.round(level * 100)} % interval: ${sayInterval(interval, unit)}` : undefined}
        />
      )}
      {!verdict.isReliable && <Text mt="xs">{sayFirst(verdict.reason)}.</Text>}
    </>
  );
}

/** What a finding or an impact rests on. */
export function Grounds({
  finding,
}: {
  finding: Pick<Finding, 'assumptions' | 'diagnostics' | 'dataset'> &
    Partial<Pick<Finding, 'method' | 'definition' | 'codeSets'>>;
}) {
  const failed = finding.diagnostics.filter((each) => !each.ok).length;
  const { dataset, definition, codeSets, method } = finding;
  return (
    <details style={{ marginTop: 12 }}>
      <summary>What this rests on{failed > 0 ? ` · ${sayCount(failed, 'warning')}` : ''}</summary>
      <div style={{ marginTop: 10 }}>
        <Facts
          facts={[
            [
              'Assumes',
              finding.assumptions.length === 0 ? (
                'nothing beyond the counts'
              ) : (
                <ul key="assumes" style={{ margin: 0, paddingLeft: 18 }}>
                  {finding.assumptions.map((each) => (
                    <li key={each}>{each}</li>
                  ))}
                </ul>
              ),
            ],
            [
              'Checked',
              <ul key="checked" style={{ margin: 0, paddingLeft: 0, listStyle: 'none' }}>
                {finding.diagnostics.map((each) => (
                  <li key={each.name} style={{ marginBottom: 4 }}>
                    <Tag mood={each.ok ? 'good' : 'wait'}>{each.ok ? 'ok' : 'look'}</Tag> {each.name}: {each.says}
                  </li>
                ))}
              </ul>,
            ],
            ...(method ? ([['Method', method]] as const) : []),
            ...(definition
              ? ([
                  ['Definition', `${definition.id} ${definition.version}, digest ${sayDigest(definition.digest)}`],
                ] as const)
              : []),
            ...(codeSets && codeSets.length > 0
              ? ([
                  [
                    'Code sets',
                    codeSets
                      .map((set) => `${set.id} ${set.version} (${sayCount(set.resolvedConcepts, 'concept')})`)
                      .join(', '),
                  ],
                ] as const)
              : []),
            [
              'Records',
              `snapshot ${dataset.snapshot}, as of ${sayDay(dataset.asOf)}, ${sayCount(dataset.people, 'person', 'people')}`,
            ],
            ...(dataset.failedChecks.length > 0
              ? ([['Failed checks', dataset.failedChecks.map((check) => check.says).join('; ')]] as const)
              : []),
          ]}
        />
      </div>
    </details>
  );
}
