// @vitest-environment happy-dom
import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { FromWorker } from '../../../../src/protocol/messages.ts';
import { Toasts } from '../../../../src/ui/app/toasts.tsx';
import { createPageStore, StoreContext } from '../../../../src/ui/state/store.ts';
import { openJournal } from '../../../../src/ui/state/unconfirmed-journal.ts';
import { unmountAfterEach } from '../../../fixtures/dom.ts';
import { openedEvent } from '../../../fixtures/movies.ts';

unmountAfterEach();
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const nobody = () => {};

it('says for twenty seconds that the worker was started again, once its banner is gone', () => {
  let emit: (message: FromWorker) => void = nobody;
  const store = createPageStore(openJournal(null, 'one'), (_, onMessage) => {
    emit = onMessage;
    return { send: nobody, watch: nobody, unwatch: nobody, close: nobody };
  });
  render(
    <StoreContext value={store}>
      <Toasts />
    </StoreContext>,
  );
  const problem = {
    code: 'worker-died',
    message: 'It does not answer.',
    advice: 'It starts again.',
  } as const;
  act(() => emit(openedEvent()));
  act(() => emit({ type: 'workerDied', problem, restarting: true }));
  act(() => void vi.advanceTimersByTime(30_000));
  expect(screen.queryByText(/It does not answer/)).toBeNull();
  act(() => emit(openedEvent()));
  act(() => void vi.advanceTimersByTime(19_000));
  expect(screen.getByText('It does not answer. It starts again.')).toBeDefined();
  act(() => void vi.advanceTimersByTime(2000));
  expect(screen.queryByText(/It does not answer/)).toBeNull();
});
