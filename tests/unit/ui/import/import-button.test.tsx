// @vitest-environment happy-dom
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Command } from '../../../../src/protocol/messages.ts';
import { ImportButton } from '../../../../src/ui/import/import-button.tsx';
import { createPageStore, StoreContext } from '../../../../src/ui/state/store.ts';
import { openJournal } from '../../../../src/ui/state/unconfirmed-journal.ts';
import { unmountAfterEach } from '../../../fixtures/dom.ts';

unmountAfterEach();

it('imports the files of a chooser that was opened on a page which is gone when they are chosen', () => {
  const sent: Command['type'][] = [];
  const store = createPageStore(openJournal(null, 'one'), () => ({
    send: (command) => sent.push(command.type as Command['type']),
    watch: () => {},
    unwatch: () => {},
    close: () => {},
  }));
  const page = render(
    <StoreContext value={store}>
      <ImportButton />
    </StoreContext>,
  );
  const input = screen.getByLabelText<HTMLInputElement>(/Import/);
  page.rerender(<StoreContext value={store}>The rest arrives.</StoreContext>);
  Object.defineProperty(input, 'files', { value: [new File(['{}'], 'backup.json')] });
  input.dispatchEvent(new Event('change', { bubbles: true }));
  expect(sent).toContain('previewImport');
  expect(store.state().importing).toEqual({ step: 'reading', names: ['backup.json'] });
});
