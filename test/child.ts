/** Programs that tests start as processes of their own, to kill them. */
import { resolve } from 'node:path';
import { build } from 'vite';

const PROJECT = resolve(import.meta.dirname, '..');

/**
 * Compiles a TypeScript file with all it imports from this project into one file that Node runs; gives its
 * path. Remove its folder when done.
 */
export async function compiledChild(file: string): Promise<string> {
  const outDir = resolve(PROJECT, 'node_modules/.rondo-test', String(process.pid));
  const name = `${file.replace(/^.*\//, '').replace(/\.ts$/, '')}.mjs`;
  await build({
    configFile: false,
    root: PROJECT,
    logLevel: 'error',
    ssr: { noExternal: ['typebox', 'pg'] }, // many small files: read once here instead of at every start
    build: {
      ssr: file,
      outDir,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rollupOptions: { output: { entryFileNames: name } },
    },
  });
  return resolve(outDir, name);
}
