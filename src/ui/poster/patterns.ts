import { box, type Composition, circle, polygon, quarter, steps, WIDTH, wave } from './shapes.ts';

const TURN = 2 * Math.PI;

/** A low sun behind horizontal slats. */
export const sun: Composition = {
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

export const stripes: Composition = {
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

export const split: Composition = {
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

export const arcs: Composition = {
  title: 'bottom',
  draw(random) {
    const x = [0, 100, 200][Math.floor(random(0, 3))] ?? 100;
    const y = x === 100 ? random(150, 190) : random(0, 40);
    const width = random(11, 16);
    const core = random(10, 22);
    const gap = random(1.6, 1.95);
    const inks = ['a', 'b', 'c'] as const;
    return steps(6).map((i) => ({
      d: circle(x, y, core + i * width * gap),
      ink: inks[i % 3],
      stroke: width,
    }));
  },
};

export const dots: Composition = {
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

/** Quarter discs on a grid, in the style of the Bauhaus. */
export const tiles: Composition = {
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

export const waves: Composition = {
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

export const rays: Composition = {
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
