import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const NOT_BUILT =
  '<!doctype html><title>Rondo</title><p>The web pages are not built yet: run <code>npm run build</code>.</p>';

/**
 * The web app as Vite built it. Files named after their content are kept by browsers for a year; index.html, which
 * answers every address that is a page of the app, is asked for each time.
 */
export async function webPages(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) {
    app.get('/', { schema: { hide: true } }, async (_request, reply) => reply.type('text/html').send(NOT_BUILT));
    return;
  }
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    cacheControl: false,
    setHeaders(reply, path) {
      const isNamedByContent = /[/\\]assets[/\\]/.test(path);
      reply.setHeader('cache-control', isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}

/** Is this the address of a page of the app, which index.html answers? */
export function isPageAddress(method: string, url: string, accept: string | undefined): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const path = url.split('?')[0] ?? '';
  if (/^\/(api|cds-services|assets|health)(\/|$)/.test(path)) return false;
  return (accept ?? '').includes('text/html');
}
