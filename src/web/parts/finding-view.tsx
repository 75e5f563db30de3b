import { Text } from '@mantine/core';
import type { Gives } from '../ask.ts';
import { sayCount, sayCounted, sayDay, sayDigest, sayEstimate, sayInterval } from '../say.ts';
import { FigureView } from './figure-view.tsx';
import { Card, Facts, KeyNumber, Tag } from './page.tsx';

export type Finding = Gives<'measure'>['findings'][number];

/** A finding: the estimate with its interval and people, the picture, and everything one needs to doubt it. */
export function FindingView({ finding }: { finding: Finding }) {
  const { estimate, interval, unit } = finding;
  const isBlocked = estimate === null;
  return (
    <Card
      title={finding.title}
      aside={
        <Tag mood={isBlocked ? 'bad' : finding.verdict.isReliable ? 'good' : 'wait'}>
          {isBlocked ? 'cannot be estimated' : finding.verdict.isReliable ? 'may be relied on' : 'not to be relied on'}
        </Tag>
      }
    >
      {isBlocked ? (
        <Text>No number is shown: {finding.verdict.reason}.</Text>
      ) : (
        <KeyNumber
          value={sayEstimate(estimate, unit)}
          label={unit}
          note={`${interval ? `${sayInterval(interval, unit)}, ${Math.round(finding.level * 100)} % interval, of ` : ''}${sayCounted(finding.people, unit)}`}
        />
      )}
      {!isBlocked && !finding.verdict.isReliable && <Text mt="xs">{finding.verdict.reason}</Text>}
      {finding.figure && (
        <div style={{ marginTop: 16 }}>
          <FigureView figure={finding.figure} />
        </div>
      )}
      <Grounds finding={finding} />
    </Card>
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
