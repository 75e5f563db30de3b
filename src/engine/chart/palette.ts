/**
 * Every colour a chart uses, as a CSS custom property with a light fallback. A page sets the properties (`paletteCss`)
 * and charts follow it into the dark; a file on its own is light. No meaning rests on colour alone: signals also change
 * shape, comparisons are dashed, so figures read in greyscale.
 */
const COLOURS = {
  ink: { light: '#1b1f24', dark: '#e8eaed' }, // text and axes
  quiet: { light: '#5a6370', dark: '#a7afb9' }, // second text; 4.5:1 on paper
  rule: { light: '#dde1e6', dark: '#353b43' }, // grid
  paper: { light: '#ffffff', dark: '#16191d' }, // behind everything, rim of marks
  data: { light: '#1f5a8a', dark: '#7db4e0' }, // what was measured
  band: { light: '#e3edf5', dark: '#20323f' }, // limits, intervals as areas
  compare: { light: '#9a4d12', dark: '#e0a06a' }, // what it is held against
  signal: { light: '#b3261e', dark: '#ff8a7d' }, // beyond chance
} as const;

export type ColourName = keyof typeof COLOURS;

/** `var(--rondo-data, #1f5a8a)`: the property, and what to do without it. */
export function colour(name: ColourName): string {
  return `var(--rondo-${name}, ${COLOURS[name].light})`;
}

/** The letters charts are set in; a page may say otherwise with `--rondo-font`. */
export const FONT = "var(--rondo-font, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif)";

/**
 * Style sheet that gives the properties their values: light, and dark where the reader's system or the page
 * (`data-mantine-color-scheme` or `data-theme` on the root) asks for it.
 */
export function paletteCss(): string {
  const values = (mode: 'light' | 'dark') =>
    Object.entries(COLOURS)
      .map(([name, value]) => `--rondo-${name}: ${value[mode]};`)
      .join(' ');
  const asked = (mode: string) => `:root[data-mantine-color-scheme="${mode}"], :root[data-theme="${mode}"]`;
  return [
    `:root { ${values('light')} }`,
    `@media (prefers-color-scheme: dark) { :root { ${values('dark')} } }`,
    `${asked('light')} { ${values('light')} }`,
    `${asked('dark')} { ${values('dark')} }`,
  ].join('\n');
}
