import { checkExtension, isFhirId, isObject, isText, isUuid, Problems } from './message-reading.ts';
import { HOOK_CONTEXTS, type Hook, type HookRequest, type JsonObject, type Problem } from './protocol.ts';

/** Either a request that may be answered, or everything that is wrong with it. */
export type CheckedRequest = { readonly request: HookRequest } | { readonly problems: readonly Problem[] };

/**
 * Checks a request's shape: members and types as CDS Hooks 2.0.1 "HTTP Request" says, context as the hook's page says.
 * Prefetched data is looked at later (prefetched.ts). `hook` is the hook of the service that was called.
 */
export function checkRequest(body: unknown, hook: Hook): CheckedRequest {
  const problems = new Problems();
  if (!isObject(body)) {
    problems.error('request', '', 'the request is a JSON object');
    return { problems: problems.found };
  }
  if (body['hook'] !== hook) problems.error('hook', 'hook', 'the hook is not the one this service answers');
  if (!isUuid(body['hookInstance'])) problems.error('hookInstance', 'hookInstance', 'hookInstance is a UUID');
  checkContext(hook, body['context'], problems);
  checkServer(body, problems);
  checkExtension(body['extension'], 'extension', problems);
  const prefetch = body['prefetch'];
  if (prefetch !== undefined && !isObject(prefetch)) problems.error('prefetch', 'prefetch', 'prefetch is an object');
  if (problems.found.length > 0) return { problems: problems.found };
  return {
    request: {
      hook,
      hookInstance: String(body['hookInstance']).toLowerCase(),
      context: body['context'] as HookRequest['context'], // checkContext() saw both texts
      prefetch: isObject(prefetch) ? prefetch : {},
      ...(isObject(body['fhirAuthorization']) ? { fhirAuthorization: body['fhirAuthorization'] } : {}),
    },
  };
}

const USER = /^(Practitioner|PractitionerRole|Patient|RelatedPerson)\/[A-Za-z0-9.-]{1,64}$/;

/** Checks a hook's context; what the hook's page requires must be there, what it names must have its shape. */
export function checkContext(hook: Hook, context: unknown, problems: Problems): void {
  if (!isObject(context)) {
    problems.error('context', 'context', 'context is an object');
    return;
  }
  for (const name of HOOK_CONTEXTS[hook]) {
    if (context[name] === undefined) problems.error('context', `context.${name}`, `${hook} needs context.${name}`);
  }
  const { userId, patientId, encounterId, selections, draftOrders } = context;
  if (userId !== undefined && !(isText(userId) && USER.test(userId))) {
    problems.error('context', 'context.userId', 'userId is a type and an id, e.g. Practitioner/123');
  }
  for (const [name, id] of Object.entries({ patientId, encounterId })) {
    if (id !== undefined && !isFhirId(id)) {
      problems.error('context', `context.${name}`, `${name} is an id without a type`);
    }
  }
  if (selections !== undefined && !areReferences(selections)) {
    problems.error('ord-1', 'context.selections', 'selections are types and ids, e.g. MedicationRequest/1');
  }
  if (draftOrders !== undefined && !(isObject(draftOrders) && draftOrders['resourceType'] === 'Bundle')) {
    problems.error('context', 'context.draftOrders', 'draftOrders is a Bundle');
  }
}

function areReferences(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => isText(item) && /^[A-Za-z]+\/[^/]+$/.test(item));
}

/** fhirServer and fhirAuthorization: cds-r-1, and the members the token must come with. */
function checkServer(body: JsonObject, problems: Problems): void {
  const { fhirServer: server, fhirAuthorization: access } = body;
  if (server !== undefined && !(isText(server) && /^https?:\/\//.test(server))) {
    problems.error('fhirServer', 'fhirServer', 'fhirServer is an http(s) URL');
  }
  if (access === undefined) return;
  if (server === undefined) problems.error('cds-r-1', 'fhirAuthorization', 'fhirAuthorization needs fhirServer');
  if (!isObject(access)) {
    problems.error('fhirAuthorization', 'fhirAuthorization', 'fhirAuthorization is an object');
    return;
  }
  for (const name of ['access_token', 'scope', 'subject']) {
    if (!isText(access[name])) {
      problems.error('fhirAuthorization', `fhirAuthorization.${name}`, `${name} is a text`);
    }
  }
  if (access['token_type'] !== 'Bearer') {
    problems.error('fhirAuthorization', 'fhirAuthorization.token_type', 'token_type is Bearer');
  }
  if (!Number.isInteger(access['expires_in'])) {
    problems.error('fhirAuthorization', 'fhirAuthorization.expires_in', 'expires_in is a whole number of seconds');
  }
}
