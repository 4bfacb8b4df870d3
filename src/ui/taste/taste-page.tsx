import { Page } from '../kit/page.tsx';
import { OpenTaste } from './open-taste.tsx';
import { ReceivedTaste } from './received-taste.tsx';
import { ShareTaste } from './share-taste.tsx';
import { useReceivedTaste } from './store.ts';
import { open, received as receivedTexts, share } from './texts.ts';
import './taste.css';

/** Shares the person's taste as a link and a code, and shows somebody else's. */
export default function TastePage() {
  const received = useReceivedTaste();
  if (received.kind === 'taste') {
    const { taste, text } = received;
    return (
      <Page
        key={text}
        title={receivedTexts.title(taste.name)}
        lead={<p>{receivedTexts.from(taste.name, taste.at)}</p>}
        className="taste-page"
      >
        <ReceivedTaste taste={taste} text={text} />
      </Page>
    );
  }
  return (
    <Page title={share.page} lead={<p>{share.lead}</p>} className="taste-page">
      {received.kind === 'refused' && (
        <div className="panel taste-refused" role="alert">
          <h2>{open.refused}</h2>
          <p>{received.problem.message}</p>
          <p className="muted">{received.problem.advice}</p>
        </div>
      )}
      <ShareTaste />
      <OpenTaste />
    </Page>
  );
}
