// The files of a report, from the lines that Go wrote: a tree whose folders are
// filled when they are opened, and a flat list while something is searched. So
// twenty thousand files cost what is looked at.

import { bytes, count } from "./visible";
import { cells, clone } from "./view";

interface Entry {
  path: string;
  low: string;
  kind: string;
  size: number;
  record: string;
  gaps: boolean;
  finds: string[];
}

/** A folder is a stretch of the list, which is in the order of paths. */
interface Row {
  name: string;
  from: number;
  to: number;
  prefix: string;
  file: boolean;
}

const PAGE = 500; // rows that are added at once
const LONG = 500; // characters of a name that are shown
const MOST = 16; // chips of a facet

let entries: Entry[] = [];
let tree: HTMLElement | null = null;
const later = new WeakMap<Element, () => void>(); // what fills a folder, or goes on behind a button

/** Takes over the tree of what was shown just now, if there is one. */
export function adoptFiles(root: ParentNode): void {
  const place = root.querySelector<HTMLElement>("[data-files]");
  tree = place?.querySelector(".ws-tree") ?? null;
  entries = [];
  if (!place || !tree) return;
  const lines = place.querySelector("template")?.content.textContent ?? "";
  entries = lines.split("\n").slice(0, -1).map((line) => {
    const [kind = "", size = "", record = "", gaps = "", finds = ""] = line.split("|", 5);
    const path = line.slice(kind.length + size.length + record.length + gaps.length + finds.length + 5);
    return { path, low: path.toLowerCase(), kind, size: Number(size), record, gaps: gaps !== "0", finds: finds.split(" ").slice(0, -1) };
  });
  place.replaceChildren(...facets(), tree);
  unfold();
}

/** Opens folders and goes on in long lists, when asked. */
export function listenFiles(): void {
  document.addEventListener("toggle", ({ target }) => target instanceof Element && now(target), true);
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-more]") : null;
    if (button) now(button);
  });
}

function now(element: Element): void {
  const act = later.get(element);
  later.delete(element);
  act?.();
}

/** Shows the files whose path has all the words and that have one of the chosen values of each facet; how many. */
export function filterFiles(words: string[], chosen: string[][]): { all: number; shown: number } {
  if (!tree) return { all: 0, shown: 0 };
  if (words.length + chosen.length === 0) {
    unfold();
    return { all: entries.length, shown: entries.length };
  }
  const fits = entries.filter((e) => words.every((word) => e.low.includes(word)) && chosen.every((values) => values.some((value) => has(e, value))));
  tree.replaceChildren();
  append(tree, fits.map((e) => () => fileRow(e, e.path)));
  return { all: entries.length, shown: fits.length };
}

function has(e: Entry, value: string): boolean {
  const what = value.slice(2);
  switch (value[0]) {
    case "k":
      return e.kind === what;
    case "r":
      return e.record === what;
  }
  return what === "not analysed whole" ? e.gaps : (e.finds.length > 0) === (what === "with behaviors");
}

/** The chips by which files are filtered; a facet that would not tell them apart is left out. */
function facets(): DocumentFragment[] {
  const copy = clone("facets");
  const bar = copy.firstElementChild;
  const groups: [string, string, (e: Entry) => string[]][] = [
    ["Kind", "k", (e) => [e.kind]],
    ["RECORD", "r", (e) => (e.record ? [e.record] : [])],
    ["Found", "f", (e) => [e.finds.length > 0 ? "with behaviors" : "without", ...(e.gaps ? ["not analysed whole"] : [])]],
  ];
  for (const [name, letter, of] of groups) {
    const counts = new Map<string, number>();
    for (const e of entries) for (const value of of(e)) counts.set(value, (counts.get(value) ?? 0) + 1);
    if (![...counts.values()].some((n) => n < entries.length)) continue;
    const group = clone("facet");
    cells(group, { name });
    const set = group.querySelector("fieldset");
    for (const [value, n] of [...counts].sort((a, b) => b[1] - a[1]).slice(0, MOST)) {
      const chip = clone("chip");
      cells(chip, { name: value, count: count(n) });
      chip.querySelector("input")?.setAttribute("value", `${letter}:${value}`);
      set?.append(chip);
    }
    bar?.append(group);
  }
  return bar?.hasChildNodes() ? [copy] : [];
}

function unfold(): void {
  tree?.replaceChildren();
  if (tree) fill(tree, 0, entries.length, "", 0);
}

/** Puts the rows of a folder into a list: folders first, as Go does. */
function fill(list: Element, from: number, to: number, prefix: string, depth: number): void {
  const rows = inside(from, to, prefix);
  append(list, [...rows.filter((row) => !row.file), ...rows.filter((row) => row.file)].map((row) => () => render(row, depth)));
}

function inside(from: number, to: number, prefix: string): Row[] {
  const rows: Row[] = [];
  for (let at = from; at < to; ) {
    const path = entries[at]?.path ?? "";
    const slash = path.indexOf("/", prefix.length);
    const begin = at++;
    if (slash < 0) {
      rows.push({ name: path.slice(prefix.length), from: begin, to: at, prefix, file: true });
      continue;
    }
    const head = path.slice(0, slash + 1);
    while (at < to && entries[at]?.path.startsWith(head)) at++;
    const all = common(path, entries[at - 1]?.path ?? ""); // what holds nothing but one folder is joined with it
    rows.push({ name: all.slice(prefix.length), from: begin, to: at, prefix: all, file: false });
  }
  return rows;
}

/** The folder that both paths stand in. */
function common(a: string, b: string): string {
  let n = 0;
  let slash = 0;
  while (n < a.length && a[n] === b[n]) if (a[n++] === "/") slash = n;
  return a.slice(0, slash);
}

/** Appends some rows, and a button for those that follow. */
function append(list: Element, rows: (() => DocumentFragment)[]): void {
  list.append(...rows.slice(0, PAGE).map((row) => row()));
  const rest = rows.slice(PAGE);
  if (rest.length === 0) return;
  const copy = clone("more");
  cells(copy, { name: `${count(Math.min(PAGE, rest.length))} more of ${count(rest.length)}` });
  const button = copy.querySelector("button");
  const item = copy.firstElementChild;
  if (button)
    later.set(button, () => {
      const last = item?.previousElementSibling;
      item?.remove();
      append(list, rest);
      last?.nextElementSibling?.querySelector<HTMLElement>("button, summary")?.focus({ preventScroll: true });
    });
  list.append(copy);
}

function render(row: Row, depth: number): DocumentFragment {
  const first = entries[row.from];
  if (row.file && first) return fileRow(first, row.name);
  const copy = clone("folder");
  const finds = new Set<string>();
  let size = 0;
  let gaps = false;
  for (let at = row.from; at < row.to; at++) {
    const e = entries[at];
    if (!e) continue;
    size += e.size;
    gaps ||= e.gaps;
    for (const id of e.finds) finds.add(id);
  }
  const total = row.to - row.from;
  cells(copy, { name: short(row.name), kind: total === 1 ? "1 file" : `${count(total)} files`, size: bytes(size), ...found(finds.size, gaps) });
  const details = copy.querySelector("details");
  const list = copy.querySelector("ul");
  if (details && list) {
    const open = (): void => fill(list, row.from, row.to, row.prefix, depth + 1);
    if ((depth === 0 && total <= 400) || (total <= 40 && depth <= 1)) {
      details.open = true;
      open();
    } else later.set(details, open);
  }
  return copy;
}

function fileRow(e: Entry, name: string): DocumentFragment {
  const copy = clone("file");
  const kind = e.record === "" || e.record === "RECORD ok" ? e.kind : `${e.kind}, ${e.record}`;
  cells(copy, { name: short(name), kind, size: bytes(e.size), ...found(e.finds.length, e.gaps) });
  copy.querySelector("button")?.setAttribute("data-open", e.path);
  if (!e.gaps) copy.querySelector('[data-cell="gap"]')?.remove();
  return copy;
}

function short(name: string): string {
  return name.length > LONG ? `${name.slice(0, LONG)} … ${count(name.length - LONG)} more characters` : name;
}

/** A dash is no reading, 0 is a reading. */
function found(n: number, gaps: boolean): { finds: string; word: string } {
  return { finds: n > 0 ? count(n) : gaps ? "–" : "0", word: n === 0 ? "" : n === 1 ? " behavior" : " behaviors" };
}
