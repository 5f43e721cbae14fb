// A pool of workers as one async function. Files are read one after another;
// the spans of a large one are shared among workers. To cancel is to terminate:
// busy Go hears no message. A worker that ended is replaced without a request.

import workerText from "worker:text";
import type { Loaded } from "./engine";
import type { Answers, Failure, Progress, Reply, Request, Seen } from "./messages";
import { trust } from "./trust";

const PARALLEL = 1.5e6; // bytes of the file, about 5 MB unpacked, above which a second worker pays
const RENEW = 20e6; // bytes of the file after which memory is given back, by ending the worker
const KEEP = 32e6; // bytes of partials that are kept to be judged again
const SUBTLE = 64 << 20; // bytes up to which the browser's own SHA-256 is used: it cannot stream
const workers = Math.max(1, Math.min(4, navigator.hardwareConcurrency || 1));

/** Why there is no report. */
export class AnalysisError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

export type Phase = "open" | "read" | "link";

export interface Step {
  phase: Phase;
  /** Bytes of the file read, and in all (0: not known yet). */
  bytes: number;
  total: number;
  /** Bytes they unpacked to. */
  unpacked: number;
  members: number;
  /** The member that is open. */
  member: string;
  /** Behaviours that are new since the last step. */
  seen: Seen[];
}

/** json: the report, exactly the bytes of the command line; line: its row in an overview, as JSON. */
export interface Analyzed {
  json: Uint8Array;
  html: string;
  line: string;
  /** It was a saved report: there is no package to read again. */
  saved?: boolean;
  /** What reading gave, unless it is too much: with other acceptances it needs only to be judged again. */
  kept?: Kept;
}

export interface Kept {
  partials: Uint8Array[];
  bytes: number;
  sha256: string;
  /** The own behaviours that it was read with. */
  rules: string;
}

/** People's own decisions, "" for none, the day on which they are to hold, and the part of them that reading needs. */
export interface Deciding {
  decisions: string;
  day: string;
  rules: string;
}

/** A file of a package that was read: path as the page shows it. */
export interface Member {
  file: Blob;
  name: string;
  json: Uint8Array;
  path: string;
}

/** A place in such a file. */
export interface Place extends Member {
  line: number;
  offset: number;
}

export interface Compared {
  json: Uint8Array;
  html: string;
  worth: boolean;
  swapped: boolean;
}

export interface Analyzer {
  /** Reads a file for nobody, so that the engine's functions are compiled. It stops between two steps when a file is to be read. */
  warm(file: Blob, name: string): Promise<void>;
  analyze(file: Blob, name: string, own: Deciding, signal: AbortSignal, tell: (step: Step) => void, kept?: Kept): Promise<Analyzed>;
  /** The HTML of the table of several files; lines is a JSON list of what analyze gave of each. */
  overview(lines: string): Promise<string>;
  /** The HTML of one member, from the place on that is asked for. */
  view(at: Place): Promise<string>;
  /** The lines of one member; an error if it is no text. */
  text(of: Member): Promise<string>;
  /** What changed from one report to another; the engine puts versions in order. */
  compare(older: Uint8Array, newer: Uint8Array): Promise<Compared>;
  /** Reads the text of a file of decisions; an error says what is wrong with it, and where. */
  decide(text: string): Promise<string>;
}

/**
 * Starts the first worker and settles when it is ready. To be called after the
 * network was closed, so that workers inherit the policy. The worker's address
 * is never revoked: replacements need it.
 */
export async function createAnalyzer(loaded: Loaded, violation: (directive: string) => void): Promise<Analyzer> {
  const url = trust.createScriptURL(URL.createObjectURL(new Blob([workerText], { type: "text/javascript" })));
  const idle: Seat[] = [];
  const take = async (): Promise<Seat> => {
    for (let seat = idle.pop(); seat; seat = idle.pop()) if (!seat.ended) return seat;
    const seat = new Seat(url, violation);
    await seat.call({ call: "start", module: loaded.module, reference: loaded.reference });
    return seat;
  };
  const refill = (): void => {
    if (!idle.some((seat) => !seat.ended)) void take().then((seat) => idle.push(seat), () => undefined);
  };
  idle.push(await take());
  let unseen = Promise.resolve(); // the reading that nobody waits for
  let wanted = 0; // files that somebody waits for

  // Its worker is the warm one: who comes meanwhile waits for the end of a step,
  // which takes less than to start another.
  async function warm(file: Blob, name: string): Promise<void> {
    const one = await take();
    try {
      const spans = await one.call({ call: "open", file, name, decisions: "", day: "" });
      const partials: Uint8Array[] = [];
      for (let span = 0; span < spans.length && wanted === 0; span++) partials.push(await one.call({ call: "scan", span }));
      if (wanted === 0) await one.call({ call: "finish", partials, sha256: "" });
    } catch {
      // Whoever really reads will learn why.
    } finally {
      if (!one.ended) idle.push(one);
    }
  }

  async function analyze(file: Blob, name: string, own: Deciding, signal: AbortSignal, tell: (step: Step) => void, kept?: Kept): Promise<Analyzed> {
    wanted++;
    try {
      await unseen;
      return await read(file, name, own, signal, tell, kept);
    } finally {
      wanted--;
    }
  }

  async function read(file: Blob, name: string, own: Deciding, signal: AbortSignal, tell: (step: Step) => void, kept?: Kept): Promise<Analyzed> {
    const used: Seat[] = [];
    const seat = async (): Promise<Seat> => {
      const one = await take();
      used.push(one);
      if (signal.aborted) one.end();
      return one;
    };
    const abort = (): void => used.forEach((one) => one.end());
    signal.addEventListener("abort", abort);
    let keep = false;
    try {
      signal.throwIfAborted();
      tell({ phase: "open", bytes: 0, total: 0, unpacked: 0, members: 0, member: "", seen: [] });
      const first = await seat();
      if (await isReport(file)) {
        const json = new Uint8Array(await file.arrayBuffer());
        keep = true;
        return { ...(await first.call({ call: "reopen", json, decisions: own.decisions, day: own.day })), saved: true };
      }
      const opening = { call: "open", file, name, decisions: own.decisions, day: own.day } as const;
      const spans = await first.call(opening);
      if (kept?.rules === own.rules) {
        const result = await first.call({ call: "finish", partials: kept.partials, sha256: kept.sha256 });
        keep = true;
        return { ...result, kept };
      }
      const digest = sha256(file, seat);
      digest.catch(() => undefined); // awaited below
      const total = spans.reduce((sum, bytes) => sum + bytes, 0);
      const partials = await scan(opening, spans, total, first, seat, tell);
      tell({ phase: "link", bytes: total, total, unpacked: 0, members: 0, member: "", seen: [] });
      const known = { partials, bytes: partials.reduce((sum, part) => sum + part.length, 0), sha256: await digest, rules: own.rules };
      const result = await first.call({ call: "finish", partials, sha256: known.sha256 });
      keep = total < RENEW;
      return known.bytes <= KEEP ? { ...result, kept: known } : result;
    } catch (error) {
      signal.throwIfAborted();
      keep = error instanceof AnalysisError && error.failure.kind === "unreadable";
      throw error;
    } finally {
      signal.removeEventListener("abort", abort);
      const [first, ...others] = used;
      others.forEach((one) => one.end());
      if (first && keep && !first.ended) idle.push(first);
      else first?.end();
      refill();
    }
  }

  async function once<R extends Request>(request: R): Promise<Answers[R["call"]]> {
    const one = await take();
    try {
      return await one.call(request);
    } finally {
      if (!one.ended) idle.push(one);
    }
  }

  return {
    warm: (file, name) => (unseen = warm(file, name)),
    analyze,
    overview: (lines) => once({ call: "overview", lines }),
    view: (at) => once({ call: "view", ...at }),
    text: ({ file, name, json, path }) => once({ call: "text", file, name, json, path }),
    compare: (older, newer) => once({ call: "compare", older, newer }),
    decide: (text) => once({ call: "decide", text }),
  };
}

/** A report that was saved begins like this, byte for byte. */
async function isReport(file: Blob): Promise<boolean> {
  const begin = '{"schema":';
  return (await file.slice(0, begin.length).text()) === begin;
}

/** Reads all spans, the next free worker the next span; partials come in the order of spans. */
async function scan(
  opening: Request & { call: "open" },
  spans: number[],
  total: number,
  first: Seat,
  seat: () => Promise<Seat>,
  tell: (step: Step) => void,
): Promise<Uint8Array[]> {
  const partials = new Array<Uint8Array>(spans.length);
  let next = 0;
  const done = { bytes: 0, unpacked: 0, members: 0 };
  const open = new Map<Seat, Progress>();
  const known = new Set<string>(); // each worker knows only its own
  const show = (member: string, found: Seen[]): void => {
    let { bytes, unpacked, members } = done;
    for (const p of open.values()) {
      bytes += p.bytes;
      unpacked += p.unpacked;
      members += p.members;
    }
    const seen = found.filter(({ sentence }) => !known.has(sentence) && known.add(sentence));
    tell({ phase: "read", bytes, total, unpacked, members, member, seen });
  };
  show("", []);
  const work = async (one: Seat): Promise<void> => {
    while (next < spans.length) {
      const span = next++;
      let last: Progress = { member: "", members: 0, unpacked: 0, bytes: 0, seen: [] };
      one.progress = (p) => {
        last = { ...p, bytes: Math.min(p.bytes, spans[span] ?? 0) };
        open.set(one, last);
        show(p.member, p.seen);
      };
      partials[span] = await one.call({ call: "scan", span });
      open.delete(one);
      done.bytes += spans[span] ?? 0;
      done.unpacked += last.unpacked;
      done.members += last.members;
      show(last.member, []);
    }
  };
  const jobs = [work(first)];
  const more = total > PARALLEL ? Math.min(workers, spans.length) - 1 : 0;
  for (let i = 0; i < more; i++) {
    jobs.push(
      (async () => {
        const one = await seat();
        await one.call(opening);
        await work(one);
      })(),
    );
  }
  await Promise.all(jobs);
  return partials;
}

/** The file's digest in hex: by the browser, or by Go in a worker beside the scan. */
async function sha256(file: Blob, seat: () => Promise<Seat>): Promise<string> {
  if (file.size <= SUBTLE && globalThis.crypto.subtle) {
    const sum = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return Array.from(new Uint8Array(sum), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }
  return (await seat()).call({ call: "digest", file });
}

interface Waiting {
  resolve(value: never): void;
  reject(error: Error): void;
}

/** One worker. Once ended, every call to it fails. */
class Seat {
  ended = false;
  progress: (p: Progress) => void = () => undefined;
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;
  private member = "";

  constructor(url: string, violation: (directive: string) => void) {
    this.worker = new Worker(url);
    this.worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      if ("progress" in data) {
        this.member = data.progress.member;
        this.progress(data.progress);
      } else if ("violation" in data) {
        violation(data.violation);
      } else if ("dead" in data) {
        this.end(data.dead);
      } else {
        const one = this.waiting.get(data.id);
        this.waiting.delete(data.id);
        if ("error" in data) one?.reject(new AnalysisError(data.error));
        else one?.resolve(data.value as never);
      }
    };
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.end({ kind: "dead", message: event.message || "the worker could not go on", member: this.member });
    };
    this.worker.onmessageerror = () => this.end({ kind: "dead", message: "a message was lost", member: this.member });
  }

  call<R extends Request>(request: R): Promise<Answers[R["call"]]> {
    return new Promise((resolve, reject) => {
      if (this.ended) return reject(new AnalysisError({ kind: "dead", message: "the worker has ended" }));
      const id = ++this.last;
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, request });
    });
  }

  /** Terminates the worker; calls under way fail with the reason. */
  end(reason: Failure = { kind: "dead", message: "stopped" }): void {
    if (this.ended) return;
    this.ended = true;
    this.worker.terminate();
    for (const one of this.waiting.values()) one.reject(new AnalysisError(reason));
    this.waiting.clear();
  }
}
