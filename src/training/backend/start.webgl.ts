import * as tf from '@tensorflow/tfjs-core';
import { Problem } from '../../base/problem.ts';
import { exactInFloats, type Started } from './adapter.ts';
import { type FailureSignal, gpuLost } from './gpu-failure.ts';

/**
 * Starts TF.js's WebGL backend and listens for the loss of its context, after which its reads never settle.
 * @param software whether a software renderer is accepted, which is so only if somebody asked for WebGL by name
 * @returns null where there is no WebGL 2
 * @throws Problem `backend-missing` where textures cannot hold 32-bit floats
 */
export async function startWebgl(failure: FailureSignal, software: boolean): Promise<Started | null> {
  const { MathBackendWebGL } = await import('@tensorflow/tfjs-backend-webgl');
  // Must be set before the first context is created: TF.js refuses software renderers by default.
  tf.env().set('SOFTWARE_WEBGL_ENABLED', software);
  // Never set WEBGL_USE_SHAPES_UNIFORMS: its shader cache ignores that a matrix with more rows than a texture may have
  // is stored in another shape, and reads of such a matrix come back scrambled (tests/harness/compare.ts shows it).
  if (tf.env().getNumber('WEBGL_VERSION') !== 2) return null;
  if (!tf.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) {
    throw new Problem(
      'backend-missing',
      'WebGL on this device computes with 16-bit numbers only, too coarse for training.',
      'Choose the processor (cpu).',
    );
  }
  tf.removeBackend('webgl');
  tf.registerBackend('webgl', () => new MathBackendWebGL(), 2);
  if (!(await tf.setBackend('webgl'))) return null;

  const { gl } = (tf.backend() as InstanceType<typeof MathBackendWebGL>).gpgpu;
  const elements = tf.env().getNumber('WEBGL_MAX_TEXTURE_SIZE') ** 2;
  let disposed = false;
  gl.canvas.addEventListener('webglcontextlost', () => {
    if (!disposed) failure.report(gpuLost('WebGL context'));
  });
  return {
    limits: { elements, piece: Math.min(elements, exactInFloats), integer: exactInFloats },
    dispose() {
      disposed = true;
      tf.removeBackend('webgl');
    },
  };
}
