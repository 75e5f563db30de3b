import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TemporaryLedger, temporaryLedger } from '../../test/ledger.ts';
import { isReadIntact, type PURPOSES, reads, readsAbout } from './audit.ts';
import { releaseCount, releaseCounts, releasePeople, releaseShare } from './release.ts';
import { type Actor, ROLES } from './roles.ts';

// By hand from the rules as OpenSAFELY states them.
test.each([
  [0, 0, 0],
  [1, null, 3],
  [6, null, 3],
  [7, null, 9],
  [8, 10, 9],
  [12, 10, 9],
  [13, 15, 15],
  [18, 20, 15],
  [19, 20, 21],
  [1_000_003, 1_000_005, 1_000_005],
])('releaseCount(%i) is %s rounded to 5 and %s by midpoint', (people, rounded, midpoint) => {
  expect(releaseCount(people, 'round-to-5')).toBe(rounded);
  expect(releaseCount(people, 'midpoint-6')).toBe(midpoint);
});

test('releaseCount() by midpoint is unbiased: the mean of each bin is what it shows', () => {
  for (let bin = 0; bin < 50; bin++) {
    const counts = [1, 2, 3, 4, 5, 6].map((i) => 6 * bin + i);
    expect(counts.map((people) => releaseCount(people, 'midpoint-6'))).toEqual(counts.map(() => 6 * bin + 3));
  }
});

test('releaseCount() says for no count between 1 and 7 which one it was', () => {
  for (const rule of ['round-to-5', 'midpoint-6'] as const) {
    for (let people = 1; people <= 7; people++) {
      const shown = releaseCount(people, rule);
      const same = Array.from({ length: 20 }, (_, i) => i + 1).filter((other) => releaseCount(other, rule) === shown);
      expect(same.length).toBeGreaterThanOrEqual(6);
    }
  }
});

test('releaseCount() refuses what is no count', () => {
  for (const wrong of [-1, 1.5, Number.NaN]) expect(() => releaseCount(wrong, 'round-to-5')).toThrow('whole numbers');
});

describe('releaseCounts()', () => {
  test('adds the total up from what it shows', () => {
    const { rows, total } = releaseCounts(
      [
        { sex: 'f', people: 12 },
        { sex: 'm', people: 3 },
      ],
      'round-to-5',
    );
    expect(rows).toEqual([
      { sex: 'f', people: 10 },
      { sex: 'm', people: null },
    ]);
    expect(total).toBe(10);
  });

  test('is the same, total included, whichever of 1 to 7 a hidden cell holds', () => {
    const shown = [1, 2, 3, 4, 5, 6, 7].map((hidden) =>
      JSON.stringify(
        releaseCounts(
          [40, hidden, 25].map((people, cell) => ({ cell, people })),
          'round-to-5',
        ),
      ),
    );
    expect(new Set(shown).size).toBe(1);
  });

  test('redacts a group in which everybody sits in one cell', () => {
    const rows = [
      { practice: 'a', smokes: 'yes', people: 30 },
      { practice: 'a', smokes: 'no', people: 0 },
      { practice: 'b', smokes: 'yes', people: 20 },
      { practice: 'b', smokes: 'no', people: 10 },
    ];
    const released = releaseCounts(rows, 'round-to-5', { groupOf: ({ practice }) => practice });
    expect(released.rows.map(({ people }) => people)).toEqual([null, null, 20, 10]);
  });
});

test.each([
  [12, 40, 'round-to-5', 0.25],
  [12, 40, 'midpoint-6', 9 / 39],
  [3, 40, 'round-to-5', null],
  [0, 40, 'round-to-5', null],
  [40, 40, 'round-to-5', null],
  [0, 40, 'midpoint-6', 0],
  [0, 0, 'midpoint-6', null],
] as const)('releaseShare(%i, %i, %s) is %s', (events, people, rule, share) => {
  expect(releaseShare(events, people, rule).share).toBe(share);
});

describe('releasePeople()', () => {
  const key = new Uint8Array(32).fill(7);
  const rows = [
    { person: 'ann-1', practice: 'p1', value: 'v1' },
    { person: 'bob-2', practice: 'p2', value: 'v2' },
    { person: 'cay-3', practice: null, value: 'v3' },
    { person: 'dot-4', practice: 'p1', value: 'v4' },
  ];
  const clinician: Actor = { id: 'c1', name: 'C', roles: ['clinician'], practices: ['p1'] };
  const ask = (actor: Actor, purpose: (typeof PURPOSES)[number] = 'direct-care') =>
    releasePeople(rows, { actor, purpose, action: 'measure-people' }, { ledger, key });

  let ledger: TemporaryLedger;
  beforeAll(async () => {
    ledger = await temporaryLedger();
  });
  afterAll(() => ledger.close());

  test('gives a clinician the people of their own practices and nobody else', async () => {
    expect((await ask(clinician)).map(({ person }) => person)).toEqual(['ann-1', 'dot-4']);
  });

  test('gives nobody else anything, whatever else they are', async () => {
    for (const role of ROLES.filter((each) => each !== 'clinician')) {
      const refused = ask({ ...clinician, roles: [role] });
      await expect(refused, role).rejects.toMatchObject({ code: 'community/no-care-relationship' });
    }
    const operator = ask({ id: 'operator', name: 'O', roles: ROLES, practices: [] });
    await expect(operator).rejects.toMatchObject({ code: 'community/no-care-relationship' });
  });

  test('gives no list for planning or research', async () => {
    for (const purpose of ['planning', 'research'] as const) {
      await expect(ask(clinician, purpose)).rejects.toMatchObject({ code: 'community/purpose-gives-no-list' });
    }
  });

  test('leaves a record of who looked at whom, without an id or a value', async () => {
    await ask(clinician);
    const [read] = await reads(ledger, 1);
    expect(read).toMatchObject({ actor: 'c1', action: 'measure-people', purpose: 'direct-care', people: 2 });
    expect((await readsAbout(ledger, 'ann-1', key)).map(({ seq }) => seq)).toContain(read?.seq);
    expect(await readsAbout(ledger, 'bob-2', key)).toEqual([]);
    expect(await readsAbout(ledger, 'ann-1', new Uint8Array(32))).toEqual([]); // without the key it is nobody
    const everything = JSON.stringify([await ledger.entries(), await ledger.query('select * from audit_person')]);
    expect(everything).not.toMatch(/ann-1|dot-4|v1/);
  });

  test('returns nothing if the record cannot be written', async () => {
    const broken = { ...ledger, transaction: () => Promise.reject(new Error('no room')) };
    const asked = { actor: clinician, purpose: 'audit', action: 'a' } as const;
    await expect(releasePeople(rows, asked, { ledger: broken, key })).rejects.toThrow('no room');
  });

  test('isReadIntact() notices a person taken out of the record', async () => {
    await ask(clinician);
    const [read] = await reads(ledger, 1);
    expect(await isReadIntact(ledger, read!.seq)).toBe(true);
    await expect(ledger.query('delete from audit_person')).rejects.toMatchObject({ code: 'RL001' });
    await ledger.query('alter table audit_person disable trigger user');
    await ledger.query('delete from audit_person where seq = $1 and person_key < $2', [read!.seq, 'g']);
    expect(await isReadIntact(ledger, read!.seq)).toBe(false);
  });
});
