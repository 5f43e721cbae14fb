// The difference of two texts, line by line. Lines that stand once in both hold
// the texts together (patience); between them the shortest way is looked for
// (Myers), within a bound: beyond it a stretch counts as replaced.

/** A line: of the older text only, of the newer only, or of both. Numbers count from 1. */
export interface Line {
  sign: "-" | "+" | " ";
  text: string;
  old: number;
  now: number;
}

const BOUND = 400; // edits of a stretch that are looked for

type Pair = [number, number]; // a line of the older text and the same line of the newer

export function difference(older: string[], newer: string[]): Line[] {
  const ids = new Map<string, number>();
  const number = (line: string): number => {
    const id = ids.get(line) ?? ids.size;
    ids.set(line, id);
    return id;
  };
  const a = older.map(number);
  const b = newer.map(number);
  const pairs: Pair[] = [];
  match(a, 0, a.length, b, 0, b.length, pairs);
  const lines: Line[] = [];
  let i = 0;
  let k = 0;
  for (const [x, y] of [...pairs, [a.length, b.length] as Pair]) {
    for (; i < x; i++) lines.push({ sign: "-", text: older[i] ?? "", old: i + 1, now: 0 });
    for (; k < y; k++) lines.push({ sign: "+", text: newer[k] ?? "", old: 0, now: k + 1 });
    if (x < a.length) lines.push({ sign: " ", text: newer[y] ?? "", old: ++i, now: ++k });
  }
  return lines;
}

/** Appends the pairs of a stretch of both texts, in their order. */
function match(a: number[], a0: number, a1: number, b: number[], b0: number, b1: number, pairs: Pair[]): void {
  while (a0 < a1 && b0 < b1 && a[a0] === b[b0]) pairs.push([a0++, b0++]);
  const tail: Pair[] = [];
  while (a0 < a1 && b0 < b1 && a[a1 - 1] === b[b1 - 1]) tail.push([--a1, --b1]);
  if (a0 < a1 && b0 < b1) {
    const anchors = longest(unique(a, a0, a1, b, b0, b1));
    if (anchors.length > 0) {
      for (const [x, y] of anchors) {
        if (x < a0 || y < b0) continue; // the stretch before has reached it
        match(a, a0, x, b, b0, y, pairs);
        pairs.push([x, y]);
        [a0, b0] = [x + 1, y + 1];
      }
      match(a, a0, a1, b, b0, b1, pairs);
    } else shortest(a, a0, a1, b, b0, b1, pairs);
  }
  pairs.push(...tail.reverse());
}

/** Lines that stand exactly once in each stretch, in the order of the older. */
function unique(a: number[], a0: number, a1: number, b: number[], b0: number, b1: number): Pair[] {
  const seen = new Map<number, { a: number; b: number; n: number; m: number }>();
  for (let i = a0; i < a1; i++) {
    const one = seen.get(a[i] ?? -1);
    if (one) one.n++;
    else seen.set(a[i] ?? -1, { a: i, b: 0, n: 1, m: 0 });
  }
  for (let k = b0; k < b1; k++) {
    const one = seen.get(b[k] ?? -1);
    if (one) (one.b = k), one.m++;
  }
  return [...seen.values()].filter((one) => one.n === 1 && one.m === 1).map((one) => [one.a, one.b]);
}

/** The longest run of pairs that stand in the same order in both. */
function longest(pairs: Pair[]): Pair[] {
  const ends: number[] = []; // of the best run of each length
  const before: number[] = [];
  pairs.forEach(([, y], at) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < y) low = middle + 1;
      else high = middle;
    }
    before.push(low > 0 ? (ends[low - 1] ?? -1) : -1);
    ends[low] = at;
  });
  const run: Pair[] = [];
  for (let at = ends[ends.length - 1] ?? -1; at >= 0; at = before[at] ?? -1) {
    const pair = pairs[at];
    if (pair) run.push(pair);
  }
  return run.reverse();
}

/** The greedy algorithm of Myers, which keeps its front of each number of edits to find the way back. */
function shortest(a: number[], a0: number, a1: number, b: number[], b0: number, b1: number, pairs: Pair[]): void {
  const n = a1 - a0;
  const m = b1 - b0;
  const most = Math.min(BOUND, n + m);
  const fronts: Int32Array[] = [];
  const front = new Int32Array(2 * most + 3);
  const at = (k: number): number => front[k + most + 1] ?? 0;
  for (let d = 0; d <= most; d++) {
    fronts.push(front.slice());
    for (let k = -d; k <= d; k += 2) {
      let x = k === -d || (k !== d && at(k - 1) < at(k + 1)) ? at(k + 1) : at(k - 1) + 1;
      while (x < n && x - k < m && a[a0 + x] === b[b0 + x - k]) x++;
      front[k + most + 1] = x;
      if (x >= n && x - k >= m) return wayBack(fronts, most, d, n, m, a0, b0, pairs);
    }
  }
}

function wayBack(fronts: Int32Array[], most: number, d: number, n: number, m: number, a0: number, b0: number, pairs: Pair[]): void {
  const found: Pair[] = [];
  let x = n;
  let y = m;
  for (; d >= 0; d--) {
    const at = (k: number): number => fronts[d]?.[k + most + 1] ?? 0;
    const k = x - y;
    const from = k === -d || (k !== d && at(k - 1) < at(k + 1)) ? k + 1 : k - 1;
    const begin = d === 0 ? 0 : at(from);
    while (x > Math.max(begin, 0) && y > Math.max(begin - from, 0) && (d === 0 || x > (from === k - 1 ? begin + 1 : begin))) found.push([a0 + --x, b0 + --y]);
    if (d > 0) [x, y] = [begin, begin - from];
  }
  pairs.push(...found.reverse());
}
