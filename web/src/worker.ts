// The worker: Go's runtime, the bytes of one file, and messages. It is bundled
// to text inside the page and started from a blob: address after the network
// was closed, so it inherits that policy and needs no request.
//
// Every call into Go is guarded: a stack overflow in Go leaves it by an
// exception and neither ends the program nor settles what was promised.

import "go:wasm_exec";
import { readPart, release } from "./blob";
import type { Failure, Reply, Request, Seen } from "./messages";

type Done = (error: Failure | null, value?: unknown) => void;
interface Engine {
  init(reference: Record<string, Uint8Array>, done: Done): void;
  open(size: number, name: string, decisions: string, day: string, done: Done): void;
  scan(span: number, done: Done): void;
  finish(partials: Uint8Array[], sha256: string, done: Done): void;
  digest(size: number, done: Done): void;
  overview(lines: string, done: Done): void;
  view(size: number, name: string, json: Uint8Array, path: string, line: number, offset: number, done: Done): void;
  text(size: number, name: string, json: Uint8Array, path: string, line: number, offset: number, done: Done): void;
  reopen(json: Uint8Array, decisions: string, day: string, done: Done): void;
  compare(older: Uint8Array, newer: Uint8Array, done: Done): void;
  decide(text: string, done: Done): void;
  wake(id: number, n: number): void;
}

const EVERY = 60; // ms between two messages of progress
const utf8 = new TextDecoder();

let engine: Engine | undefined;
let memory: WebAssembly.Memory;
let file: Blob | undefined;
let member = "";
let told = 0;
let asked = 0; // bytes of the file since the call began
let seen: Seen[] = []; // not told yet
let dead = false;
const parts = new Map<number, Uint8Array>();

function post(reply: Reply, transfer: Transferable[] = []): void {
  postMessage(reply, { transfer });
}

function die(message: string): void {
  if (dead) return;
  dead = true;
  post({ dead: { kind: "dead", message, member } });
}

/** Calls into Go; whatever leaves Go by an exception has broken it for good. */
function guarded(call: () => void): void {
  if (dead) return;
  try {
    call();
  } catch (error) {
    die(error instanceof RangeError ? "its stack overflowed" : String(error));
  }
}

function wake(id: number, n: number): void {
  guarded(() => engine?.wake(id, n));
}

/** What Go imports: see wasm/host.go. */
const host = {
  start(id: number, offset: number, n: number): void {
    const source = file;
    asked += n >>> 0;
    if (!source) return wake(id, -1);
    readPart(source, offset, n >>> 0).then(
      (bytes) => {
        parts.set(id, bytes);
        wake(id, bytes.length);
      },
      () => wake(id, -1),
    );
  },
  take(id: number, pointer: number, n: number): number {
    const bytes = parts.get(id);
    parts.delete(id);
    if (!bytes || bytes.length !== n >>> 0) return -1;
    new Uint8Array(memory.buffer, pointer >>> 0, bytes.length).set(bytes);
    release(bytes);
    return bytes.length;
  },
  digest(id: number, pointer: number, n: number): number {
    if (!globalThis.crypto.subtle) return 0;
    const bytes = new Uint8Array(memory.buffer, pointer >>> 0, n >>> 0).slice();
    crypto.subtle.digest("SHA-256", bytes).then(
      (sum) => {
        parts.set(id, new Uint8Array(sum));
        wake(id, sum.byteLength);
      },
      () => wake(id, -1),
    );
    return 1;
  },
  found(pointer: number, n: number): void {
    const [sentence = "", category = "", important, path = ""] = utf8.decode(new Uint8Array(memory.buffer, pointer >>> 0, n >>> 0)).split("\0");
    seen.push({ sentence, category, important: important === "important", path });
  },
  progress(pointer: number, n: number, members: number, unpacked: number): void {
    member = utf8.decode(new Uint8Array(memory.buffer, pointer >>> 0, n >>> 0));
    const now = performance.now();
    if (member && now - told < EVERY) return; // without a member it is the scan's end
    told = now;
    post({ progress: { member, members, unpacked, bytes: asked, seen } });
    seen = [];
  },
};

/** Starts Go with the compiled module; settles when the engine waits for calls. */
async function start(module: WebAssembly.Module): Promise<Engine> {
  const go = new Go();
  // The limit is where the collector starts to work hard: a worker is much below it unless one member is huge.
  go.env = { GOMEMLIMIT: "256MiB" };
  go.exit = (code) => die(code === 2 ? "it ran out of memory or failed inside" : `it ended with code ${code}`);
  go.importObject["host"] = host;
  const instance = await WebAssembly.instantiate(module, go.importObject as WebAssembly.Imports);
  memory = instance.exports["mem"] as WebAssembly.Memory;
  return new Promise((resolve, reject) => {
    Object.assign(globalThis, { wheelscope: { ready: resolve } });
    go.run(instance).then(() => die("it ended"), reject);
  });
}

async function answer(request: Request, done: Done): Promise<void> {
  if (request.call === "start") {
    engine = await start(request.module);
    return engine.init(request.reference, done);
  }
  if (!engine) throw new Error("the engine was not started");
  member = "";
  asked = 0;
  seen = [];
  switch (request.call) {
    case "open":
      file = request.file;
      return engine.open(file.size, request.name, request.decisions, request.day, done);
    case "scan":
      return engine.scan(request.span, done);
    case "finish":
      return engine.finish(request.partials, request.sha256, done);
    case "digest":
      file = request.file;
      return engine.digest(file.size, done);
    case "overview":
      return engine.overview(request.lines, done);
    case "view":
      file = request.file;
      return engine.view(file.size, request.name, request.json, request.path, request.line, request.offset, done);
    case "text":
      file = request.file;
      return engine.text(file.size, request.name, request.json, request.path, 0, 0, done);
    case "reopen":
      return engine.reopen(request.json, request.decisions, request.day, done);
    case "compare":
      return engine.compare(request.older, request.newer, done);
    case "decide":
      return engine.decide(request.text, done);
  }
}

onmessage = ({ data }: MessageEvent<{ id: number; request: Request }>) => {
  const { id, request } = data;
  const done: Done = (error, value) => {
    if (error) post({ id, error: { ...error, member } });
    else post({ id, value });
  };
  answer(request, done).catch((error: unknown) => die(error instanceof RangeError ? "its stack overflowed" : String(error)));
};

// Go also runs from its own timers; what leaves it there arrives here.
onerror = (event) => {
  die(typeof event === "string" ? event : "it failed outside a call");
  return true;
};
addEventListener("unhandledrejection", (event) => die(String(event.reason)));
addEventListener("securitypolicyviolation", (event) => post({ violation: event.effectiveDirective }));
