// Search, facets and order of the lists that Go rendered. Values of one facet
// widen, facets and words narrow. What is hidden is always said, with the way back.

import { fill } from "./view";

/** One listener for all reports. */
export function listenFilters(): void {
  document.addEventListener("input", (event) => {
    const { target } = event;
    if (target instanceof HTMLSelectElement && target.hasAttribute("data-sort")) sort(target);
    else if (target instanceof HTMLInputElement && (target.hasAttribute("data-filter") || target.hasAttribute("data-facet"))) {
      const group = target.closest<HTMLElement>("[data-filterable]");
      if (group) apply(group);
    }
  });
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-action="unfilter"]') : null;
    const group = button?.closest<HTMLElement>("[data-filterable]");
    if (group) clear(group);
    const column = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-action="sort"]') : null;
    if (column) sortRows(column);
  });
}

/** Shows all again. */
function clear(group: HTMLElement): void {
  const search = group.querySelector<HTMLInputElement>("input[data-filter]");
  if (search) search.value = "";
  for (const box of group.querySelectorAll<HTMLInputElement>("input[data-facet]")) box.checked = false;
  apply(group);
  search?.focus();
}

function apply(group: HTMLElement): void {
  const text = group.querySelector<HTMLInputElement>("input[data-filter]")?.value ?? "";
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const chosen = new Map<string, string[]>(); // by facet
  const names = words.length > 0 ? [`\u201c${text.trim()}\u201d`] : [];
  for (const box of group.querySelectorAll<HTMLInputElement>("input[data-facet]:checked")) {
    const facet = box.value.slice(0, 2);
    chosen.set(facet, [...(chosen.get(facet) ?? []), `|${box.value}|`]);
    names.push(box.closest("label")?.querySelector("[data-word]")?.textContent.trim() ?? "");
  }
  const items = group.querySelectorAll<HTMLElement>("[data-item]");
  let hidden = 0;
  for (const item of items) {
    const facets = item.dataset["facets"] ?? "";
    const fits = [...chosen.values()].every((values) => values.some((value) => facets.includes(value)));
    const text = fits && words.length > 0 ? item.textContent.toLowerCase() : "";
    item.hidden = !fits || !words.every((word) => text.includes(word));
    if (item.hidden) hidden++;
  }
  const active = names.length > 0;
  for (const rest of group.querySelectorAll<HTMLDetailsElement>("details.ws-rest")) {
    if (active) rest.open = true; // or what fits could stand behind a closed summary
    rest.toggleAttribute("data-filtered", active);
  }
  const said = active ? `${items.length - hidden} of ${items.length} shown, ${hidden} hidden by ${names.join(", ")}.` : "";
  fill("hidden", said, group);
  for (const notice of group.querySelectorAll<HTMLElement>(".ws-hidden")) notice.hidden = !active;
}

/** The first lists keep their lengths: rows move between them. */
function sort(select: HTMLSelectElement): void {
  const group = select.closest<HTMLElement>("[data-filterable]");
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
