import type { Day } from '../core/day.ts';
import type { Fact } from '../engine/query/answer.ts';
import type { Rule } from '../engine/query/ast.ts';
import { type CodeSets, codeSetCalled } from '../engine/query/code-set.ts';
import { eventsOf, leavesWithin } from '../engine/query/walk.ts';

/** The values that decided for one person, in words, and the newest day among them. */
export interface DecidingValues {
  /** `Systolic blood pressure 157 mmHg, Diastolic blood pressure 95 mmHg`; empty where no number decided */
  readonly says: string;
  readonly on: Day | undefined;
}

/** Says which of a rule's comparisons of numbers held for a person; those that did not hold decided nothing. */
export function decidingValues(rule: Rule, codeSets: CodeSets): (facts: readonly Fact[]) => DecidingValues {
  const compared = new Map<string, { title: string; unit: string }>();
  for (const { path, condition } of leavesWithin(rule.where, 'where')) {
    if (condition.node !== 'value') continue;
    const { codes } = eventsOf(condition.frame);
    const title = codes === undefined ? 'value' : codeSetCalled(codes, codeSets).title;
    compared.set(path, { title, unit: (condition.compare.unit ?? '').replace(/[[\]]/g, '') });
  }
  return (facts) => {
    const held = facts.filter(({ path, truth, value }) => compared.has(path) && truth === true && value !== undefined);
    const [newest] = held.flatMap(({ on }) => (on === undefined ? [] : [on])).sort((a, b) => b - a);
    const says = held.map(({ path, value = 0 }) => {
      const { title, unit } = compared.get(path)!;
      return `${title} ${Math.round(value * 10) / 10} ${unit}`.trim();
    });
    return { says: says.join(', '), on: newest };
  };
}
