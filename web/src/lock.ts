// Closing the network. A second policy, added by script, closes every channel
// the first one left open; policies only add up, and removing the element takes
// nothing back. The panel's attempts are judged by what the browser reports,
// not by what the calls return: sendBeacon says true even when it is refused.

import assets from "site:assets";
import { trust } from "./trust";

/** The policy that is added. Workers come from blob: addresses and inherit it. */
export const policy =
  "default-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:; img-src data: blob:; style-src 'none'; form-action 'none'";

export interface Sent {
  address: string;
  why: string;
  /** Bytes over the network or from the browser's cache. */
  size: number;
}

export interface Attempt {
  way: string;
  refused: boolean;
  /** The directive that stopped it. */
  by: string;
}

/** Policy violations of page and workers since the lock, attempts of the panel included. */
export let violations = 0;

let closedAt = 0;
let before: Sent[] = [];

/** Closes the network for this page and for all workers started later. */
export function lock(): void {
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content = policy;
  document.head.append(meta);
  before = requests();
  closedAt = performance.now();
  document.addEventListener("securitypolicyviolation", () => violation());
}

export function violation(): void {
  violations++;
}

/** Requests made before the lock, the page itself first. */
export function requestsBefore(): Sent[] {
  return before;
}

/** How many requests got an answer since the lock. Refused ones never leave. */
export function requestsSince(): number {
  return resources().filter((entry) => entry.startTime > closedAt && (entry.responseStatus > 0 || entry.transferSize > 0)).length;
}

function resources(): PerformanceResourceTiming[] {
  return (performance.getEntriesByType("resource") as PerformanceResourceTiming[]).filter((entry) => /^https?:/.test(entry.name));
}

const reasons = new Map<string, string>([
  [path(assets.engine.url), "the engine"],
  ...assets.reference.map(({ name, url }): [string, string] => [path(url), `reference data: ${name}`]),
  ...assets.examples.map(({ url }): [string, string] => [path(url), "example"]),
]);

function why(entry: PerformanceResourceTiming): string {
  return reasons.get(path(entry.name)) ?? (entry.initiatorType === "script" ? "script" : entry.initiatorType === "link" ? "styles" : entry.initiatorType);
}

function requests(): Sent[] {
  const page = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return [
    ...page.map((entry) => ({ address: path(entry.name), why: "the page", size: entry.encodedBodySize })),
    ...resources().map((entry) => ({ address: path(entry.name), why: why(entry), size: entry.encodedBodySize })),
  ];
}

function path(address: string): string {
  return new URL(address, location.href).pathname;
}

// Each way out, to this site's own address. None carries anything.
const target = (): string => new URL("/try-to-send?" + Math.random().toString(36).slice(2), location.href).href;

const ways: [string, (address: string) => unknown][] = [
  ["fetch", (address) => fetch(address, { method: "POST", body: "x" })],
  ["XMLHttpRequest", (address) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.send("x");
  }],
  ["sendBeacon", (address) => navigator.sendBeacon(address, "x")],
  ["Image", (address) => {
    new Image().src = address;
  }],
  ["script element", (address) => {
    const script = document.createElement("script");
    script.src = trust.createScriptURL(address);
    document.head.append(script);
    script.remove();
  }],
  ["style sheet", (address) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    document.head.append(link);
    setTimeout(() => link.remove(), PATIENCE);
  }],
  ["prefetch", (address) => {
    const link = document.createElement("link");
    link.rel = "prefetch";
    link.href = address;
    document.head.append(link);
    setTimeout(() => link.remove(), PATIENCE);
  }],
  ["import()", (address) => {
    return import(address);
  }],
  ["Worker by address", (address) => new Worker(trust.createScriptURL(address)).terminate()],
  ["WebSocket", (address) => new WebSocket(address.replace(/^http/, "ws"))],
  ["EventSource", (address) => {
    const source = new EventSource(address);
    setTimeout(() => source.close(), PATIENCE);
  }],
  ["form", (address) => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = address;
    form.hidden = true;
    document.body.append(form);
    form.submit();
    form.remove();
  }],
];

const PATIENCE = 700; // ms until a way that was not reported counts as open

/** Really tries each way out, one after the other. */
export async function tryToSend(tell: (attempt: Attempt) => void): Promise<void> {
  for (const [way, send] of ways) {
    const by = await refusal(send);
    tell({ way, refused: by !== undefined, by: by ?? "nothing" });
  }
}

// The report of an earlier way may come late, so it must name this address; of
// a WebSocket's some browsers name no more than the scheme.
function refusal(send: (address: string) => unknown): Promise<string | undefined> {
  const address = target();
  return new Promise((resolve) => {
    const end = (by?: string): void => {
      clearTimeout(timer);
      document.removeEventListener("securitypolicyviolation", seen);
      resolve(by);
    };
    const seen = ({ blockedURI, effectiveDirective }: SecurityPolicyViolationEvent): void => {
      if (blockedURI === address || /^wss?/.test(blockedURI)) end(effectiveDirective);
    };
    const timer = setTimeout(end, PATIENCE);
    document.addEventListener("securitypolicyviolation", seen);
    try {
      Promise.resolve(send(address)).catch(() => undefined);
    } catch {
      // Refused at once; the report follows.
    }
  });
}
