// @vitest-environment happy-dom
import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { tasteText } from '../../../../src/base/taste-text.ts';
import { OpenTaste } from '../../../../src/ui/taste/open-taste.tsx';
import { putTasteAway, useReceivedTaste } from '../../../../src/ui/taste/store.ts';
import { unmountAfterEach } from '../../../fixtures/dom.ts';

unmountAfterEach();
afterEach(() => {
  vi.unstubAllGlobals();
  act(putTasteAway);
});

const text = tasteText({
  name: 'Ada',
  ratings: [{ movieId: 1, rating: 5 }],
  total: 1,
  at: Date.UTC(2026, 0, 1),
});

/** What the page would show. */
function Shown() {
  const received = useReceivedTaste();
  if (received.kind === 'taste') return <p>taste of {received.taste.name}</p>;
  return <p>{received.kind === 'refused' ? received.problem.message : 'nothing'}</p>;
}

const page = (
  <>
    <OpenTaste />
    <Shown />
  </>
);

/** Stands for the browser's reader of codes: every picture holds this text, or none where it is null. */
function fakeDetector(rawValue: string | null): void {
  class Detector {
    static getSupportedFormats = async () => ['qr_code'];
    detect = async () => (rawValue === null ? [] : [{ rawValue }]);
  }
  vi.stubGlobal('BarcodeDetector', Detector);
  vi.stubGlobal('createImageBitmap', async () => ({ close: () => {} }));
}

const choosePicture = async () => {
  const files = [new File(['picture'], 'code.png', { type: 'image/png' })];
  fireEvent.change(await screen.findByLabelText('Scan a code'), { target: { files } });
};

it('reads the code in a photo where the browser can, and opens what is in it', async () => {
  fakeDetector(`https://matinee.example/taste#${text}`);
  render(page);
  await choosePicture();
  expect(await screen.findByText('taste of Ada')).toBeTruthy();
});

it('says that a photo has no code, or that the code is none of Matinee', async () => {
  fakeDetector(null);
  const { unmount } = render(page);
  await choosePicture();
  expect(await screen.findByText('No QR code was found in this picture.')).toBeTruthy();
  unmount();
  fakeDetector('https://example.org/');
  render(page);
  await choosePicture();
  expect(await screen.findByText('This link holds no taste that Matinee can read.')).toBeTruthy();
});

it('has no button for a photo where the browser reads no codes', async () => {
  render(page);
  await act(async () => {});
  expect(screen.queryByLabelText('Scan a code')).toBeNull();
});

it('takes a link out of the address, also one that is opened while the page is shown', async () => {
  history.replaceState(null, '', `/taste#${text}`);
  render(page);
  expect(screen.getByText('taste of Ada')).toBeTruthy();
  expect(location.hash).toBe('');
  act(putTasteAway);
  history.replaceState(null, '', `/taste#${text.slice(2)}`);
  act(() => void window.dispatchEvent(new Event('hashchange')));
  expect(screen.getByText('This link was cut short or changed on its way.')).toBeTruthy();
  expect(location.hash).toBe('');
});
