import type { CycleReport } from './cycle-run.ts';
import type { FindingJson } from './shapes.ts';
import { bare, percent } from './show-finding.ts';
import { showImpact } from './show-impact.ts';

const LINE = '─'.repeat(76);

/** The report of a turn, as a clinician in a hurry reads it: the question, what was found, what is asked, what it changed. */
export function showCycleReport(report: CycleReport): string {
  const { findings, impacts, advice, careGaps, feedback } = report;
  return [
    LINE,
    `${report.title}${report.isSimulated ? '   [SIMULATED RECORDS]' : ''}`,
    LINE,
    ...folded(report.question, ''),
    '',
    `Records: ${report.people.toLocaleString('en')} people, up to ${report.asOf} (snapshot ${report.snapshot}).`,
    ...report.failedChecks.map((says) => `  ! a check of the data failed: ${says}`),
    '',
    'WHAT WE FOUND',
    ...measuresIn(findings).flatMap(showMeasure),
    '',
    'WHAT IS ASKED',
    `• ${careGaps.people.toLocaleString('en')} people in ${careGaps.practices} practices need attention now, by the same rule that fires the card.`,
    ...advice.map((each) => `• ${each.title}: ${each.state}${each.waitsFor ? `, waits for ${each.waitsFor}` : ''}.`),
    `• Team feedback: ${feedback.waitsFor ? `not sent; waits for ${feedback.waitsFor}` : `${feedback.shown} of ${feedback.practices} practices have their message`}.`,
    '',
    'WHAT IT CHANGED',
    ...(impacts.length === 0
      ? ['• Nothing has been delivered yet, so there is no effect to measure.']
      : impacts.map(showImpact)),
    '',
    report.isClosed
      ? 'This cycle is closed: every advice that reached people has a verdict.'
      : `This cycle stands at: ${report.standsAt}.`,
    LINE,
  ].join('\n');
}

/** Findings by the measure they are about, in their order. */
function measuresIn(findings: readonly FindingJson[]): FindingJson[][] {
  const ids = [...new Set(findings.map(({ definition }) => definition.id))];
  return ids.map((id) => findings.filter(({ definition }) => definition.id === id));
}

function showMeasure(findings: readonly FindingJson[]): string[] {
  const of = (answers: string) => findings.filter((finding) => finding.answers === answers);
  const [level] = of('level');
  const title = level?.title ?? findings[0]?.title ?? '';
  const short = (finding: FindingJson) => finding.title.replace(`${title}: `, '');
  // What has no estimate has said why already.
  const unsure = findings.filter(({ estimate, verdict }) => estimate !== null && !verdict.isReliable);
  return [
    `• ${title}`,
    ...(level ? [`    now        ${said(level)}`] : []),
    ...of('trend').map(
      (trend) =>
        `    by month   ${trend.diagnostics.find(({ name }) => name === 'special causes')?.says ?? trend.verdict.reason}`,
    ),
    ...of('variation').map((variation) => `    practices  ${outliers(variation)}`),
    ...of('equity').map(
      (gap) => `    ${gap.estimate === null ? `${short(gap)}: ${said(gap)}` : `${said(gap)}  ${short(gap)}`}`,
    ),
    ...(unsure.length === 0
      ? []
      : [
          `    not to be relied on: ${unsure.map((finding) => `${finding.answers === 'level' ? 'the value now' : short(finding)} (${finding.verdict.reason})`).join('; ')}`,
        ]),
  ];
}

function said({ estimate, interval, unit, people, verdict }: FindingJson): string {
  if (estimate === null || interval === null) return `no estimate: ${verdict.reason}`;
  const counted = unit.includes('visits') ? 'visits' : 'people';
  const [lower, upper] = interval.map((limit) => bare(limit, unit)) as [string, string];
  const value = percent(estimate, unit);
  return /points$/.test(value)
    ? `${value.padStart(13)}  (${lower} to ${upper})`
    : `${value}  (95 % interval ${lower} to ${upper}; ${people.toLocaleString('en')} ${counted})`;
}

/**
 * The practices that differ, by name: those whose q value says that at most one in twenty of the named differs by chance.
 * Practices beyond their own 95 % limits only are counted, not named: one in twenty lies there without differing.
 */
function outliers({ table, estimate, verdict }: FindingJson): string {
  if (!table || estimate === null) return `not judged: ${verdict.reason}`;
  const at = (column: string) => table.columns.indexOf(column);
  const judged = table.rows.filter((row) => row[at('place')] !== 'few');
  const differ = judged.filter((row) => Number(row[at('q')]) < 0.05);
  const beyond = judged.filter((row) => String(row[at('place')]).startsWith('beyond') && !differ.includes(row)).length;
  const more = beyond === 0 ? '' : `; ${beyond} more beyond the 95 % limits, as chance alone can do`;
  if (differ.length === 0) return `none of ${judged.length} differs by more than chance${more}`;
  const named = differ.map((row) => `${String(row[at('group')])} ${(100 * Number(row[at('share')])).toFixed(0)} %`);
  const verb = differ.length === 1 ? 'differs' : 'differ';
  return `${differ.length} of ${judged.length} ${verb} by more than chance: ${named.join(', ')}${more}`;
}

/** Text in lines of at most 76 letters. */
function folded(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    if (line.length + word.length + 1 > LINE.length && line.trim() !== '') {
      lines.push(line);
      line = indent;
    }
    line += (line === indent ? '' : ' ') + word;
  }
  return [...lines, line];
}
