// Reading a part of a file without ever holding the whole of it.

const LARGE = 256 << 10;
const PATIENCE = 1000; // ms

let spare: ArrayBuffer | undefined;
let streams = true;

/**
 * Reads n bytes of the file at offset. Large parts go through one buffer that
 * is used again and again (each read detaches it and gives it back), which
 * holds a worker's memory down.
 */
export async function readPart(file: Blob, offset: number, n: number): Promise<Uint8Array> {
  const part = file.slice(offset, offset + n);
  if (streams && n >= LARGE) {
    try {
      const bytes = await readStream(part, n);
      if (bytes) return bytes;
    } catch {
      // No such reader in this browser, or the file cannot be read; the plain way tells which.
    }
    streams = false;
  }
  return new Uint8Array(await part.arrayBuffer());
}

/** Gives the buffer of a part back when its bytes were copied. */
export function release(bytes: Uint8Array): void {
  if (bytes.buffer instanceof ArrayBuffer && bytes.buffer.byteLength >= LARGE) spare = bytes.buffer;
}

// A read of this kind now and then never settles in Chromium. Yielding first
// makes it rarer, and the timer ends the wait: undefined then.
async function readStream(part: Blob, n: number): Promise<Uint8Array | undefined> {
  await null;
  const reader = part.stream().getReader({ mode: "byob" });
  let buffer = spare && spare.byteLength >= n ? spare : new ArrayBuffer(n);
  spare = undefined;
  let filled = 0;
  while (filled < n) {
    const step = await patiently(reader.read(new Uint8Array(buffer, filled, n - filled)));
    if (!step) {
      void reader.cancel().catch(() => undefined);
      return undefined;
    }
    if (step.value) {
      buffer = step.value.buffer;
      filled += step.value.byteLength;
    }
    if (step.done) break;
  }
  reader.releaseLock();
  return new Uint8Array(buffer, 0, filled);
}

async function patiently<T>(work: Promise<T>): Promise<T | undefined> {
  let timer = 0;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
