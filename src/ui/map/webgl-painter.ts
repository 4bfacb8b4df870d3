import { growth, type Painter, pointScale } from './painter.ts';
import type { PointLooks } from './point-style.ts';
import { type MapView, type Size, scaleOf } from './viewport.ts';

const VERTEX = `#version 300 es
in vec2 place;
in float size;
in vec4 colour;
in float shape;
uniform vec2 middle;
uniform vec2 scale;
uniform float dot;
flat out vec4 ink;
flat out float form;
flat out float pixels;
void main() {
  gl_Position = vec4((place - middle) * scale, 0.0, 1.0);
  pixels = clamp(size * dot, 1.5, 60.0);
  gl_PointSize = pixels + 2.0;
  ink = colour;
  form = shape;
}`;

/** Computes the distance from the edge of each shape, smoothed over a pixel. All shapes have about the circle's area. */
const FRAGMENT = `#version 300 es
precision mediump float;
flat in vec4 ink;
flat in float form;
flat in float pixels;
out vec4 result;
void main() {
  vec2 p = (gl_PointCoord - 0.5) * (pixels + 2.0) / (0.5 * pixels);
  float d = length(p) - 1.0;
  if (form > 2.5) d = max(abs(p.x) * 0.866 - p.y * 0.5, p.y) - 0.62;
  else if (form > 1.5) d = (abs(p.x) + abs(p.y)) * 0.7071 - 0.89;
  else if (form > 0.5) d = max(abs(p.x), abs(p.y)) - 0.87;
  float cover = clamp(0.5 - d * 0.5 * pixels, 0.0, 1.0) * ink.a;
  if (cover <= 0.0) discard;
  result = vec4(ink.rgb * cover, cover);
}`;

/** The resources on the graphics card, which are lost with the context. */
interface Program {
  upload(looks: PointLooks): void;
  draw(view: MapView, size: Size, ratio: number): void;
}

/**
 * Draws the points with WebGL 2, all in one draw call.
 * @param again requests a repaint after a lost context is restored
 * @returns null if the browser has no WebGL 2
 */
export function createGlPainter(canvas: HTMLCanvasElement, again: () => void): Painter | null {
  const gl = canvas.getContext('webgl2', { alpha: true, antialias: false, premultipliedAlpha: true });
  if (gl === null) return null;
  let program = createProgram(gl);
  if (program === null && !gl.isContextLost()) return null;
  let latest: PointLooks | null = null;
  const lost = (event: Event) => {
    // Without this call the browser never restores the context.
    event.preventDefault();
    program = null;
  };
  const restored = () => {
    program = createProgram(gl);
    if (latest !== null) program?.upload(latest);
    again();
  };
  canvas.addEventListener('webglcontextlost', lost);
  canvas.addEventListener('webglcontextrestored', restored);
  return {
    setLooks(looks) {
      latest = looks;
      program?.upload(looks);
    },
    paint: (view, size, ratio) => program?.draw(view, size, ratio),
    dispose() {
      canvas.removeEventListener('webglcontextlost', lost);
      canvas.removeEventListener('webglcontextrestored', restored);
      gl.getExtension('WEBGL_lose_context')?.loseContext();
    },
  };
}

function createProgram(gl: WebGL2RenderingContext): Program | null {
  const program = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(kind);
    if (shader === null) return null;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) return null;
  const attribute = (name: string, parts: number, type: GLenum, normalised: boolean) => {
    const buffer = gl.createBuffer();
    const at = gl.getAttribLocation(program, name);
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.enableVertexAttribArray(at);
    gl.vertexAttribPointer(at, parts, type, normalised, 0, 0);
    return (values: Float32Array | Uint8Array) => {
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.bufferData(gl.ARRAY_BUFFER, values, gl.STATIC_DRAW);
    };
  };
  const place = attribute('place', 2, gl.FLOAT, false);
  const size = attribute('size', 1, gl.FLOAT, false);
  const colour = attribute('colour', 4, gl.UNSIGNED_BYTE, true);
  const shape = attribute('shape', 1, gl.UNSIGNED_BYTE, false);
  const uniform = (name: string) => gl.getUniformLocation(program, name);
  const [middle, scale, dot] = [uniform('middle'), uniform('scale'), uniform('dot')];
  let count = 0;
  return {
    upload(looks) {
      place(looks.points);
      size(looks.size);
      colour(looks.colour);
      shape(looks.shape);
      count = looks.order.length;
    },
    draw(view, picture, ratio) {
      const { width, height } = picture;
      gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
      gl.clearColor(0, 0, 0, 0);
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.enable(gl.BLEND);
      gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
      // biome-ignore lint/correctness/useHookAtTopLevel: WebGL's, not React's
      gl.useProgram(program);
      const unit = scaleOf(view, picture);
      gl.uniform2f(middle, view.x, view.y);
      gl.uniform2f(scale, (2 * unit) / width, (2 * unit) / height);
      gl.uniform1f(dot, growth(view.zoom) * pointScale(picture) * ratio);
      gl.drawArrays(gl.POINTS, 0, count);
    },
  };
}
