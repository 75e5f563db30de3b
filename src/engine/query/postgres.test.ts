import { expect, test } from 'vitest';
import { dayOf } from '../../core/day.ts';
import { contentOf, readLibrary } from '../store/library.ts';
import { codeSetFromJson, codeSetsOf } from './code-set.ts';
import { fromJson } from './definition-json.ts';
import { measureSql } from './measure-sql.ts';
import { postgres } from './postgres.ts';

test('postgres.text() means the same whether the server reads backslashes or not', () => {
  expect(postgres.text("O'Neil")).toBe("'O''Neil'");
  expect(postgres.text("\\'; --")).toBe("E'\\\\''; --'");
});

test('postgres.name() quotes, and doubles a quote inside', () => {
  expect(postgres.name('a"b')).toBe('"a""b"');
});

test('postgres.double() is a double and not a numeric, so that it compares as in memory', () => {
  expect(postgres.double(0.1)).toBe("CAST('0.1' AS DOUBLE PRECISION)");
  expect(postgres.double(1e-7)).toBe("CAST('1e-7' AS DOUBLE PRECISION)");
});

test('postgres counts days as whole numbers, forward and back', () => {
  expect(postgres.addDays('a.d', -30)).toBe('(a.d - 30)');
  expect(postgres.addDays('a.d', 0)).toBe('a.d');
  expect(postgres.daysBetween('a.d', 'b.d')).toBe('(b.d - a.d)');
});

test('measureSql() gives days as text to a driver that would make moments of them', () => {
  const codeSets = codeSetsOf(readLibrary('code-lists').map(({ json }) => codeSetFromJson(json)));
  const periods = [{ from: dayOf('2025-01-01'), until: dayOf('2026-01-01') }];
  const definition = fromJson(contentOf('measures', 'blood-pressure-control').json);
  const { rows } = measureSql(definition, { periods, codeSets, dialect: postgres });
  expect(rows).toContain("to_char(j.anchor_from, 'YYYY-MM-DD') AS anchor_from");
  expect(rows).not.toMatch(/date_diff|\bAS DOUBLE\)|VARCHAR/);
});
