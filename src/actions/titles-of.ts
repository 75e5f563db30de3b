import type { Ledger } from '../engine/store/ledger.ts';
import { adviceOnShelf } from './advice-shelf.ts';
import { cyclesOnShelf } from './cycle-shelf.ts';
import { measuresOnShelf } from './shelf.ts';

/** Says what a subject of the ledger is called, with quotes where it is a title; undefined where its id must do. */
export type TitleOf = (subject: string) => string | undefined;

/** Names the cycles, measures and advice of this node, feedback on a measure, and the action that shows people. */
export async function titlesOf(ledger: Ledger): Promise<TitleOf> {
  const titles = new Map<string, string>();
  for (const { id, title } of await adviceOnShelf(ledger)) titles.set(`advice:${id}`, `“${title}”`);
  for (const { id, title } of measuresOnShelf()) titles.set(`measure:${id}`, `“${title}”`);
  for (const { id, title } of cyclesOnShelf()) titles.set(`cycle:${id}`, `“${title}”`);
  titles.set('action:measure-people', 'the list of people who need attention');
  return (subject) => {
    const feedback = /^feedback:([^/]+)\/(.+)$/.exec(subject);
    return feedback ? `${titles.get(`measure:${feedback[2]}`) ?? feedback[2]} in ${feedback[1]}` : titles.get(subject);
  };
}
