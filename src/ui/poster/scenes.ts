import {
  arch,
  box,
  type Composition,
  circle,
  ellipse,
  HEIGHT,
  polygon,
  steps,
  WIDTH,
  wave,
} from './shapes.ts';

const TURN = 2 * Math.PI;

export const hills: Composition = {
  title: 'top',
  draw(random) {
    const phase = random(0, 200);
    return [
      { d: circle(random(50, 150), random(138, 158), random(26, 40)), ink: 'b' },
      { d: wave(190, random(14, 22), random(170, 240), phase, HEIGHT), ink: 'c' },
      { d: wave(222, random(10, 18), random(130, 190), phase + 70, HEIGHT), ink: 'a' },
      { d: wave(258, random(8, 14), random(150, 220), phase + 150, HEIGHT), ink: 'c', opacity: 0.8 },
    ];
  },
};

export const skyline: Composition = {
  title: 'top',
  draw(random) {
    const row = (low: number, high: number) => {
      let d = '';
      for (let x = -6; x < WIDTH; ) {
        const width = random(18, 38);
        const top = random(low, high);
        d += box(x, top, width - 1.5, HEIGHT - top);
        x += width;
      }
      return d;
    };
    const windows = steps(26).map(() =>
      box(8 + Math.floor(random(0, 23)) * 8, 216 + Math.floor(random(0, 8)) * 10, 3.4, 5),
    );
    return [
      { d: circle(random(40, 160), random(136, 160), random(22, 34)), ink: 'b' },
      { d: row(150, 205), ink: 'c' },
      { d: row(196, 246), ink: 'a' },
      { d: windows.join(''), ink: 'ground' },
    ];
  },
};

export const orbit: Composition = {
  title: 'bottom',
  draw(random) {
    const x = random(80, 120);
    const y = random(90, 112);
    const r = random(36, 50);
    const angle = random(0, TURN);
    const stars = steps(18).map(() => circle(random(4, 196), random(4, 200), random(0.6, 1.6)));
    return [
      { d: stars.join(''), ink: 'ink', opacity: 0.7 },
      { d: ellipse(x, y, r * 2.1, r * 0.62), ink: 'b', stroke: 3 },
      { d: circle(x, y, r), ink: 'a' },
      {
        d: `M${x - r} ${y}a${r} ${r} 0 0 0 ${2 * r} 0a${r} ${r * 0.36} 0 0 1 ${-2 * r} 0z`,
        ink: 'c',
        opacity: 0.75,
      },
      { d: circle(x + r * 1.9 * Math.cos(angle), y + r * 0.56 * Math.sin(angle), 8), ink: 'b' },
    ];
  },
};

export const spotlight: Composition = {
  title: 'bottom',
  draw(random) {
    const from = random(0, 1) < 0.5 ? random(0, 40) : random(160, 200);
    const x = random(80, 120);
    const y = random(178, 190);
    const half = random(52, 68);
    return [
      { d: polygon([from - 4, -4], [from + 4, -4], [x + half, y], [x - half, y]), ink: 'c', opacity: 0.85 },
      { d: ellipse(x, y, half, 14), ink: 'b' },
      { d: `${circle(x, y - 60, 9)}M${x - 13} ${y - 4}l4-40q9-9 18 0l4 40z`, ink: 'a' },
    ];
  },
};

export const arches: Composition = {
  title: 'bottom',
  draw(random) {
    const x = random(84, 116);
    const wide = random(72, 84);
    const [thick, low] = [random(17, 22), random(27, 34)];
    const inks = ['c', 'a', 'b', 'ground'] as const;
    return inks.map((ink, i) => ({ d: arch(x, 204, wide - i * thick, 184 - i * low), ink }));
  },
};

/** Light falls through blinds onto something round. */
export const blinds: Composition = {
  title: 'bottom',
  draw(random) {
    const x = random(80, 120);
    const y = random(102, 116);
    const lean = random(-22, 22);
    const bars = steps(11).map((i) => {
      const top = i * 20 - 12;
      return polygon([0, top], [WIDTH, top + lean], [WIDTH, top + lean + 6], [0, top + 6]);
    });
    return [
      { d: circle(x, y, random(78, 90)), ink: 'a' },
      { d: circle(x + random(-24, 24), y + random(-12, 12), random(30, 42)), ink: 'b' },
      { d: bars.join(''), ink: 'ground' },
    ];
  },
};

export const eye: Composition = {
  title: 'bottom',
  draw(random) {
    const y = random(96, 112);
    const open = random(52, 74);
    const look = random(-18, 18);
    return [
      { d: `M8 ${y}Q100 ${y - 2 * open} 192 ${y}Q100 ${y + 2 * open} 8 ${y}z`, ink: 'c' },
      { d: circle(100 + look, y, open * 0.74), ink: 'a' },
      { d: circle(100 + look, y, open * 0.36), ink: 'ground' },
      { d: circle(100 + look + 9, y - 10, 5), ink: 'b' },
    ];
  },
};

export const peaks: Composition = {
  title: 'top',
  draw(random) {
    const peak = (x: number, top: number, half: number) =>
      polygon([x, top], [x + half, HEIGHT], [x - half, HEIGHT]);
    const cap = (x: number, top: number, half: number, part: number) => {
      const foot = top + (HEIGHT - top) * part;
      const w = half * part;
      return polygon(
        [x, top],
        [x + w, foot],
        [x + w * 0.35, foot - 9],
        [x - w * 0.2, foot + 3],
        [x - w, foot - 4],
      );
    };
    const x = random(60, 140);
    const top = random(128, 150);
    const side = x < 100 ? x + random(56, 80) : x - random(56, 80);
    return [
      { d: circle(side, random(138, 152), random(18, 28)), ink: 'b' },
      { d: peak(side, random(186, 204), 92), ink: 'c' },
      { d: peak(x, top, random(100, 124)), ink: 'a' },
      { d: cap(x, top, 110, 0.2), ink: 'ink', opacity: 0.9 },
    ];
  },
};
