// A report that was judged anew takes the place of the one that is shown. Only
// what differs is exchanged: where the reader is, what stands open, what is
// chosen and in which order things stand is nobody else's business.

import { follow, parse } from "./view";

const items = "[data-issue], [data-item][data-behavior]";

/** A part of a report: what stands in it besides its items. */
interface Part {
  element: HTMLElement;
  rest: string;
}

/** Exchanges what differs between two HTML texts of one report. False: their parts are not the same, nothing was done. */
export function exchange(before: string, now: string): boolean {
  const result = document.querySelector<HTMLElement>('[data-view="result"]');
  if (!result) return false;
  const page = parse(now);
  const old = parts(parse(before), true);
  const fresh = parts(page, true);
  const shown = parts(result, false);
  if (old.size !== fresh.size || [...fresh.keys()].some((key) => !old.has(key) || !shown.has(key))) return false;
  for (const [key, { element, rest }] of fresh) {
    const was = shown.get(key)?.element;
    if (!was?.isConnected || old.get(key)?.rest === rest) continue;
    const open = was.querySelectorAll("details");
    element.querySelectorAll("details").forEach((one, at) => (one.open = open[at]?.open ?? one.open));
    was.replaceWith(element);
  }
  const article = result.querySelector<HTMLElement>("article");
  if (article) article.dataset["verdict"] = page.querySelector<HTMLElement>("article")?.dataset["verdict"] ?? "";
  follow(result);
  return true;
}

/** The parts of a report by what names them: its head, its summary, its sections and their items. */
function parts(root: HTMLElement, rests: boolean): Map<string, Part> {
  const all = new Map<string, Part>();
  const rest = (element: HTMLElement): string => {
    if (element.matches(items)) return element.outerHTML;
    const copy = element.cloneNode(true) as HTMLElement;
    for (const item of copy.querySelectorAll<HTMLElement>(items)) item.replaceWith(name(item));
    return copy.outerHTML;
  };
  const add = (key: string, element: HTMLElement): void => void all.set(key, { element, rest: rests ? rest(element) : "" });
  for (const section of root.querySelectorAll<HTMLElement>("article > header, section[id]")) add(section.id, section);
  root.querySelectorAll<HTMLElement>("#overview > :not(section)").forEach((element, at) => add(`overview ${at}`, element));
  for (const item of root.querySelectorAll<HTMLElement>(items)) add(name(item), item);
  return all;
}

function name({ dataset }: HTMLElement): string {
  return `${dataset["issue"] ?? ""} ${dataset["behavior"] ?? ""}`;
}
