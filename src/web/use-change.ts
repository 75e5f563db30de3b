import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { Api } from './api.gen.ts';
import { ask, type Gives, type Problem, type Takes } from './ask.ts';

/** Asks the server to change something; says so when it is done, and keeps the problem for the form when it is not. */
export function useChange<Route extends keyof Api>(route: Route, done: string, then: (answer: Gives<Route>) => void) {
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const change = async (params: Takes<Route>): Promise<boolean> => {
    setIsBusy(true);
    setProblem(undefined);
    try {
      const answer = await ask(route, params);
      if (done) notifications.show({ message: done });
      then(answer);
      return true;
    } catch (reason) {
      setProblem(reason as Problem); // ask() throws nothing else
      return false;
    } finally {
      setIsBusy(false);
    }
  };
  return { change, isBusy, problem };
}
