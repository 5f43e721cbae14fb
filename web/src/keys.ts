// Single keys, for people who read many reports. They act only while nothing
// else takes the key, and the help sheet switches them off.

import { find } from "./view";

const targets = "[data-issue] summary, [data-behavior] summary, li[data-change] summary";

let on = true;

/** open shows the file picker; save exports the report, where there is one. */
export function listenKeys(open: () => void, save: () => void): void {
  const sheet = find<HTMLDialogElement>('dialog[data-view="keys"]');
  document.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.hasAttribute("data-keys")) on = event.target.checked;
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest('[data-action="keys"]')) sheet.showModal();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !(event.target instanceof Element)) return;
    if (event.target.closest('input:not([type="checkbox"]), textarea, select, dialog[open], [contenteditable]')) return;
    if (!on && event.key !== "?") return;
    const act = actions[event.key] ?? (/^[1-9]$/.test(event.key) ? () => section(Number(event.key)) : undefined);
    if (!act) return;
    event.preventDefault();
    act();
  });
  const actions: Record<string, () => void> = {
    o: open,
    e: save,
    "?": () => sheet.showModal(),
    "/": () => shown<HTMLElement>("input[data-search]")[0]?.focus(),
    j: () => step(1),
    k: () => step(-1),
  };
}

/** What can be seen of the result. */
function shown<T extends HTMLElement>(selector: string): T[] {
  return [...document.querySelectorAll<T>(`[data-view="result"] :is(${selector})`)].filter((element) => element.checkVisibility());
}

function step(by: 1 | -1): void {
  const list = shown<HTMLElement>(targets).filter((element) => !element.parentElement?.parentElement?.closest("details:not(.ws-rest)"));
  const active = document.activeElement;
  let at = active ? list.findIndex((element) => element === active || element.parentElement?.contains(active)) : -1;
  if (at < 0 && by < 0) at = list.length;
  const next = list[at + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function section(number: number): void {
  shown<HTMLAnchorElement>("nav[data-tabs] a")[number - 1]?.click();
}
