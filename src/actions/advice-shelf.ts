/** Advice as it stands on this node: the library's text, with what people of the node changed since. */

import { defineFault } from '../core/fault.ts';
import { adviceFromJson, type CardAdvice, type TeamAdvice } from '../cycle/knowledge-to-practice/advice-content.ts';
import type { Rollout } from '../cycle/knowledge-to-practice/rollout.ts';
import { allRollouts } from '../cycle/knowledge-to-practice/rollout-rows.ts';
import type { Ledger } from '../engine/store/ledger.ts';
import { readLibrary } from '../engine/store/library.ts';

export type AnyAdvice = CardAdvice | TeamAdvice;

export const adviceUnknown = defineFault(
  'actions/advice-unknown',
  'not-found',
  (d: { advice: string; known: readonly string[] }) => `there is no advice ${d.advice}; there is ${d.known.join(', ')}`,
  'Use one of the ids listed.',
);

/** What a person may change in the text of an advice. */
export interface EditedText {
  readonly summary: string;
  readonly detail: string;
  readonly suggestedAction: string;
}

/** Every advice in its newest wording, by id. */
export async function adviceOnShelf(ledger: Ledger): Promise<AnyAdvice[]> {
  const shipped = readLibrary('advice').map(({ json }) => adviceFromJson(json));
  return Promise.all(shipped.map((advice) => withEdits(advice, ledger)));
}

/** One advice in its newest wording; throws `actions/advice-unknown`. */
export async function adviceNamed(id: string, ledger: Ledger): Promise<AnyAdvice> {
  const all = await adviceOnShelf(ledger);
  const found = all.find((advice) => advice.id === id);
  if (!found) throw adviceUnknown({ advice: id, known: all.map((advice) => advice.id) });
  return found;
}

async function withEdits<Kind extends AnyAdvice>(advice: Kind, ledger: Ledger): Promise<Kind> {
  const [edit] = await ledger.entries({ kind: 'advice/edited', subject: `advice:${advice.id}`, limit: 1 });
  if (!edit || edit.body['base'] !== advice.version) return advice; // a newer library replaces edits of the older one
  const text = (name: keyof EditedText) => String(edit.body[name] ?? advice[name]);
  return {
    ...advice,
    version: String(edit.body['version']),
    summary: text('summary'),
    detail: text('detail'),
    suggestedAction: text('suggestedAction'),
  };
}

/** Puts a changed wording on record. Once the present wording is past draft, the change is a new version. */
export async function saveEdit(id: string, edited: EditedText, ledger: Ledger, actor: string): Promise<AnyAdvice> {
  const before = await adviceNamed(id, ledger);
  const rollout = await rolloutNow(before, ledger);
  const version = rollout === undefined || rollout.state === 'draft' ? before.version : nextVersion(before.version);
  const base = readLibrary('advice')
    .map(({ json }) => adviceFromJson(json))
    .find((advice) => advice.id === id)?.version;
  adviceFromJson({ ...before, ...edited, version }); // refuses what could not be read back
  await ledger.append({ kind: 'advice/edited', subject: `advice:${id}`, actor, body: { base, version, ...edited } });
  return adviceNamed(id, ledger);
}

/** The roll-out of the present wording; undefined before it was drafted. */
export async function rolloutNow(advice: AnyAdvice, ledger: Ledger): Promise<Rollout | undefined> {
  const all = await allRollouts(ledger);
  return all.find((rollout) => rollout.advice === advice.id && rollout.version === advice.version);
}

/** `1.2.3` → `1.2.4`; anything else gets `.1` behind it. */
export function nextVersion(version: string): string {
  const last = /^(.*\.)?(\d+)$/.exec(version);
  return last ? `${last[1] ?? ''}${Number(last[2]) + 1}` : `${version}.1`;
}
