// The Network panel: the policy in force, every request before it, and a way to
// try it.

import { policy, requestsBefore, requestsSince, tryToSend, violations, type Attempt } from "./lock";
import { bytes, count } from "./visible";
import { fill, find, list } from "./view";

export function listenPanel(): void {
  const dialog = find<HTMLDialogElement>('dialog[data-view="network"]');
  document.addEventListener("click", (event) => {
    const action = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-action]")?.dataset["action"] : undefined;
    if (action === "network") {
      refresh();
      dialog.showModal();
    } else if (action === "close" && event.target instanceof Element) event.target.closest("dialog")?.close();
    else if (action === "try-send") void attempt();
  });
}

/** Brings the figures of the panel up to date. */
export function refresh(): void {
  fill("requests", count(requestsSince()));
  fill("violations", count(violations));
  fill("policy", policy);
  list("request", requestsBefore().map((sent) => ({ address: sent.address, why: sent.why, size: sent.size > 0 ? bytes(sent.size) : "" })));
}

let trying = false;

async function attempt(): Promise<void> {
  if (trying) return;
  trying = true;
  const button = find<HTMLButtonElement>('[data-action="try-send"]');
  button.setAttribute("aria-disabled", "true");
  list("sent", []);
  fill("verdict", "Trying …");
  const all: Attempt[] = [];
  await tryToSend((one) => {
    all.push(one);
    list("sent", [{ way: one.way, result: one.refused ? "refused" : "not refused", by: one.by }], true);
  });
  const refused = all.filter((one) => one.refused).length;
  fill("verdict", `${all.length} tried, ${refused} refused.`);
  button.removeAttribute("aria-disabled");
  trying = false;
  refresh();
}
