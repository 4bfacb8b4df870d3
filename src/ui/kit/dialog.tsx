import {
  createContext,
  type MouseEventHandler,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
} from 'react';
import { Icon } from './icons.tsx';
import './controls.css';
import './dialog.css';

const CloseDialog = createContext<() => void>(() => {});

/**
 * A modal dialog. It is open while it is mounted; unmounting it closes it. In both cases the focus goes back to where
 * it was before. Esc closes it, too.
 */
export function Dialog(props: {
  readonly title: string;
  /** Called after the dialog has closed: by Esc, by a press outside, or by a button. */
  readonly onClose: () => void;
  /** Left of the title. */
  readonly icon?: ReactNode;
  /** Under the title. */
  readonly subtitle?: ReactNode;
  /** The name of the button with a cross in the upper right corner; without a name there is no such button. */
  readonly closeLabel?: string;
  /** Buttons below the content; they stay in sight while the content scrolls. */
  readonly actions?: ReactNode;
  /** `sheet`: on a phone it comes from below and takes the full width. */
  readonly look?: 'box' | 'sheet';
  /**
   * Names what the dialog shows. The heading takes the focus when the dialog opens and whenever the step changes, so
   * that a screen reader reads the heading. Without a step the first control takes the focus.
   */
  readonly step?: string;
  /** Whether a press outside closes it. */
  readonly closesOutside?: boolean;
  /** For the styles of what is inside. */
  readonly className?: string;
  /** The id of the text that a screen reader reads after the title. */
  readonly describedBy?: string;
  readonly children: ReactNode;
}) {
  const { title, onClose, icon, subtitle, closeLabel, actions, look = 'box', step, children } = props;
  const { closesOutside = false, className = '', describedBy } = props;
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const close = () => dialog.current?.close();
  useLayoutEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    // A dialog gives the focus back only when it is closed while it is still on the page.
    return () => opened?.close();
  }, []);
  useEffect(() => {
    if (step !== undefined) heading.current?.focus();
  }, [step]);
  return (
    <dialog
      ref={dialog}
      className={`dialog dialog--${look} ${className}`}
      aria-labelledby={id}
      aria-describedby={describedBy}
      // React's strict mode closes and opens it again; the event comes when it is open again.
      onClose={(event) => !event.currentTarget.open && onClose()}
      // What is inside covers the whole box, so a press on the dialog itself is a press on the backdrop.
      onPointerDown={(event) => closesOutside && event.target === event.currentTarget && close()}
    >
      <CloseDialog value={close}>
        <div className="dialog__scroll">
          <div className="dialog__head">
            {icon}
            <div className="dialog__title">
              <h2 id={id} ref={heading} {...(step === undefined ? {} : { tabIndex: -1 })}>
                {title}
              </h2>
              {subtitle}
            </div>
            {closeLabel !== undefined && <CloseCross label={closeLabel} />}
          </div>
          <div className="dialog__body">{children}</div>
        </div>
        {actions !== undefined && <div className="dialog__actions">{actions}</div>}
      </CloseDialog>
    </dialog>
  );
}

function CloseCross({ label }: { readonly label: string }) {
  const close: MouseEventHandler = useCloseDialog();
  return (
    <button type="button" className="icon-button" aria-label={label} title={label} onClick={close}>
      <Icon name="close" />
    </button>
  );
}

/** A button that closes the dialog it is in. */
export function DialogCloseButton(props: { readonly isMain?: boolean; readonly children: ReactNode }) {
  const { isMain = false, children } = props;
  const close: MouseEventHandler = useCloseDialog();
  return (
    <button type="button" className={isMain ? 'button button--main' : 'button'} onClick={close}>
      {children}
    </button>
  );
}

/** Closes the dialog around the component; does nothing outside of one. */
function useCloseDialog(): () => void {
  return useContext(CloseDialog);
}
