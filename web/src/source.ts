// The source view: any file of the package that is shown, read anew by the engine.

import type { Analyzer, Place } from "./analyzer";
import { fill, find, insert } from "./view";

const selector = 'dialog[data-dialog="source"]';

/** The address names a file only while it is shown. */
export function listenSource(): void {
  find(selector).addEventListener("close", () => name(""));
}

function name(item: string): void {
  if (item || location.hash.startsWith("#file/")) history.replaceState(history.state, "", item || location.pathname + location.search);
}

/** Shows the file at a place; named: the address then says which. */
export async function showSource(engine: Analyzer, at: Place, named: boolean): Promise<void> {
  const dialog = find<HTMLDialogElement>(selector);
  if (named) name(`#file/${encodeURIComponent(at.path)}${at.line > 0 ? `:${at.line}` : ""}`);
  if (!dialog.open) {
    insert("source", "");
    dialog.showModal();
  }
  fill("source", "Reading the file anew.");
  let html: string;
  try {
    html = await engine.view(at);
  } catch (error) {
    fill("source", `The file could not be read (${error instanceof Error ? error.message : String(error)}).`);
    return;
  }
  fill("source", "");
  const view = insert("source", html);
  const line = at.line > 0 ? view.querySelector<HTMLElement>(`.l[data-n="${at.line}"]`) : null;
  dialog.scrollTo({ top: 0 });
  if (line && line.getBoundingClientRect().bottom > dialog.getBoundingClientRect().bottom) line.scrollIntoView({ block: "center" });
  view.querySelector<HTMLElement>("pre")?.focus({ preventScroll: true });
}
