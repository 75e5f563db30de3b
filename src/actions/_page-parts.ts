import type { AnyAction } from './run-action.ts';

export type { AnyAction };

/** The parameters of an action as rows of a table. */
export function takesParams(action: AnyAction): { name: string; what: string; preset: string }[] {
  const required = new Set(action.params.required ?? []);
  return Object.entries(action.params.properties).map(([name, schema]) => {
    const { title, default: preset, enum: words } = schema as { title?: string; default?: unknown; enum?: string[] };
    const what = [title ?? '', ...(words ? [`one of ${words.map((word) => `\`${word}\``).join(', ')}`] : [])].join(
      '; ',
    );
    const shown = preset !== undefined ? `\`${String(preset)}\`` : required.has(name) ? 'needed' : 'optional';
    return { name, what, preset: shown };
  });
}
