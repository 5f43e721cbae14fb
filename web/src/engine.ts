// Everything the page will ever need, fetched before a package is chosen: the
// engine, all reference data, the examples. No request depends on a package.

import assets from "site:assets";

export interface Loaded {
  module: WebAssembly.Module;
  reference: Record<string, Uint8Array>;
  examples: Map<string, Uint8Array>;
}

/** Fetches and compiles; tells how many bytes of how many have arrived. */
export async function load(tell: (bytes: number, total: number) => void): Promise<Loaded> {
  const all = [assets.engine, ...assets.reference, ...assets.examples];
  const total = all.reduce((sum, asset) => sum + asset.size, 0);
  let bytes = 0;
  tell(0, total);
  const arrived = <T>(size: number, value: T): T => {
    bytes += size;
    tell(bytes, total);
    return value;
  };
  const many = async (list: typeof assets.reference): Promise<[string, Uint8Array][]> =>
    Promise.all(
      list.map(async ({ name, url, size }): Promise<[string, Uint8Array]> => {
        const answer = await get(url);
        return arrived(size, [name, new Uint8Array(await answer.arrayBuffer())]);
      }),
    );
  const [module, reference, examples] = await Promise.all([
    compile(assets.engine.url).then((module) => arrived(assets.engine.size, module)),
    many(assets.reference),
    many(assets.examples),
  ]);
  return { module, reference: Object.fromEntries(reference), examples: new Map(examples) };
}

/** The answer is passed on as it came, so that browsers may keep the compiled code. */
async function compile(url: string): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compileStreaming(get(url));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // a server with another media type
    return WebAssembly.compile(await (await get(url)).arrayBuffer());
  }
}

async function get(url: string): Promise<Response> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer;
}
