// The page's own course: load, close the network, take files, read them one
// after another, show what came of it. The state stands on <html data-state>,
// and the style sheet shows the view that belongs to it.

import { AnalysisError, createAnalyzer, type Analyzer, type Kept, type Step } from "./analyzer";
import { addDecisions, decisions, listenDecisions, openDecisions, refuseDecisions, type Own } from "./decisions";
import { listen } from "./drop";
import { load, type Loaded } from "./engine";
import { lock, violation } from "./lock";
import { listenPanel, refresh } from "./panel";
import { listenFiles } from "./files";
import { exchange } from "./exchange";
import { listenFilters, refilter } from "./filter";
import { listenKeys } from "./keys";
import { follow, listenLinks } from "./links";
import { indicators, shownIndicators } from "./indicators";
import { showDifference } from "./difference";
import { listenSource, showSource } from "./source";
import type { Seen } from "./messages";
import { bytes, count, visible } from "./visible";
import { copy, fill, find, focusHeading, heading, list, listenReport, show } from "./view";

type State = "empty" | "loading" | "ready" | "scanning" | "done" | "failed" | "cancelled";

/** A file that was read. */
interface Read {
  name: string;
  size: number;
  file: Blob;
  json: Uint8Array;
  html: string;
  line: string;
  saved?: boolean;
  kept?: Kept;
  edition: number; // of the decisions that it was read with
}

/** A file that was read, or why it was not. */
type Outcome = Read | { name: string; size: number; why: string };

interface Artifact {
  name: string;
  data: Blob;
}

const root = document.documentElement;
const title = document.title;
const WARM = 40; // rounds of unseen reading
const HELD = 64e6; // bytes of what is kept of all packages, to be judged again

let analyzer: Analyzer | undefined;
let queue: Artifact[] = [];
let outcomes: Outcome[] = [];
let overview = ""; // its HTML, when there were several files
let shown: Outcome | undefined;
let against: Outcome | undefined; // the report that the next file is compared with
let comparison: { name: string; json: Uint8Array; html: string; older: Read; newer: Read } | undefined; // while it is shown
let running: AbortController | undefined;
let anew: AbortController | undefined; // while what was read is read anew behind what is shown

function enter(state: State): void {
  root.dataset["state"] = state;
}

async function boot(): Promise<void> {
  enter("loading");
  listenReport();
  listenFilters();
  listenFiles();
  listenLinks((path, line) => openSource(path, line, 0));
  listenSource();
  listenKeys(() => analyzer && choose(), exportJSON);
  addEventListener("popstate", (event) => back(event.state as unknown));
  listenPanel();
  listenDecisions(() => (shown && "json" in shown ? shown.json : undefined), (item) => void decided(item), save);
  document.addEventListener("click", onClick);
  allow("script");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && running) cancel();
  });
  listen(find<HTMLInputElement>(picker), () => analyzer !== undefined, (files) => {
    take(files.map((file) => ({ name: file.name, data: file })));
  });
  let loaded: Loaded;
  let loading = true; // what still arrives after a failure must not hide it
  try {
    loaded = await load((now, total) => {
      if (loading) fill("note", `Loading the engine and its data: ${bytes(now)} of ${bytes(total)}.`);
    });
  } catch (error) {
    loading = false;
    root.dataset["lock"] = "failed";
    fill("note", `The engine could not be loaded (${error instanceof Error ? error.message : String(error)}). Load the page again.`);
    return;
  }
  lock();
  root.dataset["lock"] = "closed";
  fill("lock", "Network closed");
  refresh();
  try {
    analyzer = await createAnalyzer(loaded, violation);
  } catch (error) {
    fill("note", `The engine could not be started (${error instanceof Error ? error.message : String(error)}). This browser may be too old.`);
    return;
  }
  for (const [name, data] of loaded.examples) {
    const button = document.querySelector<HTMLButtonElement>(`[data-example="${CSS.escape(name)}"]`);
    button?.addEventListener("click", () => take([{ name, data: new Blob([data as Uint8Array<ArrayBuffer>]) }]));
  }
  allow("engine");
  fill("note", "");
  enter("ready");
  void warm(analyzer, loaded);
}

// Browsers compile a program's functions when they are first called, and well
// only when they were called often. Reading the examples unseen, a few times
// over, makes the visitor's first package several times faster. It stops as
// soon as there is something real to do.
async function warm(engine: Analyzer, { examples }: Loaded): Promise<void> {
  for (let round = 0; round < WARM; round++) {
    for (const [name, data] of examples) {
      if (running || anew) return;
      await engine.warm(new Blob([data as Uint8Array<ArrayBuffer>]), name);
    }
  }
}

/** Enables what waited for this: the script, or the engine behind a closed network. */
function allow(what: "script" | "engine"): void {
  for (const control of document.querySelectorAll<HTMLInputElement | HTMLButtonElement>(`[data-needs="${what}"]`)) control.disabled = false;
}

/** Queues files. Those that come while others are read wait for their turn. */
function take(files: Artifact[]): void {
  if (!analyzer) return;
  find<HTMLDialogElement>('dialog[data-view="network"]').close();
  fill("refused", "");
  const packages = files.filter((file) => !file.name.endsWith(".toml"));
  if (packages.length < files.length) {
    // Decisions first, so that packages that come with them are read once.
    void decide(analyzer, files.filter((file) => file.name.endsWith(".toml"))).then((refused) => {
      if (packages.length > 0) take(packages);
      else if (!running) return openDecisions();
      fill("refused", refused.join(" ")); // the panel, where it stands too, is closed
    });
    return;
  }
  find<HTMLDialogElement>('dialog[data-view="decisions"]').close();
  anew?.abort();
  queue.push(...packages);
  if (running) showQueue();
  else void work(analyzer);
}

/** Takes over files of decisions. What was read is read anew with them. */
async function decide(engine: Analyzer, files: Artifact[]): Promise<string[]> {
  const refused: string[] = [];
  for (const { name, data } of files) {
    try {
      addDecisions(await engine.decide(await data.text()), name);
    } catch (error) {
      refused.push(refuseDecisions(name, error instanceof AnalysisError ? error.failure.message : "it could not be read"));
    }
  }
  return refused;
}

/** Decisions have changed: packages are judged anew with them, and read anew if need be; the one that is shown first. */
async function decided(item: string): Promise<void> {
  if (!analyzer || running) return; // the end of the work looks itself
  anew?.abort();
  const control = new AbortController();
  anew = control;
  const { edition } = decisions();
  const sides = comparison && [outcomes.indexOf(comparison.older), outcomes.indexOf(comparison.newer)];
  const stale = outcomes.filter((one) => "json" in one && one.edition !== edition) as Read[];
  stale.sort((a, b) => Number(b === shown) - Number(a === shown));
  try {
    for (const one of stale) {
      if (!one.saved && !one.kept) fill("anew", `Reading ${visible(one.name)} anew with your decisions.`);
      const now = await analyze(analyzer, one, control.signal, () => undefined);
      outcomes[outcomes.indexOf(one)] = now;
      if (shown === one) {
        shown = now;
        again(one, now, item);
      }
    }
    if (outcomes.length > 1 && stale.length > 0) {
      overview = await analyzer.overview(`[${outcomes.map(line).join()}]`);
      if (control.signal.aborted) return;
      const { scrollY } = window;
      if (comparison && sides && (await showComparison(analyzer, sides.map((at) => outcomes[at]), true))) scrollTo(0, scrollY);
      else if (!shown) show(overview);
    }
  } catch {
    if (control.signal.aborted) return;
  }
  fill("anew", "");
  anew = undefined;
}

/** Puts a report in the place of the one that is shown. Nothing but what differs is exchanged, so that whoever reads is not disturbed. */
function again(before: Read, outcome: Outcome, item: string): void {
  if (!("json" in outcome)) return showOutcome(outcome);
  const result = find<HTMLElement>('[data-view="result"]');
  const lost = (): boolean => !document.activeElement || document.activeElement === document.body;
  const focused = lost() || result.contains(document.activeElement);
  const top = (): number => (item && result.querySelector(item)?.getBoundingClientRect().top) || 0;
  const was = top();
  if (exchange(before.html, outcome.html)) refilter();
  else show(outcome.html);
  scrollBy(0, top() - was);
  if (focused && lost() && !document.querySelector("dialog[open]")) {
    const button = item ? result.querySelector<HTMLElement>(`${item} :is([data-action="unaccept"], [data-action="accept"])`) : null;
    (button?.checkVisibility() ? button : heading("result"))?.focus({ preventScroll: true });
  }
  fill("live", "The report is ready, with your decisions.");
}

async function work(engine: Analyzer): Promise<void> {
  const other = against;
  outcomes = other ? [other] : [];
  against = undefined;
  overview = "";
  shown = undefined;
  let pair: Outcome[] = [];
  const control = new AbortController();
  running = control;
  try {
    for (let next = queue.shift(); next; next = queue.shift()) {
      outcomes.push(await read(engine, next, control.signal));
    }
    if (outcomes.length > 1) overview = await engine.overview(`[${outcomes.map(line).join()}]`);
    if (outcomes.length === 2) pair = outcomes;
  } catch (error) {
    if (!control.signal.aborted) outcomes.push({ name: "", size: 0, why: because(error) });
  }
  running = undefined;
  if (control.signal.aborted) return;
  const [only] = outcomes;
  views.clear();
  if (await showComparison(engine, pair, other !== undefined)) return remember({ view: "pair", older: 0, newer: 1 }, false);
  if (overview) showOverview();
  else if (only) showOutcome(only);
  remember(overview ? { view: "overview" } : { view: "report", at: 0 }, false);
  follow();
  void decided("");
}

/** A row of the overview, as the engine's Go reads it. */
function line(one: Outcome): string {
  return "line" in one ? one.line : JSON.stringify({ name: one.name, error: one.why });
}

async function read(engine: Analyzer, artifact: Artifact, signal: AbortSignal): Promise<Outcome> {
  const { name, data } = artifact;
  document.title = `${visible(name)}: reading`;
  fill("file", visible(name));
  fill("size", bytes(data.size));
  showQueue();
  seen = 0;
  list("seen", []);
  progress({ phase: "open", bytes: 0, total: 0, unpacked: 0, members: 0, member: "", seen: [] });
  if (root.dataset["state"] !== "scanning") {
    enter("scanning");
    focusHeading("work");
  }
  return analyze(engine, { name, file: data }, signal, progress);
}

async function analyze(engine: Analyzer, { name, file, kept }: { name: string; file: Blob; kept?: Kept }, signal: AbortSignal, tell: (step: Step) => void): Promise<Outcome> {
  const own: Own = decisions();
  try {
    const result = await engine.analyze(file, name, own, signal, tell, kept);
    const read: Read = { name, size: file.size, file, ...result, edition: own.edition };
    if (outcomes.reduce((sum, one) => sum + ("json" in one && one.kept ? one.kept.bytes : 0), result.kept?.bytes ?? 0) > HELD) delete read.kept;
    return read;
  } catch (error) {
    signal.throwIfAborted();
    return { name, size: file.size, why: because(error) };
  }
}

/** The sentence after the file's name. */
function because(error: unknown): string {
  if (error instanceof AnalysisError) {
    const { kind, message, member } = error.failure;
    if (kind === "unreadable") return `${visible(message)}.`;
    const at = member ? ` while it read ${visible(member)}` : "";
    return `made the engine stop${at}: ${visible(message.split("\n")[0] ?? "")}. It was started again.`;
  }
  if (error instanceof DOMException) return "could not be read by the browser: it may have been moved, changed or locked, or is a folder.";
  return `could not be read: ${error instanceof Error ? error.message : String(error)}.`;
}

function cancel(): void {
  const name = visible(find('[data-view="work"] [data-slot="file"]').textContent);
  running?.abort(new DOMException("cancelled", "AbortError"));
  running = undefined;
  queue = [];
  document.title = title;
  fill("note", `Cancelled: ${name}. No report was made.`);
  enter("cancelled");
  focusHeading("drop");
}

function showQueue(): void {
  fill("queue", queue.length === 0 ? "" : queue.length === 1 ? "1 more file waits." : `${count(queue.length)} more files wait.`);
}

const words: Record<Step["phase"], string> = { open: "Opening", read: "Reading files", link: "Linking and judging" };
const order = ["open", "read", "link", "judge", "report"];
let announced = 0;
let phase = "";
let seen = 0; // behaviours of the file that is read

function progress(step: Step): void {
  const figures = step.phase === "read" ? `${bytes(step.bytes)} of ${bytes(step.total)}` : "";
  const found = step.members > 0 ? `${count(step.members)} files so far, ${bytes(step.unpacked)} unpacked.` : "";
  fill("phase", words[step.phase]);
  fill("figures", figures);
  if (step.phase !== "link") fill("found", found);
  fill("path", visible(step.member));
  showSeen(step.seen);
  const bar = find<HTMLProgressElement>('progress[data-slot="bar"]');
  if (step.phase === "read" && step.total > 0) {
    bar.max = step.total;
    bar.value = step.bytes;
  } else bar.removeAttribute("value");
  if (phase !== step.phase) {
    phase = step.phase;
    const now = order.indexOf(phase);
    for (const item of document.querySelectorAll<HTMLElement>('[data-view="work"] [data-step]')) {
      const at = order.indexOf(item.dataset["step"] ?? "");
      if (at < now) item.dataset["is"] = "done";
      else if (at === now) item.dataset["is"] = "now";
      else delete item.dataset["is"];
      item.toggleAttribute("aria-current", false);
      if (at === now) item.setAttribute("aria-current", "step");
    }
  }
  const time = performance.now();
  if (time - announced > 1000) {
    announced = time;
    fill("live", `${words[step.phase]}. ${figures} ${soFar(seen)}`);
  }
}

/** Adds to what was found. It only grows, and at its end, so that nothing jumps. */
function showSeen(found: Seen[]): void {
  if (found.length === 0 && seen > 0) return;
  list("seen", found.map(({ sentence, category, important, path }) => ({ sentence, category, important: important ? "Important" : "", first: visible(path) })), true);
  seen += found.length;
  fill("seen", soFar(seen));
}

function soFar(n: number): string {
  return n === 0 ? "No behaviors so far." : n === 1 ? "1 behavior so far." : `${n} behaviors so far.`;
}

/** from: the report that was opened from it, to whose row the focus goes back. */
function showOverview(from?: number): void {
  shown = undefined;
  comparison = undefined;
  show(overview);
  document.title = `${outcomes.length} artifacts: Wheelscope`;
  offerOverview(false);
  settle(outcomes.some((one) => "json" in one) ? "done" : "failed", "result");
  const row = from === undefined ? null : document.querySelector<HTMLElement>(`[data-view="result"] [data-action="show"][data-report="${from}"]`);
  row?.focus();
}

/** Which of the reports is shown. */
function place(): number | undefined {
  return shown && outcomes.indexOf(shown);
}

/** Compares two reports and shows it; unasked only if they are of one project. False: nothing was shown. */
async function showComparison(engine: Analyzer, pair: (Outcome | undefined)[], asked: boolean): Promise<boolean> {
  const [older, newer] = pair;
  if (!older || !newer || !("json" in older) || !("json" in newer)) return false;
  const compared = await engine.compare(older.json, newer.json).catch(() => undefined);
  if (!compared || running || !(asked || compared.worth)) return false;
  shown = undefined;
  const sides = compared.swapped ? { older: newer, newer: older } : { older, newer };
  comparison = { name: `${sides.older.name}..${sides.newer.name}`, ...compared, ...sides };
  show(compared.html);
  document.title = `${visible(newer.name)} compared: Wheelscope`;
  offerOverview(true);
  settle("done", "result");
  return true;
}

async function compareTwo(engine: Analyzer, older: number, newer: number): Promise<void> {
  if (await showComparison(engine, [outcomes[older], outcomes[newer]], true)) remember({ view: "pair", older, newer }, true);
}

function showOutcome(outcome: Outcome): void {
  shown = outcome;
  comparison = undefined;
  offerOverview(outcomes.length > 1);
  document.title = `${visible(outcome.name)}: Wheelscope`;
  if ("json" in outcome) {
    show(outcome.html);
    settle("done", "result");
  } else {
    fill("file", visible(outcome.name));
    fill("size", bytes(outcome.size));
    fill("why", `${visible(outcome.name)}, ${bytes(outcome.size)}, ${outcome.why} No report was made.`);
    settle("failed", "failed");
  }
}

function offerOverview(yes: boolean): void {
  for (const button of document.querySelectorAll<HTMLElement>('button[data-action="overview"]')) button.hidden = !yes;
}

function settle(state: State, view: string): void {
  fill("live", state === "done" ? "The report is ready." : "");
  enter(state);
  refresh();
  focusHeading(view);
}

function onClick(event: MouseEvent): void {
  if (!(event.target instanceof Element)) return;
  const button = event.target.closest<HTMLElement>("[data-action]");
  switch (button?.dataset["action"]) {
    case "copy-indicators":
      return void copy(button, shownIndicators());
    case "export-indicators":
      if (shown && "json" in shown) save(`${shown.name}.csv`, indicators(shown.json), "text/csv");
      return;
    case "source": {
      const { open, at, offset, side } = button.dataset;
      if (side !== undefined) sourceOf = comparison && comparison[side === "old" ? "older" : "newer"];
      else if (!button.closest("dialog")) sourceOf = comparison && (button.closest('[data-change="gone"]') ? comparison.older : comparison.newer);
      if (open !== undefined) openSource(open, Number(at ?? 0), Number(offset ?? 0));
      return;
    }
    case "difference": {
      const { old, new: now } = button.dataset;
      if (!analyzer || !comparison) return;
      if (old && now) return void showDifference(analyzer, { ...comparison.older, path: old }, { ...comparison.newer, path: now });
      sourceOf = now ? comparison.newer : comparison.older;
      return openSource(now ?? old ?? "", 0, 0);
    }
    case "compare-with":
      against = shown;
      return find<HTMLInputElement>(picker).click();
    case "compare":
      if (analyzer) void compareTwo(analyzer, Number(button.dataset["old"]), Number(button.dataset["new"]));
      return;
    case "open":
    case "load-decisions":
      return choose();
    case "cancel":
      if (running) cancel();
      return;
    case "export-json":
      return exportJSON();
    case "overview":
      if (!overview) return;
      showOverview(place());
      return remember({ view: "overview" }, true);
    case "show": {
      const at = Number(button.dataset["report"]);
      const one = outcomes[at];
      if (!one) return;
      showOutcome(one);
      return remember({ view: "report", at }, true);
    }
  }
}

let sourceOf: Read | undefined; // of a comparison, the side that the source view shows

/** Opens a file of the report that is shown, or of the chosen side of a comparison. */
function openSource(path: string, line: number, offset: number): void {
  const from = comparison ? sourceOf : shown;
  if (analyzer && from && "json" in from) void showSource(analyzer, { file: from.file, name: from.name, json: from.json, path, line, offset }, !comparison);
}

const picker = 'input[type=file][data-wheelscope="file"]';

function choose(): void {
  against = undefined;
  find<HTMLInputElement>(picker).click();
}

function exportJSON(): void {
  if (comparison) save(`${comparison.name}.json`, comparison.json);
  else if (shown && "json" in shown) save(`${shown.name}.json`, shown.json);
}

// Views that were opened from an overview are steps of the browser's history.
// What a step shows is kept here; the address names only items of a report.
type View = { view: "overview" } | { view: "report"; at: number } | { view: "pair"; older: number; newer: number };

const views = new Map<number, View>(); // of the work that was done last, by the number in the history's state
let lastView = 0;

function remember(view: View, anew: boolean): void {
  views.set(++lastView, view);
  const address = location.pathname + location.search;
  if (anew) history.pushState(lastView, "", address);
  else history.replaceState(lastView, "", address + location.hash);
}

function back(state: unknown): void {
  const view = typeof state === "number" && !running ? views.get(state) : undefined;
  if (!view) return;
  const one = view.view === "report" ? outcomes[view.at] : undefined;
  if (one && one !== shown) showOutcome(one);
  else if (view.view === "overview" && (shown || comparison)) showOverview(place());
  else if (view.view === "pair" && !comparison && analyzer) void showComparison(analyzer, [outcomes[view.older], outcomes[view.newer]], true);
}

/** Saves exactly these bytes: they are what the command line prints. */
function save(name: string, data: Uint8Array, type = "application/json"): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([data as Uint8Array<ArrayBuffer>], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

void boot();
