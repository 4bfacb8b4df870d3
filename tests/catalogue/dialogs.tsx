import { useState } from 'react';
import { Dialog, DialogCloseButton } from '../../src/ui/kit/dialog.tsx';
import { Icon } from '../../src/ui/kit/icons.tsx';
import { Specimen } from './specimen.tsx';

const NAMES = {
  box: 'Box with actions',
  sheet: 'Sheet with actions',
  long: 'Long sheet with an icon and a cross',
} as const;
type Name = keyof typeof NAMES;

export function Dialogs() {
  const [open, setOpen] = useState<Name | null>(null);
  return (
    <Specimen name="Dialog">
      {(Object.keys(NAMES) as Name[]).map((name) => (
        <button
          key={name}
          type="button"
          className="button"
          aria-haspopup="dialog"
          onClick={() => setOpen(name)}
        >
          {NAMES[name]}
        </button>
      ))}
      {open !== null && <Opened name={open} onClose={() => setOpen(null)} />}
    </Specimen>
  );
}

function Opened({ name, onClose }: { readonly name: Name; readonly onClose: () => void }) {
  const actions = (
    <>
      <DialogCloseButton>Keep it</DialogCloseButton>
      <button type="button" className="button button--main" onClick={onClose}>
        Go on
      </button>
    </>
  );
  switch (name) {
    case 'box':
      return (
        <Dialog title="Delete everything?" describedBy="about" onClose={onClose} actions={actions}>
          <p id="about">All that is stored here is deleted. It cannot be undone.</p>
        </Dialog>
      );
    case 'sheet':
      return (
        <Dialog title="What was found" step="review" look="sheet" onClose={onClose} actions={actions}>
          <p>12 ratings are new.</p>
        </Dialog>
      );
    case 'long':
      return (
        <Dialog
          title="Why this is here"
          subtitle={<p className="muted">A line below the title</p>}
          icon={<Icon name="how" />}
          step="why"
          look="sheet"
          closeLabel="Close"
          closesOutside
          onClose={onClose}
        >
          {Array.from({ length: 60 }, (_, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the paragraphs never change
            <p key={n}>Paragraph {n + 1} of a text that is longer than the screen.</p>
          ))}
        </Dialog>
      );
  }
}
