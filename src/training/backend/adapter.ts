/** The device that a backend would use. Finding it out starts nothing. */
export interface Adapter {
  readonly name: string;
  /** Whether it is a software renderer, which is slower than our own loops on the processor. */
  readonly software: boolean;
}

/** What a backend can hold. */
interface Limits {
  /** Numbers in one tensor. */
  readonly elements: number;
  /** Entries of a sparse matrix that one kernel can take; a larger matrix is divided into pieces. */
  readonly piece: number;
  /** The largest integer that a tensor holds exactly. */
  readonly integer: number;
}

/** A started TF.js backend. */
export interface Started {
  readonly limits: Limits;
  dispose(): void;
}

/** Beyond it 32-bit floats lose integers, and WebGL holds all its integers in floats. */
export const exactInFloats = 2 ** 24;

const softwareNames = /swiftshader|llvmpipe|lavapipe|softpipe|microsoft basic render|software/i;

/** Whether a driver's name is that of a known software renderer. */
export function isSoftware(name: string): boolean {
  return softwareNames.test(name);
}

/**
 * The WebGPU adapter, or null. Each call requests a new one, since an adapter gives only one device.
 */
export async function requestGpuAdapter(): Promise<GPUAdapter | null> {
  const gpu = (globalThis.navigator as Navigator | undefined)?.gpu;
  if (gpu === undefined) return null;
  try {
    return await gpu.requestAdapter({ powerPreference: 'high-performance' });
  } catch {
    // Some browsers throw where others return null.
    return null;
  }
}

/** @returns null where there is no WebGPU */
export async function probeWebgpu(): Promise<Adapter | null> {
  const adapter = await requestGpuAdapter();
  if (adapter === null) return null;
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const name = description || [vendor, architecture, device].filter((part) => part !== '').join(' ');
  return { name: name || 'unnamed adapter', software: isFallbackAdapter || isSoftware(name) };
}

/** @returns null where there is no WebGL 2. The context that this needs is released at once. */
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
