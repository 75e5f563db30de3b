/** The pages of docs/reference/, made from what the code declares: they cannot say anything else than the program does. */
import { type AnyAction, takesParams } from './_page-parts.ts';

export interface Page {
  /** path below docs/reference/ */
  readonly file: string;
  readonly text: string;
}

const MADE = '<!-- made by `npm run docs`; edit the declaration, not this page -->\n';

/** One section for each action with its command, route, roles, parameters and example. */
export function actionsPage(actions: readonly AnyAction[]): Page {
  const sections = actions.map((action) => {
    const params = takesParams(action);
    return [
      `## ${action.title}`,
      '',
      action.summary,
      '',
      `- id \`${action.id}\` · route \`${action.changes ? 'POST' : 'GET'} /api/${action.id}\`${action.command ? ` · command \`rondo ${action.command}\`` : ' · not at the command line'}`,
      `- may be done by: ${action.roles.join(', ')}`,
      ...(action.aboutPeople ? ['- speaks of single people: every run is audited'] : []),
      '',
      ...(params.length === 0
        ? ['No parameters.']
        : [
            '| parameter | what | default |',
            '| --- | --- | --- |',
            ...params.map((row) => `| \`${row.name}\` | ${row.what} | ${row.preset} |`),
          ]),
      '',
      '```sh',
      action.example,
      '```',
      '',
    ].join('\n');
  });
  return {
    file: 'actions.md',
    text: `${MADE}# Actions\n\nEverything a person can do, through any door. Every command also takes \`--json\`, \`--workspace DIR\`, \`--debug\` and \`--help\`.\n\n${sections.join('\n')}`,
  };
}

export interface DeclaredFault {
  readonly code: string;
  readonly kind: string;
  readonly mend: string;
}

/** One row for each fault the program can tell. */
export function faultsPage(faults: readonly DeclaredFault[]): Page {
  const rows = [...faults]
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map((fault) => `| \`${fault.code}\` | ${fault.kind} | ${fault.mend.replaceAll('|', '\\|')} |`);
  return {
    file: 'faults.md',
    text: `${MADE}# Faults\n\nWhat can go wrong on your side of the program, and how to mend it. The kind decides the exit code (see the end of this page) and the HTTP status.\n\n| code | kind | to mend it |\n| --- | --- | --- |\n${rows.join('\n')}\n\n## Exit codes\n\n| exit code | meaning | HTTP status |\n| --- | --- | --- |\n| 0 | done | 200 |\n| 1 | a bug in Rondo: please report it, with \`--debug\` | 500 |\n| 2 | bad-input | 400 |\n| 3 | not-found | 404 |\n| 4 | not-allowed | 403 (401 before sign-in) |\n| 5 | conflict | 409 |\n| 6 | unavailable | 503 |\n| 130 | stopped by Ctrl-C | |\n`,
  };
}

export interface DescribedThing {
  readonly id: string;
  readonly title: string;
  /** paragraphs of Markdown */
  readonly body: readonly string[];
}

/** A page with one section for each thing of a kind: definitions, checks, methods, channels. */
export function thingsPage(file: string, title: string, lead: string, things: readonly DescribedThing[]): Page {
  const sections = things.map((thing) => `## ${thing.title}\n\n\`${thing.id}\`\n\n${thing.body.join('\n\n')}\n`);
  return { file, text: `${MADE}# ${title}\n\n${lead}\n\n${sections.join('\n')}` };
}
