import { checkExtension, isObject, isText, Problems } from './message-reading.ts';
import { lintTemplate } from './prefetch-tokens.ts';
import type { Problem } from './protocol.ts';

/** Does a discovery document keep the rules? Services are keyed by (id, hook): one id may stand under several hooks. */
export function checkDiscovery(body: unknown): readonly Problem[] {
  const problems = new Problems();
  const services = isObject(body) ? body['services'] : undefined;
  if (!Array.isArray(services)) {
    problems.error('services', 'services', 'services is a list');
    return problems.found;
  }
  const seen = new Set<string>();
  services.forEach((service, at) => {
    const path = `services[${at}]`;
    if (!isObject(service)) {
      problems.error('service', path, 'a service is an object');
      return;
    }
    for (const name of ['hook', 'id', 'description']) {
      if (!isText(service[name])) problems.error('service', `${path}.${name}`, `${name} is required`);
    }
    const key = `${String(service['id'])} ${String(service['hook'])}`;
    if (seen.has(key)) problems.error('service', path, 'the same id and hook stand there twice');
    seen.add(key);
    checkPrefetch(service['prefetch'], `${path}.prefetch`, problems);
    checkExtension(service['extension'], `${path}.extension`, problems);
  });
  return problems.found;
}

function checkPrefetch(prefetch: unknown, path: string, problems: Problems): void {
  if (prefetch === undefined) return;
  if (!isObject(prefetch)) {
    problems.error('prefetch', path, 'prefetch is an object of texts');
    return;
  }
  for (const [key, template] of Object.entries(prefetch)) {
    if (!isText(template)) problems.error('prefetch', `${path}.${key}`, 'a prefetch template is a text');
    else for (const says of lintTemplate(template)) problems.warn('prefetch', `${path}.${key}`, says);
  }
}
