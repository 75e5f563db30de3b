import { useCallback, useEffect, useState } from 'react';
import type { Api } from './api.gen.ts';
import { ask, type Gives, type Problem, type Takes } from './ask.ts';

export interface Asked<Answer> {
  readonly answer: Answer | undefined;
  readonly problem: Problem | undefined;
  readonly again: () => void;
  /** puts a newer answer in place, as a change gives it back */
  readonly put: (answer: Answer) => void;
}

/** Asks when the page opens and whenever the parameters change; an answer that comes too late is dropped. */
export function useAsk<Route extends keyof Api>(route: Route, params: Takes<Route>): Asked<Gives<Route>> {
  const [state, setState] = useState<{ key: string; answer?: Gives<Route>; problem?: Problem }>({ key: '' });
  const [turn, setTurn] = useState(0);
  const key = `${route} ${JSON.stringify(params)}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the route and the parameters, the turn for "again".
  useEffect(() => {
    const stop = new AbortController();
    ask(route, params, stop.signal).then(
      (answer) => setState({ key, answer }),
      (problem: Problem) => {
        if (!stop.signal.aborted) setState({ key, problem });
      },
    );
    return () => stop.abort();
  }, [key, turn]);

  const isCurrent = state.key === key;
  return {
    answer: isCurrent ? state.answer : undefined,
    problem: isCurrent ? state.problem : undefined,
    again: useCallback(() => setTurn((n) => n + 1), []),
    put: (answer) => setState({ key, answer }),
  };
}
