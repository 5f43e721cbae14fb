// The source view: any file of the package that is shown, read anew by the engine.

import type { Analyzer, Place } from "./analyzer";
import { fill, find, insert } from "./view";

/** Shows the file at a place; false if there is nothing to read it from. */
export async function showSource(engine: Analyzer, at: Place): Promise<void> {
  const dialog = find<HTMLDialogElement>('dialog[data-dialog="source"]');
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
  if (line) line.scrollIntoView({ block: "center" });
  else dialog.scrollTo({ top: 0 });
  view.querySelector<HTMLElement>("pre")?.focus({ preventScroll: true });
}
