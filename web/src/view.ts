// What the page shows: slots filled with text, clones of templates, and the
// behaviour of what Go rendered. No markup is built here; the report's HTML is
// inserted at one place.

import { adoptFiles } from "./files";
import { trust } from "./trust";

/** The element with this mark; its absence is a fault of the page. */
export function find<T extends Element>(selector: string, root: ParentNode = document): T {
  const element = root.querySelector<T>(selector);
  if (!element) throw new Error(`the page has no ${selector}`);
  return element;
}

/** Sets the text of every slot of this name. */
export function fill(slot: string, text: string, root: ParentNode = document): void {
  for (const element of root.querySelectorAll(`[data-slot="${slot}"]`)) {
    if (element.textContent !== text) element.textContent = text;
  }
}

/** Puts clones of the template into the list of the same name, one a row of slots. */
export function list(name: string, rows: Record<string, string>[], keep = false): void {
  const body = find<HTMLElement>(`[data-list="${name}"]`);
  const template = find<HTMLTemplateElement>(`template[data-template="${name}"]`);
  if (!keep) body.replaceChildren();
  for (const row of rows) {
    const copy = document.importNode(template.content, true);
    for (const [slot, text] of Object.entries(row)) fill(slot, text, copy);
    body.append(copy);
  }
}

/** A copy of a template of the page. */
export function clone(name: string): DocumentFragment {
  return document.importNode(find<HTMLTemplateElement>(`template[data-template="${name}"]`).content, true);
}

/** Sets the texts of a clone's cells. */
export function cells(copy: ParentNode, texts: Record<string, string>): void {
  for (const cell of copy.querySelectorAll<HTMLElement>("[data-cell]")) {
    const text = texts[cell.dataset["cell"] ?? ""];
    if (text !== undefined) cell.textContent = text;
  }
}

/** Shows a report, an overview or a comparison. */
export function show(html: string): void {
  const root = insert("result", html);
  adoptFiles(root);
  follow(root);
}

/** Shows HTML in a view. It was rendered by the engine, which escapes what came from a package. */
export function insert(view: "result" | "source", html: string): HTMLElement {
  const element = find<HTMLElement>(`div[data-view="${view}"]`);
  element.replaceChildren(...parse(html).childNodes);
  return element;
}

/** HTML from the engine as elements that stand nowhere yet. */
export function parse(html: string): HTMLElement {
  const box = document.createElement("div");
  box.innerHTML = trust.createHTML(html);
  return box;
}

let observer: IntersectionObserver | undefined; // of the sections that are shown

/** Goes to a section. The focus goes with it: a browser would leave it to nothing. */
function goTo(hash: string): void {
  const section = document.querySelector<HTMLElement>(`[data-view="result"] [id="${CSS.escape(hash.slice(1))}"]`);
  if (!section) return;
  location.hash = hash;
  section.scrollIntoView({ block: "start" });
  const head = section.querySelector<HTMLElement>("p, h2") ?? section;
  head.tabIndex = -1;
  head.focus({ preventScroll: true });
}

/** Moves the focus to the heading of the view that opened. */
export function focusHeading(view: string): void {
  heading(view)?.focus({ preventScroll: true });
  scrollTo({ top: 0 });
}

/** The heading of a view, ready to take the focus. */
export function heading(view: string): HTMLElement | null {
  const h1 = document.querySelector<HTMLElement>(`[data-view="${view}"] h1`);
  if (h1) h1.tabIndex = -1;
  return h1;
}

/** Clicks and filters inside of what Go rendered; one listener for all reports. */
export function listenReport(): void {
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const tab = event.target.closest<HTMLAnchorElement>('nav[data-tabs] a[href^="#"]');
    if (tab && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      goTo(tab.hash);
    }
    const button = event.target.closest<HTMLButtonElement>("button");
    if (!button) return;
    if (button.dataset["copy"] !== undefined) void copy(button, button.dataset["copy"]);
    else if (button.hasAttribute("data-toggle")) toggle(button);
  });
}

/** Copies a text and says so. */
export async function copy(button: HTMLElement, text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    return; // not allowed here: the text can still be selected
  }
  button.setAttribute("data-copied", "");
  fill("live", "Copied.");
  setTimeout(() => button.removeAttribute("data-copied"), 1500);
}

function toggle(button: HTMLButtonElement): void {
  const panel = button.closest("[data-item]")?.querySelector<HTMLElement>("[data-panel]");
  if (!panel) return;
  const open = button.getAttribute("aria-expanded") === "true";
  button.setAttribute("aria-expanded", String(!open));
  panel.hidden = open;
}

/** Marks the tab of the section that is in view. */
export function follow(root: HTMLElement): void {
  const tabs = new Map<Element, HTMLAnchorElement>();
  for (const tab of root.querySelectorAll<HTMLAnchorElement>('nav[data-tabs] a[href^="#"]')) {
    const section = root.querySelector(`[id="${CSS.escape(tab.hash.slice(1))}"]`);
    if (section) tabs.set(section, tab);
  }
  const seen = new Set<Element>();
  observer?.disconnect();
  observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) entry.isIntersecting ? seen.add(entry.target) : seen.delete(entry.target);
      const current = [...tabs.keys()].find((section) => seen.has(section));
      for (const [section, tab] of tabs) {
        if (section === current) tab.setAttribute("aria-current", "location");
        else tab.removeAttribute("aria-current");
      }
    },
    { rootMargin: "-20% 0px -70% 0px" },
  );
  for (const section of tabs.keys()) observer.observe(section);
}
