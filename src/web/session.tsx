import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { type Api, ROUTES } from './api.gen.ts';
import { ask, type Gives, Problem } from './ask.ts';

export type Me = Gives<'me'>;
export type Person = NonNullable<Me['signedIn']>;

interface Session {
  readonly me: Me | undefined;
  readonly problem: Problem | undefined;
  readonly put: (me: Me) => void;
  readonly signOut: () => Promise<void>;
}

const SessionContext = createContext<Session | undefined>(undefined);

/** Knows who is signed in; the session itself is a cookie that no script can read. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [me, setMe] = useState<Me>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    ask('me', {}).then(setMe, setProblem);
  }, []);
  const signOut = async () => setMe(await ask('sign-out', {}));
  return <SessionContext value={{ me, problem, put: setMe, signOut }}>{children}</SessionContext>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession() outside of SessionProvider');
  return session;
}

/** The person signed in; pages are only shown to somebody. */
export function usePerson(): Person {
  const person = useSession().me?.signedIn;
  if (!person) throw new Problem({ title: 'nobody is signed in', status: 401, code: '', mend: 'Sign in first.' });
  return person;
}

/** May this person ask for that? The server decides; pages only leave out what it would refuse. */
export function mayAsk(person: Person, route: keyof Api): boolean {
  const { roles } = ROUTES[route];
  return roles === null || roles.some((role) => person.roles.includes(role));
}
