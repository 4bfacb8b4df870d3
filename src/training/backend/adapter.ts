/** What stands behind a backend before anything is started. */
export interface Adapter {
  readonly name: string;
  /** Computed by the processor in disguise: slower than our own loops there. */
  readonly software: boolean;
}

/** What starting one of TF.js's backends gives. */
export interface Started {
  /** More ratings than this cannot be indexed. */
  readonly maxRatings: number;
  /** More numbers than this do not fit into one tensor. */
  readonly maxElements: number;
  dispose(): void;
}

const softwareNames = /swiftshader|llvmpipe|lavapipe|softpipe|microsoft basic render|software/i;

/** Whether the name a driver gives itself is that of a known software renderer. */
export function isSoftware(name: string): boolean {
  return softwareNames.test(name);
}

/** The WebGPU adapter, or null. Each call asks anew: an adapter gives one device only. */
export async function requestGpuAdapter(): Promise<GPUAdapter | null> {
  const gpu = (globalThis.navigator as Navigator | undefined)?.gpu;
  if (gpu === undefined) return null;
  try {
    return await gpu.requestAdapter({ powerPreference: 'high-performance' });
  } catch {
    // Some browsers throw where others answer null.
    return null;
  }
}

export async function probeWebgpu(): Promise<Adapter | null> {
  const adapter = await requestGpuAdapter();
  if (adapter === null) return null;
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const name = description || [vendor, architecture, device].filter((part) => part !== '').join(' ');
  return { name: name || 'unnamed adapter', software: isFallbackAdapter || isSoftware(name) };
}

/** What WebGL 2 draws with; the context used to ask is given back at once. */
export async function probeWebgl(): Promise<Adapter | null> {
  if (typeof OffscreenCanvas === 'undefined') return null;
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (gl === null) return null;
  const unmasked = gl.getExtension('WEBGL_debug_renderer_info');
  const name = String(gl.getParameter(unmasked?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return { name, software: isSoftware(name) };
}

export async function probeCpu(): Promise<Adapter> {
  return { name: 'Processor', software: false };
}
