/**
 * Random numbers that can be asked for by name: the same (seed, person, topic) gives the same stream, whoever else is in the
 * population and whatever else is drawn. Not for secrets.
 */
export class Stream {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** A number in [0, 1). mulberry32: Ettinger (2017), public domain; period 2³². */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let z = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    z = (z + Math.imul(z ^ (z >>> 7), 61 | z)) ^ z;
    return ((z ^ (z >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** True with probability `share`; always draws one number, so that a changed share never shifts later draws. */
  chance(share: number): boolean {
    return this.next() < share;
  }

  /** A number in [from, until). */
  between(from: number, until: number): number {
    return from + this.next() * (until - from);
  }

  /** A whole number in [from, until). */
  whole(from: number, until: number): number {
    return Math.floor(this.between(from, until));
  }

  /** A normal number by Box & Muller (1958); draws two. */
  normal(mean: number, stdDeviation: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return mean + stdDeviation * radius * Math.cos(2 * Math.PI * this.next());
  }

  /** Days until the next event of a process with `perYear` events a year, rounded up to a whole day (at least 1). */
  daysUntilNext(perYear: number): number {
    return Math.max(1, Math.ceil((-Math.log(1 - this.next()) * 365.25) / perYear));
  }

  pick<T>(from: readonly T[]): T {
    return from[this.whole(0, from.length)]!;
  }
}

/** What a stream is for. Numbers, not names, so that hashing is quick; never renumber one. */
export const TOPIC = {
  traits: 1,
  illness: 2,
  visits: 3,
  control: 4,
  prescribing: 5,
  stays: 6,
  gastroenteritis: 7,
  outbreak: 8,
  emergency: 9,
  vaccines: 10,
  measurements: 11,
  money: 12,
  feedback: 13,
  clicks: 14,
  questionnaire: 15,
  roles: 16,
  beginning: 17,
  readings: 18,
  meetings: 19,
  stayDetails: 20,
} as const;

/** The stream of one topic of one person (or place). */
export function stream(seed: number, index: number, topic: number): Stream {
  return new Stream(hash(seed, index, topic));
}

/** A stream of its own for one happening of a person, so that what is drawn for one never shifts another. */
export function streamAt(seed: number, index: number, topic: number, number: number): Stream {
  return new Stream(hash(hash(seed, index, topic), number, 0));
}

/** 32 well-mixed bits of three whole numbers. */
export function hash(seed: number, a: number, b: number): number {
  let h = finish((seed | 0) ^ 0x9e3779b9);
  h = finish(h ^ Math.imul((a + 1) | 0, 0x85ebca6b));
  return finish(h ^ Math.imul((b + 1) | 0, 0xc2b2ae35));
}

/** 32 well-mixed bits of a short text: FNV-1a, then mixed with the seed. */
export function hashText(seed: number, text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return hash(seed, h, text.length);
}

/** The finaliser of MurmurHash3 (Appleby, public domain): every bit in moves about half of the bits out. */
function finish(bits: number): number {
  let h = bits;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
