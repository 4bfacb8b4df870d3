import { Page } from '../kit/page.tsx';
import { base } from './routes.ts';
import { forgotten as texts } from './texts.ts';

/** All that is shown once everything was deleted, here or in another tab. Nothing is stored until the person starts again. */
export function ForgottenPage() {
  return (
    <Page title={texts.title} lead={<p>{texts.text}</p>}>
      <button
        type="button"
        className="button button--main"
        onClick={() => window.location.assign(`${base}/`)}
      >
        {texts.start}
      </button>
    </Page>
  );
}
