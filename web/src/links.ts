// Addresses of items in the part of the address behind "#": #behavior/ID,
// #issue/ID, #vulnerability/ID, #file/PATH and #file/PATH:LINE. They name what it
// is, never where it stands in the report, so they outlive another version of the
// engine or the package. The sections' own anchors (#files) are the browser's.

const marks = ["issue", "behavior", "vulnerability"] as const;

/** Opens what the address names, now and whenever it changes; opening an item changes the address. */
export function listenLinks(file: (path: string, line: number) => void): void {
  openFile = file;
  addEventListener("hashchange", () => follow());
  document.addEventListener(
    "toggle",
    (event) => {
      if (!(event.target instanceof HTMLDetailsElement) || !event.target.open || following) return;
      const item = event.target.parentElement;
      for (const mark of marks) {
        const id = item?.matches(`[data-${mark}]`) ? item.dataset[mark] : undefined;
        if (id) history.replaceState(history.state, "", `#${mark}/${encodeURIComponent(id)}`);
      }
    },
    true,
  );
}

let openFile: (path: string, line: number) => void = () => undefined;
let following = false; // what the address opened must not change it

/** True if the address names an item that is there. */
export function follow(): boolean {
  const [mark, name] = location.hash.slice(1).split("/", 2);
  if (!mark || !name || (mark !== "file" && !marks.some((known) => known === mark))) return false;
  const [, word = name, line] = mark === "file" ? (/^(.*?)(?::(\d+))?$/.exec(name) ?? []) : [];
  let id: string;
  try {
    id = decodeURIComponent(word);
  } catch {
    return false;
  }
  if (mark === "file") {
    openFile(id, Number(line ?? 0));
    return true;
  }
  const item = document.querySelector<HTMLElement>(`[data-view="result"] [data-${mark}="${CSS.escape(id)}"]`);
  if (!item) return false;
  following = true;
  for (let outer = item.closest("details"); outer; outer = outer.parentElement?.closest("details") ?? null) outer.open = true;
  const inner = item.querySelector("details");
  if (inner) inner.open = true;
  setTimeout(() => (following = false), 0);
  item.scrollIntoView({ block: "start" });
  const head = item.querySelector<HTMLElement>("summary") ?? item;
  if (head === item) item.tabIndex = -1;
  head.focus({ preventScroll: true });
  return true;
}
