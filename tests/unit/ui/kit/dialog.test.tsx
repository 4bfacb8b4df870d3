// @vitest-environment happy-dom
import { act, fireEvent, render, screen } from '@testing-library/react';
import { StrictMode, useState } from 'react';
import { beforeAll, expect, it, vi } from 'vitest';
import { Dialog, DialogCloseButton } from '../../../../src/ui/kit/dialog.tsx';
import { unmountAfterEach } from '../../../fixtures/dom.ts';

unmountAfterEach();

beforeAll(() => {
  // As browsers do: the event comes in a task of its own.
  HTMLDialogElement.prototype.close = function () {
    if (!this.open) return;
    this.open = false;
    setTimeout(() => this.dispatchEvent(new Event('close')));
  };
});

const closed = () => act(async () => new Promise((resolve) => setTimeout(resolve)));

/** A page with a button that opens a dialog. */
function Page(props: { readonly step?: string; readonly onClose?: () => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => {
    props.onClose?.();
    setIsOpen(false);
  };
  return (
    <>
      <button type="button" onClick={() => setIsOpen(true)}>
        Open
      </button>
      {isOpen && (
        <Dialog
          title="Delete everything?"
          onClose={close}
          {...(props.step === undefined ? {} : { step: props.step })}
          actions={<DialogCloseButton>Cancel</DialogCloseButton>}
        >
          <p>It cannot be undone.</p>
        </Dialog>
      )}
    </>
  );
}

function openPage(page = <Page />) {
  const view = render(page);
  const opener = screen.getByRole('button', { name: 'Open' });
  opener.focus();
  fireEvent.click(opener);
  return { opener, ...view };
}

it('opens when it is mounted, named by its title', () => {
  openPage();
  const dialog = screen.getByRole<HTMLDialogElement>('dialog', { name: 'Delete everything?' });
  expect(dialog.open).toBe(true);
  expect(dialog.textContent).toContain('It cannot be undone.');
});

it('closes by its button, once, and is gone', async () => {
  const onClose = vi.fn();
  openPage(<Page onClose={onClose} />);
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  await closed();
  expect(onClose).toHaveBeenCalledTimes(1);
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('does not report that it closed when it is only unmounted', async () => {
  const onClose = vi.fn();
  const { unmount } = render(
    <Dialog title="Title" onClose={onClose}>
      Text
    </Dialog>,
  );
  const close = vi.spyOn(screen.getByRole<HTMLDialogElement>('dialog'), 'close');
  unmount();
  await closed();
  expect(close).toHaveBeenCalledTimes(1);
  expect(onClose).not.toHaveBeenCalled();
});

it('stays open in strict mode, which mounts twice', async () => {
  const onClose = vi.fn();
  render(
    <StrictMode>
      <Dialog title="Title" onClose={onClose}>
        Text
      </Dialog>
    </StrictMode>,
  );
  await closed();
  expect(screen.getByRole<HTMLDialogElement>('dialog').open).toBe(true);
  expect(onClose).not.toHaveBeenCalled();
});

it('focuses its heading at every step', () => {
  const { rerender } = openPage(<Page step="reading" />);
  const heading = screen.getByRole('heading', { name: 'Delete everything?' });
  expect(document.activeElement).toBe(heading);
  screen.getByRole('button', { name: 'Cancel' }).focus();
  rerender(<Page step="reading" />);
  expect(document.activeElement).not.toBe(heading);
  rerender(<Page step="ready" />);
  expect(document.activeElement).toBe(heading);
});

it('leaves the focus to its controls without a step', () => {
  openPage();
  expect(screen.getByRole('heading', { name: 'Delete everything?' }).hasAttribute('tabindex')).toBe(false);
});

it.each([
  [true, 1],
  [false, 0],
])('a press outside closes it only if it may: %s', async (closesOutside, times) => {
  const onClose = vi.fn();
  render(
    <Dialog title="Title" onClose={onClose} closesOutside={closesOutside}>
      <p>Text</p>
    </Dialog>,
  );
  fireEvent.pointerDown(screen.getByText('Text'));
  await closed();
  expect(onClose).not.toHaveBeenCalled();
  fireEvent.pointerDown(screen.getByRole('dialog'));
  await closed();
  expect(onClose).toHaveBeenCalledTimes(times);
});

it('has a button with a cross where it has a name for it', async () => {
  const onClose = vi.fn();
  render(
    <Dialog title="Title" closeLabel="Close" onClose={onClose}>
      Text
    </Dialog>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  await closed();
  expect(onClose).toHaveBeenCalledTimes(1);
});
