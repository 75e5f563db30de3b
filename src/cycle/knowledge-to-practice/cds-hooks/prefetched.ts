import { isObject, isText, itemsOf, Problems } from './message-reading.ts';
import type { HookRequest, Problem, Resource } from './protocol.ts';

/** The resources a request brought with it, or why it cannot be answered. */
export type Prefetched =
  | { readonly resources: readonly Resource[] }
  | { readonly status: 400 | 412; readonly problems: readonly Problem[] };

/**
 * Collects the prefetched resources for the keys a service asked for.
 *
 * Absent key: the client did not get it; this service asks no FHIR server, so the answer is 412. Null: asked and nothing
 * found, which is data. OperationOutcome (alone or inside a Bundle): the query failed, 412. A Bundle with a `next` link is
 * only part of the data: 412. Any resource about another patient than `context.patientId`: 400, whatever else.
 */
export function prefetched(request: HookRequest, keys: readonly string[]): Prefetched {
  const problems = new Problems();
  const resources: Resource[] = [];
  for (const key of keys) {
    const path = `prefetch.${key}`;
    const value = Object.hasOwn(request.prefetch, key) ? request.prefetch[key] : undefined;
    if (value === null) continue;
    if (!isResource(value)) {
      problems.error(
        'prefetch',
        path,
        value === undefined ? 'this data is needed' : 'a resource or a Bundle is needed',
      );
    } else resources.push(...resourcesIn(value, path, problems));
  }
  const foreign = foreignResources(resources, request);
  if (foreign.length > 0) return { status: 400, problems: foreign };
  return problems.found.length > 0 ? { status: 412, problems: problems.found } : { resources };
}

function isResource(value: unknown): value is Resource {
  return isObject(value) && isText(value['resourceType']);
}

function resourcesIn(value: Resource, path: string, problems: Problems): Resource[] {
  if (value['resourceType'] === 'OperationOutcome') {
    problems.error('prefetch-failed', path, 'the query for this data failed');
    return [];
  }
  if (value['resourceType'] !== 'Bundle') return [value];
  const links = itemsOf(value['link']).filter(isObject);
  if (links.some((link) => link['relation'] === 'next')) {
    problems.error('prefetch-incomplete', path, 'there are more pages than the first: all of this data is needed');
    return [];
  }
  return itemsOf(value['entry']).flatMap((entry) => {
    const resource = isObject(entry) ? entry['resource'] : undefined;
    if (!isResource(resource)) return [];
    if (resource['resourceType'] === 'OperationOutcome') {
      problems.error('prefetch-failed', path, 'the query for this data failed in part');
      return [];
    }
    return [resource];
  });
}

/** Whose record is it? Compares every resource's patient with the context's (and the token's, where it names one). */
function foreignResources(resources: readonly Resource[], request: HookRequest): Problem[] {
  const problems = new Problems();
  const patientId = request.context.patientId;
  const ofToken = request.fhirAuthorization?.['patient'];
  if (ofToken !== undefined && ofToken !== patientId) {
    problems.error('patient-mismatch', 'fhirAuthorization.patient', 'the token is for another patient');
  }
  resources.forEach((resource, at) => {
    const about = resource['resourceType'] === 'Patient' ? resource['id'] : idOfSubject(resource);
    if (about !== undefined && about !== patientId) {
      problems.error(
        'patient-mismatch',
        `resource ${at}`,
        'a resource is about another patient than context.patientId',
      );
    }
  });
  return problems.found;
}

/** The patient's id a resource names; undefined if it is not about a patient (a Practitioner, say). */
function idOfSubject(resource: Resource): string | undefined {
  const subject = resource['subject'] ?? resource['patient'] ?? resource['beneficiary'];
  const reference = isObject(subject) ? subject['reference'] : undefined;
  const patient = isText(reference) ? /(?:^|\/)Patient\/([^/]+)(?:\/_history\/.*)?$/.exec(reference) : null;
  return patient?.[1];
}
