// What page and worker say to each other. One request is answered by one reply
// with its id; progress and the end of the engine come unasked.

export type Request =
  | { call: "start"; module: WebAssembly.Module; reference: Record<string, Uint8Array> }
  | { call: "open"; file: Blob; name: string; decisions: string; day: string }
  | { call: "scan"; span: number }
  | { call: "finish"; partials: Uint8Array[]; sha256: string }
  | { call: "digest"; file: Blob }
  | { call: "overview"; lines: string }
  | { call: "reopen"; json: Uint8Array; decisions: string; day: string }
  | { call: "view"; file: Blob; name: string; json: Uint8Array; path: string; line: number; offset: number }
  | { call: "text"; file: Blob; name: string; json: Uint8Array; path: string }
  | { call: "compare"; older: Uint8Array; newer: Uint8Array }
  | { call: "decide"; text: string };

/** What each request is answered with. */
export interface Answers {
  start: string;
  /** Bytes of the file in each span. */
  open: number[];
  scan: Uint8Array;
  /** line: what the overview says of it, as JSON. */
  finish: { json: Uint8Array; html: string; line: string };
  digest: string;
  overview: string;
  view: string;
  text: string;
  reopen: { json: Uint8Array; html: string; line: string };
  /** The file's decisions as JSON; it was checked. */
  decide: string;
  /** worth: they are of one project, so that comparing them needs no asking; swapped: the second is the older. */
  compare: { json: Uint8Array; html: string; worth: boolean; swapped: boolean };
}

/** unreadable: the file is no package; failed, panic: the engine's own fault; dead: the worker cannot go on. */
export interface Failure {
  kind: "unreadable" | "failed" | "panic" | "dead";
  message: string;
  /** The member that was open, if any was. */
  member?: string;
}

/** A behaviour that the report will have, and the member where it was seen first. */
export interface Seen {
  sentence: string;
  category: string;
  important: boolean;
  path: string;
}

export interface Progress {
  member: string;
  /** Members and unpacked bytes of this scan so far. */
  members: number;
  unpacked: number;
  /** Bytes of the file it has asked for. */
  bytes: number;
  /** What this worker found since its last message. */
  seen: Seen[];
}

export type Reply =
  | { id: number; value: unknown }
  | { id: number; error: Failure }
  | { progress: Progress }
  | { dead: Failure }
  | { violation: string };
