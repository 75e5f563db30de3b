import { ALL_METHODS } from '../cycle/data-to-knowledge/methods/all-methods.ts';
import { CHANNELS } from '../cycle/knowledge-to-practice/channels/all-channels.ts';
import { CHECKS } from '../cycle/practice-to-data/checks/all.ts';
import { SOURCES } from '../cycle/practice-to-data/sources/all.ts';
import { definitionInEnglish } from '../engine/query/english.ts';
import { readLibrary } from '../engine/store/library.ts';
import { allActions } from './all-actions.ts';
import { cyclesOnShelf } from './cycle-shelf.ts';
import {
  actionsPage,
  type DeclaredFault,
  type DescribedThing,
  faultsPage,
  type Page,
  thingsPage,
} from './reference-pages.ts';
import { codeSetsOnShelf, measuresOnShelf, ruleOnShelf } from './shelf.ts';

/** Every page of docs/reference/, from what the code and the library declare. */
export function allPages(faults: readonly DeclaredFault[]): Page[] {
  return [
    actionsPage(allActions),
    faultsPage(faults),
    thingsPage(
      'definitions.md',
      'Definitions',
      'The measures, rules, code lists and cycles that ship, in plain words made from their meaning. All are `unreviewed`: only the people of a node can review them.',
      definitions(),
    ),
    thingsPage(
      'sources.md',
      'Sources',
      'Where records come from. A source only receives; reading, admission and mapping are the same for all.',
      SOURCES.map(({ id, title, params }) => ({
        id,
        title,
        body: [`Parameters: ${Object.keys(params.properties).join(', ')}.`],
      })),
    ),
    thingsPage(
      'checks.md',
      'Checks',
      'What every snapshot is asked before anyone reads it. A fatal check that fails keeps the snapshot from becoming current; the others say which findings they threaten.',
      checks(),
    ),
    thingsPage(
      'methods.md',
      'Methods',
      'How counts become findings. Each says what it assumes and when it refuses; none gives a number without an interval.',
      methods(),
    ),
    thingsPage(
      'channels.md',
      'Channels',
      'How advice reaches people. Each delivery leaves a receipt.',
      Object.values(CHANNELS).map(({ id, title }) => ({ id, title, body: [] })),
    ),
  ];
}

function definitions(): DescribedThing[] {
  const codeSets = codeSetsOnShelf();
  const rules = readLibrary('rules').map(({ id }) => ruleOnShelf(id));
  return [
    ...cyclesOnShelf().map((cycle) => ({
      id: cycle.id,
      title: `Cycle: ${cycle.title}`,
      body: [
        cycle.question,
        cycle.why_it_matters,
        `Measures: ${cycle.measures.join(', ')}. Rule: ${cycle.rule}. Advice: ${cycle.advice.join(', ')}. Owner: ${cycle.owner}; review by ${cycle.review_by}.`,
      ],
    })),
    ...[...measuresOnShelf(), ...rules].map((definition) => ({
      id: definition.id,
      title: `${definition.kind === 'measure' ? 'Measure' : 'Rule'}: ${definition.title}`,
      body: [
        definition.about?.why_it_matters ?? '',
        definitionInEnglish(definition, codeSets).join(' '),
        ...(definition.about?.notes ?? []).map((note) => `- ${note}`),
        `Version ${definition.version}. ${definition.about?.source ?? ''} Owner: ${definition.about?.owner ?? 'nobody'}; next review ${definition.about?.next_review ?? 'not planned'}; ${definition.about?.status ?? 'unreviewed'}.`,
      ],
    })),
    ...[...codeSets.values()].map((set) => ({
      id: set.id,
      title: `Code list: ${set.title}`,
      body: [`${set.codes.length} codes, version ${set.version}.`],
    })),
  ];
}

function checks(): DescribedThing[] {
  return CHECKS.map(({ id, title, kind, severity, threshold, threatens }) => ({
    id,
    title,
    body: [
      `${kind}, ${severity}; fails above ${100 * threshold} % violated. Threatens: ${threatens.join(', ') || 'nothing that is defined'}.`,
    ],
  }));
}

function methods(): DescribedThing[] {
  return ALL_METHODS.map(({ id, title, reads, assumes, source, params }) => ({
    id,
    title,
    body: [
      `Reads ${reads.join(', ')}.`,
      `Assumes:\n\n${assumes.map((each) => `- ${each}`).join('\n')}`,
      `Parameters: ${Object.entries(params.properties)
        .map(
          ([name, schema]) =>
            `\`${name}\` (${(schema as { title?: string }).title ?? ''}${(schema as { default?: unknown }).default === undefined ? '' : `; ${JSON.stringify((schema as { default?: unknown }).default)}`})`,
        )
        .join(', ')}.`,
      `Source: ${source}`,
    ],
  }));
}
