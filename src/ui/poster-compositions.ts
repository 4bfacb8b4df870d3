import { arch, box, circle, ellipse, HEIGHT, polygon, quarter, WIDTH, wave } from './poster-shapes.ts';

/** One path in one ink; stroked where a width is given. */
export interface Shape {
  readonly d: string;
  readonly ink: 'ground' | 'a' | 'b' | 'c' | 'ink';
  readonly stroke?: number;
  readonly opacity?: number;
}

export interface Composition {
  /** Where the picture leaves room for the title. */
  readonly title: 'top' | 'bottom';
  draw(random: Random): Shape[];
}

/** Between two numbers, from the film's own seeded chance. */
export type Random = (min: number, max: number) => number;

const steps = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const TURN = 2 * Math.PI;

/** A low sun behind slats. */
const sun: Composition = {
  title: 'bottom',
  draw(random) {
    const x = random(70, 130);
    const r = random(62, 76);
    const y = random(98, 112);
    const slats = steps(5).map((i) => box(0, y + 8 + i * 14, WIDTH, 2 + i * 1.8));
    return [
      { d: circle(x, y, r + 22), ink: 'c', opacity: 0.55 },
      { d: circle(x, y, r), ink: 'a' },
      { d: slats.join(''), ink: 'ground' },
    ];
  },
};

const hills: Composition = {
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

const stripes: Composition = {
  title: 'bottom',
  draw(random) {
    const lean = random(40, 110) * (random(0, 1) < 0.5 ? -1 : 1);
    let x = random(-40, 10) - Math.max(0, lean);
    const inks = ['a', 'b', 'c'] as const;
    return steps(5).map((i) => {
      const width = random(14, 44);
      const d = polygon([x + lean, -5], [x + lean + width, -5], [x + width, 210], [x, 210]);
      x += width + random(10, 26);
      return { d, ink: inks[i % 3] };
    });
  },
};

const split: Composition = {
  title: 'bottom',
  draw(random) {
    const left = random(150, 205);
    const right = random(20, 90);
    const x = random(80, 120);
    const r = random(40, 54);
    const y = left + ((right - left) * x) / WIDTH;
    const angle = (Math.atan2(right - left, WIDTH) * 180) / Math.PI;
    const dx = r * Math.cos((angle * Math.PI) / 180);
    const dy = r * Math.sin((angle * Math.PI) / 180);
    const half = (sweep: 0 | 1) =>
      `M${(x - dx).toFixed(1)} ${(y - dy).toFixed(1)}A${r.toFixed(1)} ${r.toFixed(1)} 0 0 ${sweep} ${(x + dx).toFixed(1)} ${(y + dy).toFixed(1)}z`;
    return [
      { d: polygon([0, 0], [WIDTH, 0], [WIDTH, right], [0, left]), ink: 'a' },
      { d: half(1), ink: 'c' },
      { d: half(0), ink: 'b' },
    ];
  },
};

const arcs: Composition = {
  title: 'bottom',
  draw(random) {
    const x = [0, 100, 200][Math.floor(random(0, 3))] ?? 100;
    const y = x === 100 ? random(150, 190) : random(0, 40);
    const width = random(11, 16);
    const inks = ['a', 'b', 'c'] as const;
    return steps(6).map((i) => ({
      d: circle(x, y, 16 + i * width * 1.75),
      ink: inks[i % 3],
      stroke: width,
    }));
  },
};

const dots: Composition = {
  title: 'bottom',
  draw(random) {
    const cx = random(30, 170);
    const cy = random(30, 150);
    const reach = random(110, 150);
    const near: string[] = [];
    const far: string[] = [];
    for (let row = 0; row < 8; row++) {
      for (let column = 0; column < 8; column++) {
        const x = 16 + column * 24;
        const y = 18 + row * 24;
        const distance = Math.hypot(x - cx, y - cy) / reach;
        const r = Math.max(1.6, 11.5 * (1 - distance));
        (distance < 0.5 ? near : far).push(circle(x, y, r));
      }
    }
    return [
      { d: near.join(''), ink: 'a' },
      { d: far.join(''), ink: 'b' },
    ];
  },
};

const skyline: Composition = {
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

/** Quarter discs on a grid, after the Bauhaus. */
const tiles: Composition = {
  title: 'bottom',
  draw(random) {
    const paths = { a: '', b: '', c: '' };
    for (let row = 0; row < 4; row++) {
      for (let column = 0; column < 4; column++) {
        const ink = (['a', 'b', 'c'] as const)[Math.floor(random(0, 3.4))];
        if (ink === undefined) continue;
        const turn = Math.floor(random(0, 4));
        const x = column * 50 + (turn === 1 || turn === 2 ? 50 : 0);
        const y = row * 50 + (turn > 1 ? 50 : 0);
        paths[ink] += quarter(x, y, 50, turn);
      }
    }
    return (['a', 'b', 'c'] as const).map((ink) => ({ d: paths[ink], ink }));
  },
};

const orbit: Composition = {
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

const spotlight: Composition = {
  title: 'bottom',
  draw(random) {
    const from = random(0, 1) < 0.5 ? random(0, 40) : random(160, 200);
    const x = random(80, 120);
    const y = 186;
    return [
      { d: polygon([from - 4, -4], [from + 4, -4], [x + 62, y], [x - 62, y]), ink: 'c', opacity: 0.85 },
      { d: ellipse(x, y, 62, 14), ink: 'b' },
      { d: `${circle(x, y - 60, 9)}M${x - 13} ${y - 4}l4-40q9-9 18 0l4 40z`, ink: 'a' },
    ];
  },
};

const waves: Composition = {
  title: 'top',
  draw(random) {
    const length = random(90, 200);
    const height = random(6, 14);
    const lean = random(8, 26);
    const inks = ['a', 'b', 'c'] as const;
    return steps(7).map((i) => ({
      d: wave(150 + i * 23, height, length, i * lean, i % 3 === 2 ? 150 + i * 23 + 30 : null),
      ink: inks[i % 3],
      ...(i % 3 === 2 ? {} : { stroke: 9 }),
    }));
  },
};

const arches: Composition = {
  title: 'bottom',
  draw(random) {
    const x = random(84, 116);
    const wide = random(72, 84);
    const inks = ['c', 'a', 'b', 'ground'] as const;
    return inks.map((ink, i) => ({ d: arch(x, 204, wide - i * 20, 184 - i * 32), ink }));
  },
};

const rays: Composition = {
  title: 'bottom',
  draw(random) {
    const x = random(50, 150);
    const y = random(120, 190);
    const count = Math.round(random(9, 14));
    const turn = random(0, 1);
    const wedges = steps(count).map((i) => {
      const from = ((i + turn) / count) * TURN;
      const to = ((i + turn + 0.5) / count) * TURN;
      return polygon(
        [x, y],
        [x + 340 * Math.cos(from), y + 340 * Math.sin(from)],
        [x + 340 * Math.cos(to), y + 340 * Math.sin(to)],
      );
    });
    return [
      { d: wedges.join(''), ink: 'c' },
      { d: circle(x, y, random(44, 58)), ink: 'b' },
      { d: circle(x, y, random(24, 36)), ink: 'a' },
    ];
  },
};

const blinds: Composition = {
  title: 'bottom',
  draw(random) {
    const x = random(70, 130);
    const lean = random(-14, 14);
    const bars = steps(9).map((i) =>
      polygon([0, i * 24 - 6], [WIDTH, i * 24 - 6 + lean], [WIDTH, i * 24 + 5 + lean], [0, i * 24 + 5]),
    );
    return [
      { d: circle(x, 104, random(58, 70)), ink: 'a' },
      { d: circle(x + random(-20, 20), 104 + random(-8, 8), random(22, 30)), ink: 'b' },
      { d: bars.join(''), ink: 'ground' },
    ];
  },
};

const eye: Composition = {
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

const peaks: Composition = {
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

export const compositions = {
  sun,
  hills,
  stripes,
  split,
  arcs,
  dots,
  skyline,
  tiles,
  orbit,
  spotlight,
  waves,
  arches,
  rays,
  blinds,
  eye,
  peaks,
} as const;

export type CompositionName = keyof typeof compositions;

/** What suits a genre; a film takes one of its genre's by its id. */
export const genreCompositions: Readonly<Record<string, readonly CompositionName[]>> = {
  Action: ['rays', 'stripes', 'split', 'skyline', 'arcs', 'sun', 'tiles', 'dots'],
  Adventure: ['peaks', 'hills', 'waves', 'sun', 'rays', 'arcs'],
  Animation: ['tiles', 'dots', 'hills', 'arcs', 'rays', 'waves'],
  Children: ['tiles', 'dots', 'hills', 'sun', 'waves'],
  Comedy: ['dots', 'tiles', 'stripes', 'arcs', 'split', 'sun', 'arches'],
  Crime: ['skyline', 'blinds', 'spotlight', 'stripes', 'split', 'eye', 'arches', 'arcs', 'tiles'],
  Documentary: ['split', 'stripes', 'arcs', 'peaks', 'tiles'],
  Drama: ['arches', 'sun', 'split', 'waves', 'hills', 'spotlight', 'tiles', 'arcs', 'skyline'],
  Fantasy: ['arches', 'orbit', 'peaks', 'hills', 'dots', 'eye'],
  'Film-Noir': ['blinds', 'spotlight', 'skyline', 'arches', 'stripes'],
  Horror: ['eye', 'arches', 'peaks', 'rays', 'blinds', 'spotlight'],
  IMAX: ['orbit', 'waves', 'peaks'],
  Musical: ['spotlight', 'rays', 'dots', 'arcs', 'tiles'],
  Mystery: ['eye', 'spotlight', 'arches', 'blinds', 'orbit', 'waves'],
  Romance: ['sun', 'waves', 'split', 'hills', 'arcs', 'arches'],
  'Sci-Fi': ['orbit', 'dots', 'arcs', 'sun', 'skyline', 'rays', 'waves', 'tiles'],
  Thriller: ['stripes', 'split', 'eye', 'blinds', 'skyline', 'arcs', 'spotlight'],
  War: ['rays', 'stripes', 'peaks', 'split', 'sun'],
  Western: ['sun', 'hills', 'peaks', 'rays', 'arches'],
};
