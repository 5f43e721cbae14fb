// What the bundler and the browser offer that no library declares.

declare module "go:wasm_exec";

declare module "worker:text" {
  const text: string;
  export default text;
}

declare module "site:assets" {
  interface Asset {
    name: string;
    url: string;
    size: number;
  }
  const assets: { engine: Asset; reference: Asset[]; examples: Asset[] };
  export default assets;
}

// Defined by go:wasm_exec, the glue of the Go toolchain that compiled the engine.
declare class Go {
  importObject: Record<string, Record<string, unknown>>;
  env: Record<string, string>;
  exit: (code: number) => void;
  run(instance: WebAssembly.Instance): Promise<void>;
}

// Trusted Types, returning plain strings so that sinks need no cast.
interface TrustedTypePolicy {
  createHTML(text: string): string;
  createScriptURL(text: string): string;
}
interface Window {
  readonly trustedTypes?: {
    createPolicy(name: string, rules: { createHTML(text: string): string; createScriptURL(text: string): string }): TrustedTypePolicy;
  };
}
