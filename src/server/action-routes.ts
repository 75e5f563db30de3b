import type { FastifyInstance } from 'fastify';
import type { Context } from '../actions/action.ts';
import { type AnyAction, runAction } from '../actions/run-action.ts';
import { requestUnreadable } from './problem.ts';
import { mustBeSignedIn, mustComeFromOurPages } from './session-routes.ts';

/**
 * One route for each action: GET with a query where it only reads, POST with JSON where it changes anything. Nobody gets
 * in without a session, and what the person may do is decided by `runAction`, as at the command line.
 */
export function actionRoutes(app: FastifyInstance, actions: readonly AnyAction[], world: Omit<Context, 'actor'>): void {
  for (const action of actions.filter(isOfferedByHttp)) {
    const isEmpty = Object.keys(action.params.properties).length === 0;
    app.route({
      method: action.changes ? 'POST' : 'GET',
      url: `/api/${action.id}`,
      schema: {
        operationId: action.id,
        tags: [action.changes ? 'changes' : 'reads'],
        summary: action.title,
        ...({ 'x-roles': action.roles } as object), // who may: pages offer nobody what they would be refused
        description: `${action.summary} For: ${action.roles.join(', ')}.${action.aboutPeople ? ' Audited: speaks of single people.' : ''}`,
        ...(isEmpty ? {} : action.changes ? { body: action.params } : { querystring: action.params }),
        response: { 200: action.gives },
      },
      handler: async (request) => {
        if (action.changes) mustComeFromOurPages(request);
        const actor = await mustBeSignedIn(request, world);
        const given = action.changes ? bodyOf(request.body) : request.query;
        return runAction(action, given, { ...world, actor });
      },
    });
  }
}

/** An action that takes a path names a file on the operator's machine: only the command line may do that. */
export function isOfferedByHttp(action: AnyAction): boolean {
  return !Object.values(action.params.properties).some((schema) => (schema as { format?: unknown }).format === 'path');
}

function bodyOf(body: unknown): unknown {
  if (body === undefined || body === null) return {};
  if (typeof body !== 'object' || Array.isArray(body)) throw requestUnreadable({ says: 'the body is not an object' });
  return body;
}
