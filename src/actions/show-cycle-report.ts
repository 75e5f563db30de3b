import type { CycleReport } from './cycle-run.ts';
import { showFinding } from './show-finding.ts';
import { showImpact } from './show-impact.ts';

/** The report of a turn, as a clinician in a hurry reads it: the question, what was found, what is asked, what it changed. */
export function showCycleReport(report: CycleReport): string {
  const { findings, impacts, advice, careGaps, feedback } = report;
  const line = '─'.repeat(72);
  return [
    line,
    `${report.title}${report.isSimulated ? '   [SIMULATED RECORDS]' : ''}`,
    line,
    report.question,
    '',
    `Records: ${report.people.toLocaleString('en')} people up to ${report.asOf} (snapshot ${report.snapshot}).`,
    ...report.failedChecks.map((says) => `  check failed: ${says}`),
    '',
    'WHAT WE FOUND',
    ...findings.map(showFinding),
    ...outliers(report),
    '',
    'WHAT IS ASKED',
    `• ${careGaps.people.toLocaleString('en')} people in ${careGaps.practices} practices need attention now, by the same rule that fires the card.`,
    ...advice.map((each) => `• ${each.title}: ${each.state}${each.waitsFor ? ` — waits for ${each.waitsFor}` : ''}`),
    `• Team feedback: ${feedback.waitsFor ? `not sent; waits for ${feedback.waitsFor}` : `${feedback.shown} of ${feedback.practices} practices have their message`}`,
    '',
    'WHAT IT CHANGED',
    ...(impacts.length === 0
      ? ['• Nothing has been delivered yet, so there is no effect to measure.']
      : impacts.map(showImpact)),
    '',
    report.isClosed
      ? 'This cycle is closed: every advice that reached people has a verdict.'
      : `This cycle stands at: ${report.standsAt}.`,
    line,
  ].join('\n');
}

/** The practices beyond the limits of chance, by name. */
function outliers({ findings }: CycleReport): string[] {
  const variation = findings.filter(({ answers, table }) => answers === 'variation' && table);
  return variation.flatMap(({ title, table }) => {
    const { columns, rows } = table!;
    const [name, place, share] = ['group', 'place', 'share'].map((column) => columns.indexOf(column)) as [
      number,
      number,
      number,
    ];
    const beyond = rows.filter((row) => String(row[place]).startsWith('beyond'));
    if (beyond.length === 0) return [`  ${title}: no practice lies beyond the limits of chance.`];
    const said = beyond.map(
      (row) =>
        `${String(row[name])} (${(100 * Number(row[share])).toFixed(0)} %, beyond ${row[place] === 'beyond-998' ? '99.8' : '95'} % limits)`,
    );
    return [`  ${title}: ${said.join('; ')}`];
  });
}
