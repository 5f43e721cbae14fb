// The difference of one file of a comparison, in the dialog of the source view.

import type { Analyzer, Member } from "./analyzer";
import { difference, type Line } from "./lines";
import { count, visible } from "./visible";
import { cells, clone, fill, find } from "./view";

const AROUND = 3; // lines that are the same, before and after what differs
const MOST = 4000; // lines in the page
const WIDE = 1000; // characters of a line

/** Shows what differs between two texts, or why that cannot be shown. */
export async function showDifference(engine: Analyzer, older: Member, newer: Member): Promise<void> {
  const dialog = find<HTMLDialogElement>('dialog[data-dialog="source"]');
  const view = find<HTMLElement>('div[data-view="source"]');
  view.replaceChildren();
  if (!dialog.open) dialog.showModal();
  fill("source", "Reading both files anew.");
  const copy = clone("difference");
  for (const [side, { path }] of [["old", older], ["new", newer]] as const) copy.querySelector(`[data-side="${side}"]`)?.setAttribute("data-open", path);
  cells(copy, { path: newer.path, was: older.path === newer.path ? "" : `was ${older.path}` });
  const code = find<HTMLElement>("code", copy);
  try {
    const texts = [await engine.text(older), await engine.text(newer)].map((text) => text.split("\n"));
    const lines = difference(texts[0] ?? [], texts[1] ?? []);
    cells(copy, { said: said(lines) });
    print(code, lines);
  } catch (error) {
    cells(copy, { said: `No difference of lines can be shown: ${error instanceof Error ? error.message : String(error)}. Both can be looked at.` });
    code.parentElement?.remove();
  }
  fill("source", "");
  view.replaceChildren(copy);
  dialog.scrollTo({ top: 0 });
  (view.querySelector<HTMLElement>("pre") ?? view.querySelector<HTMLElement>("button"))?.focus({ preventScroll: true });
}

function said(lines: Line[]): string {
  const plus = lines.filter((line) => line.sign === "+").length;
  const minus = lines.filter((line) => line.sign === "-").length;
  const same = plus + minus === 0 ? " The bytes differ in line ends or encoding only." : "";
  return `${count(plus)} ${plus === 1 ? "line" : "lines"} added, ${count(minus)} removed.${same}`;
}

function print(code: HTMLElement, lines: Line[]): void {
  const near = new Uint8Array(lines.length);
  lines.forEach((line, at) => {
    if (line.sign !== " ") near.fill(1, Math.max(0, at - AROUND), at + AROUND + 1);
  });
  let printed = 0;
  let left = 0;
  const skip = (): void => {
    if (left > 0) row(code, "", `${count(left)} ${left === 1 ? "line" : "lines"} the same`, "skip");
    left = 0;
  };
  for (const [at, line] of lines.entries()) {
    if (!near[at]) {
      left++;
      continue;
    }
    skip();
    if (printed++ === MOST) return row(code, "", `${count(lines.length - at)} lines more are not shown`, "skip");
    const rest = line.text.length - WIDE;
    const text = line.text.slice(0, WIDE).split("\t").map(visible).join("\t") + (rest > 0 ? ` … ${count(rest)} more characters` : "");
    row(code, String(line.now || line.old), text, line.sign === "+" ? "add" : line.sign === "-" ? "del" : "", line.sign);
  }
  skip();
}

function row(code: HTMLElement, number: string, text: string, name: string, sign = " "): void {
  const copy = clone("line");
  const line = copy.firstElementChild;
  if (number) line?.setAttribute("data-n", number);
  if (name) line?.classList.add(name);
  cells(copy, { sign, text });
  code.append(copy);
}
