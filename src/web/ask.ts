import { type Api, ROUTES } from './api.gen.ts';

export type Takes<Route extends keyof Api> = Api[Route]['takes'];
export type Gives<Route extends keyof Api> = Api[Route]['gives'];

/** What the server said no with, in its own words. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly mend: string;
  constructor(problem: { title: string; status: number; code: string; mend: string }) {
    super(problem.title);
    this.status = problem.status;
    this.code = problem.code;
    this.mend = problem.mend;
  }
}

/** Asks the server for one thing; what it takes and gives is checked by the compiler against the API description. */
export async function ask<Route extends keyof Api>(
  route: Route,
  params: Takes<Route>,
  signal?: AbortSignal,
): Promise<Gives<Route>> {
  const { method, path } = ROUTES[route];
  const given = Object.entries(params).filter(([, value]) => value !== undefined && value !== '');
  const query =
    method === 'GET' && given.length > 0 ? `?${new URLSearchParams(given.map(([k, v]) => [k, String(v)]))}` : '';
  const answer = await fetch(path + query, {
    method,
    credentials: 'same-origin',
    headers: method === 'POST' ? { 'content-type': 'application/json', 'x-rondo': '1' } : {},
    ...(method === 'POST' ? { body: JSON.stringify(params) } : {}),
    ...(signal ? { signal } : {}),
  }).catch((reason: unknown) => {
    if (signal?.aborted) throw reason;
    throw new Problem({
      title: 'Rondo does not answer',
      status: 0,
      code: 'web/no-answer',
      mend: 'Check that the server is running, then try again.',
    });
  });
  const body: unknown = await answer.json().catch(() => ({}));
  if (answer.ok) return body as Gives<Route>; // the server let out only what the route declares
  throw new Problem({
    title: `the server answered ${answer.status}`,
    status: answer.status,
    code: '',
    mend: '',
    ...(body as object),
  });
}
