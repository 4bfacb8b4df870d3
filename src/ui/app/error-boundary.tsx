import { Component, type ReactNode } from 'react';
import { errors as texts } from './texts.ts';

/** When a page throws, shows a message with a way to continue. The header and the other pages still work. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <main id="content" className="page">
        <h1>{texts.pageTitle}</h1>
        <div className="empty" role="alert">
          <p>{texts.pageText}</p>
          <button type="button" className="button button--main" onClick={() => window.location.reload()}>
            {texts.reload}
          </button>
        </div>
      </main>
    );
  }
}
