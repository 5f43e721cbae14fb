// People's own decisions: kept in the memory of the tab, read from and written as
// the file .wheelscope.toml that the command reads. The engine reads and checks
// the text; here it is only kept, shown and written.

import { count, visible } from "./visible";
import { cells, clone, fill, find } from "./view";

/** As package decisions has them. */
interface Acceptance {
  issue?: string;
  behavior?: string;
  package?: string;
  paths?: string[];
  fingerprints?: string[];
  reason: string;
  expires: string;
}

interface Decisions {
  accept: Acceptance[];
  hosts: { class: string; names: string[] }[];
  projects: string[];
  behavior: { id: string; title: string; names?: string[]; texts?: string[]; hosts?: string[]; priority?: string; why?: string }[];
}

const ENDLESS = "9999-12-31"; // the last day of what has none

const own: Decisions = { accept: [], hosts: [], projects: [], behavior: [] };
let edition = 0;
let changed: (item: string) => void = () => undefined;

/** What a report is read with, and which edition of it this is. */
export interface Own {
  decisions: string;
  day: string;
  rules: string;
  edition: number;
}

export function decisions(): Own {
  const none = own.accept.length + own.hosts.length + own.projects.length + own.behavior.length === 0;
  return { decisions: none ? "" : JSON.stringify(own), day: day(0), rules: JSON.stringify(own.behavior), edition };
}

/** A day of this place's calendar. */
function day(years: number): string {
  const now = new Date();
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${now.getFullYear() + years}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The report that is shown, as far as accepting asks for it. */
interface Report {
  artifact: { kind: string };
  package: { name?: string };
  issues: { id: string; title: string; count: number; evidence: { fingerprint?: string }[] }[];
  behaviors: { id: string; title: string }[];
  files: { path: string; behaviors: string[] }[];
}

type Mark = "issue" | "behavior";


/**
 * again is called when the decisions have changed, with a selector of the item it was about;
 * shown gives the JSON of the report that is shown.
 */
export function listenDecisions(shown: () => Uint8Array | undefined, again: (item: string) => void, save: (name: string, data: Uint8Array, type: string) => void): void {
  changed = again;
  const panel = find<HTMLDialogElement>('dialog[data-view="decisions"]');
  const form = find<HTMLFormElement>('form[data-form="accept"]');
  let accepting: Acceptance[] = []; // one for each choice of the form
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>("[data-action]") : null;
    const item = button?.closest<HTMLElement>("[data-issue], [data-behavior]");
    const mark = item?.dataset["issue"] === undefined ? "behavior" : "issue";
    const id = item?.dataset[mark] ?? "";
    const of = (): Report | undefined => {
      const json = shown();
      return json && id ? (JSON.parse(new TextDecoder().decode(json)) as Report) : undefined;
    };
    switch (button?.dataset["action"]) {
      case "decisions":
        fill("decided", "");
        show();
        return panel.showModal();
      case "save-decisions":
        return save(".wheelscope.toml", new TextEncoder().encode(toml()), "application/toml");
      case "copy-decisions":
        return void navigator.clipboard.writeText(toml()).then(
          () => fill("decided", "Copied."),
          () => fill("decided", "The browser does not allow copying here."),
        );
      case "drop-decisions":
        own.accept = [];
        own.hosts = [];
        own.projects = [];
        own.behavior = [];
        return tell("", "All removed.");
      case "remove-decision": {
        const row = button.closest("li");
        const at = [...(row?.parentElement?.children ?? [])].indexOf(row as Element);
        own.accept.splice(at, 1);
        tell("", "Removed.");
        const rest = panel.querySelectorAll<HTMLElement>('[data-action="remove-decision"]');
        return (rest[Math.min(at, rest.length - 1)] ?? find<HTMLElement>('[data-action="load-decisions"]')).focus();
      }
      case "accept":
        accepting = offer(form, of(), mark, id);
        return;
      case "unaccept":
        undo(panel, of()?.package.name ?? "", mark, id);
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const values = new FormData(form);
    const one = accepting[values.get("scope") === "places" ? 0 : 1];
    const reason = String(values.get("reason")).trim();
    const field = find<HTMLTextAreaElement>('textarea[name="reason"]', form);
    if (!one || !reason) {
      field.value = "";
      field.reportValidity();
      return;
    }
    own.accept.push({ ...one, reason, expires: String(values.get("expires")) || ENDLESS });
    form.closest("dialog")?.close();
    tell(one.issue ? selector("issue", one.issue) : selector("behavior", one.behavior ?? ""), "");
  });
}

function selector(mark: Mark, id: string): string {
  return `[data-${mark}="${CSS.escape(id)}"]`;
}

const FEW = 20; // files that an acceptance names one by one

/** Opens the form for an issue or a behaviour. What is found elsewhere later counts if only today's places are accepted. */
function offer(form: HTMLFormElement, report: Report | undefined, mark: Mark, id: string): Acceptance[] {
  const item = report?.[`${mark}s`].find((one) => one.id === id);
  if (!report || !item) return [];
  const name = report.package.name;
  const whole: Acceptance = { [mark]: id, ...(name ? { package: name } : {}), reason: "", expires: "" };
  const places = mark === "issue" ? known(report, id) : filesOf(report, id);
  form.reset();
  fill("accepting", visible(item.title));
  fill("accept-what", mark === "issue" ? "Accept an issue" : "Accept a behavior");
  fill("scope-places", places.said);
  fill("scope-package", `${mark === "issue" ? "All places of this issue" : "This behavior"} in ${name ? `${visible(name)}, in any version` : "any package"}`);
  fill("accept-note", mark === "issue" ? "" : "Issues that follow from this behavior count its accepted places no longer.");
  const [first, every] = form.querySelectorAll<HTMLInputElement>('[name="scope"]');
  if (first) {
    first.disabled = !places.narrow;
    first.checked = !first.disabled;
    if (every) every.checked = first.disabled;
  }
  find<HTMLInputElement>('[name="expires"]', form).value = day(1);
  find<HTMLInputElement>('[name="expires"]', form).min = day(0);
  form.closest("dialog")?.showModal();
  find<HTMLElement>('[name="reason"]', form).focus();
  return [{ ...whole, ...places.narrow }, whole];
}

/** What narrows an acceptance to what is there today, if the report can tell, and the same in words. */
interface Narrow {
  said: string;
  narrow?: Pick<Acceptance, "fingerprints" | "paths">;
}

/** The places of an issue, by their fingerprints. */
function known(report: Report, id: string): Narrow {
  const { evidence = [], count: n = 0 } = report.issues.find((one) => one.id === id) ?? {};
  const fingerprints = [...new Set(evidence.map((place) => place.fingerprint ?? "").filter(Boolean))];
  const all = evidence.length === n && evidence.every((place) => place.fingerprint);
  return {
    said: n === 1 ? "The one place that was found; others count when they come" : `The ${count(n)} places that were found; others count when they come`,
    ...(all && fingerprints.length > 0 ? { narrow: { fingerprints } } : {}),
  };
}

/** The files in which a behaviour was found. The folder of an sdist has its version in its name. */
function filesOf(report: Report, id: string): Narrow {
  const all = report.files.filter((file) => file.behaviors.includes(id)).map(({ path }) => path);
  const rooted = report.artifact.kind === "sdist" && report.files.every(({ path }) => path.split("/")[0] === report.files[0]?.path.split("/")[0]);
  const paths = all.map((path) => (rooted ? path.slice(path.indexOf("/") + 1) : path));
  const few = paths.length > 0 && paths.length <= FEW && !paths.some((path) => path.includes("*"));
  return {
    said: paths.length === 1 ? `Where it was found, in ${visible(paths[0] ?? "")}; in other files it counts` : `Where it was found, in ${count(paths.length)} files; in others it counts`,
    ...(few ? { narrow: { paths } } : {}),
  };
}

/** Forgets what was accepted of this item here. What covers more is left to the person who sees it in the panel. */
function undo(panel: HTMLDialogElement, name: string, mark: Mark, id: string): void {
  const here = (one: Acceptance): boolean => one[mark] === id && (one.package ?? "") === name;
  if (own.accept.some(here)) {
    own.accept = own.accept.filter((one) => !here(one));
    return tell(selector(mark, id), "");
  }
  show();
  fill("decided", `What covers this ${mark} was decided for more than this package${mark === "issue" ? " or by behavior" : ""}: remove it here.`);
  panel.showModal();
}

/** item: a selector of what it was about, "" if that is not one item. */
function tell(item: string, said: string): void {
  edition++;
  show();
  fill("decided", said);
  changed(item);
}

/** Adds what a file holds; json is what the engine made of it. */
export function addDecisions(json: string, name: string): void {
  const more = JSON.parse(json) as { [K in keyof Decisions]: Decisions[K] | null };
  const have = new Set(own.accept.map((one) => JSON.stringify(one)));
  const accept = (more.accept ?? []).filter((one) => !have.has(JSON.stringify(one)));
  own.accept.push(...accept);
  own.hosts.push(...(more.hosts ?? []));
  own.projects.push(...(more.projects ?? []).filter((project) => !own.projects.includes(project)));
  own.behavior = [...own.behavior.filter((one) => !more.behavior?.some(({ id }) => id === one.id)), ...(more.behavior ?? [])];
  tell("", `${visible(name)}: read, ${times(accept.length, "acceptance")} added.`);
}

/** Says in the panel why a file was not taken, and gives the sentence. */
export function refuseDecisions(name: string, why: string): string {
  const said = `${visible(name)} was not taken: ${why}.`;
  show();
  fill("decided", said);
  return said;
}

export function openDecisions(): void {
  const panel = find<HTMLDialogElement>('dialog[data-view="decisions"]');
  if (!panel.open) panel.showModal();
}

function times(n: number, noun: string): string {
  return `${count(n)} ${noun}${n === 1 ? "" : "s"}`;
}

/** Brings panel and bar up to date. */
function show(): void {
  const n = own.accept.length;
  fill("decisions", n > 0 ? ` ${count(n)}` : "");
  fill("acceptances", n === 0 ? "Nothing yet. Each issue and behavior of a report has a button for it." : times(n, "acceptance") + ".");
  const others = [
    own.hosts.length > 0 ? times(own.hosts.length, "list") + " of hosts" : "",
    own.projects.length > 0 ? times(own.projects.length, "name") + " of projects" : "",
    own.behavior.length > 0 ? times(own.behavior.length, "behavior") + " of your own" : "",
  ].filter(Boolean);
  fill("others", others.length > 0 ? `Also from files: ${others.join(", ")}. They need the package: a saved report is not read anew.` : "");
  const today = day(0);
  find('[data-list="acceptance"]').replaceChildren(
    ...own.accept.map((one) => {
      const copy = clone("acceptance");
      const scope = [
        one.package ? `in ${one.package}` : "in any package",
        one.paths?.length ? `in ${one.paths.join(", ")}` : "",
        one.fingerprints?.length ? times(one.fingerprints.length, "known place") : "",
      ];
      const until = one.expires < today ? `Expired on ${one.expires}:` : one.expires >= ENDLESS ? "Without a last day:" : `Until ${one.expires}:`;
      cells(copy, { what: visible(one.issue ?? one.behavior ?? ""), scope: visible(scope.filter(Boolean).join(", ")), until, reason: visible(one.reason) });
      copy.querySelector("button")?.setAttribute("aria-label", `Remove ${one.issue ?? one.behavior ?? ""}`);
      return copy;
    }),
  );
}

/** The text of .wheelscope.toml. JSON's escapes are those of TOML, but for a lone surrogate and U+007F. */
function toml(): string {
  const text = (value: string): string => JSON.stringify(value.replace(/\p{Cs}/gu, "\ufffd")).replaceAll("\u007f", "\\u007f");
  const value = (v: string | string[]): string => (typeof v === "string" ? text(v) : `[${v.map(text).join(", ")}]`);
  const table = (head: string, entry: object): string => {
    const lines = Object.entries(entry as Record<string, string | string[]>).filter(([, v]) => v.length > 0);
    return `\n[[${head}]]\n${lines.map(([key, v]) => `${key} = ${key === "expires" ? (v as string) : value(v)}\n`).join("")}`;
  };
  const head = own.projects.length > 0 ? `projects = ${value(own.projects)}\n` : "";
  return "# Decisions for Wheelscope: what is accepted, why, and until when.\n" + head +
    own.accept.map((one) => table("accept", one)).join("") + own.hosts.map((one) => table("hosts", one)).join("") + own.behavior.map((one) => table("behavior", one)).join("");
}
