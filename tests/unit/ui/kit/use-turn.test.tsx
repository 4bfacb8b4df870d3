// @vitest-environment happy-dom
import { act, render, screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { macrotask } from '../../../../src/base/scheduling.ts';
import { useTurn } from '../../../../src/ui/kit/use-turn.ts';
import { unmountAfterEach } from '../../../fixtures/dom.ts';

unmountAfterEach();

/** What one component takes to render. */
const QUICK_MS = 4;
let renderMs = QUICK_MS;
let now = 0;
let frames: FrameRequestCallback[] = [];

beforeEach(() => {
  now = 0;
  renderMs = QUICK_MS;
  scrolledTo(0);
  frames = [];
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  vi.stubGlobal('requestAnimationFrame', (run: FrameRequestCallback) => frames.push(run));
});

const scrolledTo = (y: number) => vi.stubGlobal('scrollY', y);

/** Lets what is due run; frames come only by `frame`. */
const turn = () => act(async () => macrotask());
const frame = () => {
  const due = frames;
  frames = [];
  return act(async () => {
    for (const run of due) run(now);
    await macrotask();
  });
};
const allFrames = async () => {
  await turn();
  while (frames.length > 0) await frame();
};

function Costly({ name, isUrgent = false }: { readonly name: string; readonly isUrgent?: boolean }) {
  if (!useTurn(isUrgent)) return <p>waiting</p>;
  now += renderMs;
  return <p>{name}</p>;
}

const shown = () => screen.getAllByText(/./).map(({ textContent }) => textContent);

it('renders in order, as many between two frames as there is time for', async () => {
  render(['a', 'b', 'c', 'd', 'e'].map((name) => <Costly key={name} name={name} />));
  expect(shown()).toEqual(['waiting', 'waiting', 'waiting', 'waiting', 'waiting']);
  await turn();
  expect(shown()).toEqual(['a', 'b', 'waiting', 'waiting', 'waiting']);
  // Nothing more before the browser has painted.
  await turn();
  expect(shown()).toEqual(['a', 'b', 'waiting', 'waiting', 'waiting']);
  await frame();
  expect(shown()).toEqual(['a', 'b', 'c', 'd', 'waiting']);
  await frame();
  expect(shown()).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(frames).toEqual([]);
});

it('does not wait with what gets the focus, nor goes back to its placeholder afterwards', async () => {
  const { rerender } = render(<Costly name="a" isUrgent />);
  expect(shown()).toEqual(['a']);
  rerender(<Costly name="a" />);
  expect(shown()).toEqual(['a']);
  rerender([<Costly key="b" name="b" />, <Costly key="c" name="c" />]);
  rerender([<Costly key="b" name="b" />, <Costly key="c" name="c" isUrgent />]);
  expect(shown()).toEqual(['waiting', 'c']);
  await allFrames();
  expect(shown()).toEqual(['b', 'c']);
});

it('spends no turn on what has left the page', async () => {
  const names = ['a', 'b', 'c', 'd'];
  const { rerender } = render(names.map((name) => <Costly key={name} name={name} />));
  rerender(<Costly key="d" name="d" />);
  await turn();
  expect(shown()).toEqual(['d']);
  expect(now).toBe(QUICK_MS);
  expect(frames).toEqual([]);
});

it('begins anew with what comes after all have had their turn', async () => {
  const { rerender } = render([<Costly key="a" name="a" />]);
  await allFrames();
  rerender([<Costly key="a" name="a" />, <Costly key="b" name="b" />]);
  expect(shown()).toEqual(['a', 'waiting']);
  await allFrames();
  expect(shown()).toEqual(['a', 'b']);
});

it('holds its turns on a slow machine while the page is flung, and goes on when it comes to rest', async () => {
  renderMs = 30;
  render(['a', 'b', 'c', 'd'].map((name) => <Costly key={name} name={name} />));
  await turn();
  await frame();
  expect(shown()).toEqual(['a', 'b', 'waiting', 'waiting']);
  for (let n = 1; n <= 5; n++) {
    now += 20;
    scrolledTo(n * 200);
    await frame();
    expect(shown()).toEqual(['a', 'b', 'waiting', 'waiting']);
  }
  // Slow enough to read.
  now += 20;
  scrolledTo(1010);
  await frame();
  expect(shown()).toEqual(['a', 'b', 'c', 'waiting']);
  await allFrames();
});

it('keeps up with a fling where that takes no time', async () => {
  render(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => <Costly key={name} name={name} />));
  await turn();
  await frame();
  now += 20;
  scrolledTo(400);
  await frame();
  expect(shown()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});

it('goes on without frames where the browser draws none', async () => {
  vi.stubGlobal('cancelAnimationFrame', vi.fn());
  render(['a', 'b', 'c'].map((name) => <Costly key={name} name={name} />));
  await turn();
  expect(shown()).toEqual(['a', 'b', 'waiting']);
  await expect.poll(shown, { timeout: 5000 }).toEqual(['a', 'b', 'c']);
});
