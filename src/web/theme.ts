import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** One restrained accent: the ink blue that charts draw data in. */
const INK_BLUE: MantineColorsTuple = [
  '#eef4f9',
  '#dbe7f1',
  '#b7cfe3',
  '#8fb4d3',
  '#6c9cc4',
  '#4a82b1',
  '#2f6c9c',
  '#1f5a8a',
  '#174970',
  '#0f3554',
];

export const theme = createTheme({
  colors: { blue: INK_BLUE },
  primaryColor: 'blue',
  primaryShade: { light: 7, dark: 6 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  headings: {
    fontWeight: '650',
    sizes: { h1: { fontSize: '1.75rem' }, h2: { fontSize: '1.2rem' }, h3: { fontSize: '1rem' } },
  },
});

/** Page and text in the colours of the charts, so that a figure lies on its card without a seam. */
export const resolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1b1f24',
    '--mantine-color-dimmed': '#5a6370',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-placeholder': '#6b7480',
    '--page': '#f5f6f8',
    '--line': '#e3e6ea',
    '--good': '#1f6b45',
    '--good-back': '#e4f2ea',
    '--bad': '#a4231b',
    '--bad-back': '#fbe9e7',
    '--wait': '#7a4a0c',
    '--wait-back': '#fbf0dd',
    '--calm': '#3f4853',
    '--calm-back': '#eceff2',
    '--accent': '#1f5a8a',
    '--accent-back': '#e6eff6',
  },
  dark: {
    '--mantine-color-body': '#16191d',
    '--mantine-color-text': '#e8eaed',
    '--mantine-color-dimmed': '#a7afb9',
    '--mantine-color-error': '#ff8a7d',
    '--mantine-color-placeholder': '#8f98a3',
    '--page': '#0f1215',
    '--line': '#2a3037',
    '--good': '#86d3a8',
    '--good-back': '#16301f',
    '--bad': '#ff9c91',
    '--bad-back': '#3a1b18',
    '--wait': '#e6b56a',
    '--wait-back': '#33260f',
    '--calm': '#c3cad2',
    '--calm-back': '#252b31',
    '--accent': '#8fc0e6',
    '--accent-back': '#172a3a',
  },
});
