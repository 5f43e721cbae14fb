// The search over everything that is shown, and the facets and orders of single
// lists. Values of one facet widen, facets and words narrow. What is hidden is
// always said, with the way back.

import { filterFiles } from "./files";
import { count } from "./visible";
import { cells, clone, fill } from "./view";

const items = "[data-item], [data-issue], [data-gap], [data-oddity], [data-change], tbody > tr";
const searched = '[data-view="result"] section[id]:not(#reference)';
const texts = new WeakMap<Element, string>();

/** One listener for all reports. */
export function listenFilters(): void {
  document.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLSelectElement && target.hasAttribute("data-sort")) sort(target);
    else if (target instanceof HTMLInputElement && target.hasAttribute("data-search")) search();
    else if (target instanceof HTMLInputElement && target.hasAttribute("data-facet")) {
      const section = target.closest("section");
      if (section) apply(section);
    }
  });
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element)) return;
    const section = target.closest('[data-action="unfilter"]')?.closest("section");
    if (section) clear(section);
    const column = target.closest<HTMLElement>('[data-action="sort"]');
    if (column) sortRows(column);
  });
}

function field(): HTMLInputElement | null {
  return document.querySelector('[data-view="result"] input[data-search]');
}

/** Shows all of a section again, and of the others what only the words hid. */
function clear(section: HTMLElement): void {
  for (const box of section.querySelectorAll<HTMLInputElement>("input[data-facet]:checked")) box.checked = false;
  const input = field();
  if (input?.value) {
    input.value = "";
    search();
    input.focus({ preventScroll: true });
  } else {
    apply(section);
    section.querySelector<HTMLElement>("input, button, summary")?.focus({ preventScroll: true });
  }
}

/** Applies to what was exchanged what is searched and chosen. */
export function refilter(): void {
  search();
}

/** Applies the words to every section, and says how much is left. */
function search(): void {
  let shown = 0;
  let all = 0;
  for (const section of document.querySelectorAll<HTMLElement>(searched)) {
    const found = apply(section);
    shown += found.shown;
    all += found.all;
  }
  fill("matches", field()?.value.trim() ? `${count(shown)} of ${count(all)} entries of the report match.` : "");
}

function apply(section: HTMLElement): { all: number; shown: number } {
  const text = field()?.value.trim() ?? "";
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const chosen = new Map<string, string[]>(); // by facet
  const names = words.length > 0 ? [`\u201c${text}\u201d`] : [];
  for (const box of section.querySelectorAll<HTMLInputElement>("input[data-facet]:checked")) {
    const facet = box.value.slice(0, 2);
    chosen.set(facet, [...(chosen.get(facet) ?? []), box.value]);
    names.push(box.closest("label")?.querySelector("[data-word]")?.textContent.trim() ?? "");
  }
  const found = section.querySelector("[data-files]") ? filterFiles(words, [...chosen.values()]) : filterItems(section, words, [...chosen.values()]);
  say(section, found, names);
  return found;
}

function filterItems(section: HTMLElement, words: string[], chosen: string[][]): { all: number; shown: number } {
  const list = section.querySelectorAll<HTMLElement>(items);
  let shown = 0;
  for (const item of list) {
    const facets = item.dataset["facets"] ?? "";
    const fits = chosen.every((values) => values.some((value) => facets.includes(`|${value}|`)));
    const text = fits && words.length > 0 ? textOf(item) : "";
    item.hidden = !fits || !words.every((word) => text.includes(word));
    if (!item.hidden) shown++;
  }
  const active = words.length + chosen.length > 0;
  for (const rest of section.querySelectorAll<HTMLDetailsElement>("details.ws-rest")) {
    if (active) rest.open = true; // or what fits could stand behind a closed summary
    rest.toggleAttribute("data-filtered", active);
  }
  return { all: list.length, shown };
}

/** All that stands in an item, its id, and addresses as they are: the report writes them so that nothing opens. */
function textOf(item: HTMLElement): string {
  let text = texts.get(item);
  if (text === undefined) {
    const { issue = "", behavior = "", vulnerability = "" } = item.dataset;
    const written = `${issue} ${behavior} ${vulnerability} ${item.textContent}`.toLowerCase();
    const plain = written.replace(/\[(.)\]/g, "$1").replace(/hxxp(s?):/g, "http$1:").replace(/\bfxp(s?):/g, "ftp$1:");
    text = plain === written ? written : `${written} ${plain}`;
    texts.set(item, text);
  }
  return text;
}

/** The notice of a section, and the count of its tab. */
function say(section: HTMLElement, { all, shown }: { all: number; shown: number }, names: string[]): void {
  const active = names.length > 0 && all > 0;
  let notice = section.querySelector<HTMLElement>(".ws-hidden");
  if (!notice && active) {
    const bar = section.querySelector(".ws-filter") ?? section.querySelector(".ws-body");
    const copy = clone("hidden");
    notice = copy.querySelector<HTMLElement>(".ws-hidden");
    if (bar?.matches(".ws-filter")) bar.append(copy);
    else bar?.prepend(copy);
  }
  if (notice) {
    cells(notice, { said: active ? `${count(shown)} of ${count(all)} shown, ${count(all - shown)} hidden by ${names.join(", ")}.` : "" });
    notice.hidden = !active;
  }
  const figure = document.querySelector<HTMLElement>(`[data-view="result"] nav[data-tabs] a[href="#${CSS.escape(section.id)}"] .n`);
  if (!figure) return;
  figure.dataset["all"] ??= figure.textContent;
  figure.textContent = active ? `${count(shown)} of ${count(all)}` : figure.dataset["all"];
}

/** The first lists keep their lengths: rows move between them. */
function sort(select: HTMLSelectElement): void {
  const group = select.closest<HTMLElement>("section");
  if (!group) return;
  const items = [...group.querySelectorAll<HTMLElement>("[data-item]")];
  items.forEach((item, at) => (item.dataset["at"] ??= String(at)));
  const lists = [...new Set(items.map((item) => item.parentElement))];
  const lengths = lists.map((list) => list?.querySelectorAll(":scope > [data-item]").length ?? 0);
  const number = (item: HTMLElement, name: string): number => Number(item.dataset[name]);
  items.sort((a, b) => (select.value ? number(a, select.value) - number(b, select.value) : 0) || number(a, "at") - number(b, "at"));
  let at = 0;
  lists.forEach((list, k) => {
    list?.append(...items.slice(at, at + (lengths[k] ?? 0)));
    at += lengths[k] ?? 0;
  });
}

/** Sorts the rows of a table by a column: numbers from the highest, texts from A; once more turns the order round. */
function sortRows(button: HTMLElement): void {
  const head = button.closest("th");
  const body = head?.closest("table")?.tBodies[0];
  if (!head || !body) return;
  const at = head.cellIndex;
  const text = (row: HTMLTableRowElement): string => row.cells[at]?.textContent.trim() ?? "";
  const number = (row: HTMLTableRowElement): number => Number(text(row).replaceAll(",", "").replace("\u2013", "-1"));
  const rows = [...body.rows];
  const numbers = rows.every((row) => !Number.isNaN(number(row)));
  const turn = head.getAttribute("aria-sort") === (numbers ? "descending" : "ascending");
  rows.sort((a, b) => (numbers ? number(b) - number(a) : text(a).localeCompare(text(b), "en")) * (turn ? -1 : 1));
  body.append(...rows);
  for (const other of head.parentElement?.children ?? []) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", numbers === turn ? "ascending" : "descending");
}
