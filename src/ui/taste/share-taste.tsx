import { useId, useMemo, useRef, useState } from 'react';
import { Link } from 'wouter';
import { MOST_OF_NAME, packTaste, type TasteRating } from '../../base/taste-text.ts';
import { paths } from '../app/routes.ts';
import { useDebounced } from '../kit/use-debounced.ts';
import { useSelect } from '../state/store.ts';
import { useQuery } from '../state/use-query.ts';
import { useTexts } from '../state/use-words.ts';
import { MOST_OF_CODE } from './qr.ts';
import { QrCode } from './qr-code.tsx';
import { share } from './texts.ts';
import { MOST_OF_LINK, tasteAddress } from './url.ts';

/** Waits for a pause in typing, since each name makes another code. */
const PAUSE_MS = 200;

/** Turns the person's ratings into a link and a code. */
export function ShareTaste() {
  const texts = useTexts(share);
  const hasRatings = useSelect(({ person }) => person.ratings.length + person.absent.ratings.length > 0);
  const { answer: ratings } = useQuery({ type: 'ownTaste' });
  return (
    <section className="panel taste-share" aria-labelledby="share-taste">
      <h2 id="share-taste">{texts.title}</h2>
      {ratings !== null && ratings.length > 0 ? (
        <ShareForm ratings={ratings} />
      ) : ratings === null && hasRatings ? (
        <p className="muted">{texts.gathering}</p>
      ) : (
        <>
          <p>{texts.nobody}</p>
          <Link className="button" href={paths.rateMovies}>
            {texts.start}
          </Link>
        </>
      )}
    </section>
  );
}

function ShareForm({ ratings }: { readonly ratings: readonly TasteRating[] }) {
  const id = useId();
  const [typed, setName] = useState('');
  const name = useDebounced(typed, PAUSE_MS);
  const [at] = useState(Date.now);
  const { link, code } = useMemo(() => {
    const { origin } = window.location;
    const room = tasteAddress('', origin).length;
    const pack = (most: number) => {
      const { text, included } = packTaste(ratings, { name, at }, most - room);
      return { address: tasteAddress(text, origin), included };
    };
    return { link: pack(MOST_OF_LINK), code: pack(MOST_OF_CODE) };
  }, [ratings, name, at]);
  return (
    <div className="taste-share__parts">
      <div className="taste-share__form">
        <div className="choice">
          <label htmlFor={`${id}-name`}>{share.name}</label>
          <input
            id={`${id}-name`}
            className="taste-share__field"
            type="text"
            autoComplete="off"
            maxLength={MOST_OF_NAME}
            aria-describedby={`${id}-hint`}
            value={typed}
            onChange={(event) => setName(event.target.value)}
          />
          <span id={`${id}-hint`} className="muted">
            {share.nameHint}
          </span>
        </div>
        <LinkField address={link.address} />
        <p className="muted">{share.inLink(link.included, ratings.length)}</p>
      </div>
      <figure className="taste-share__code">
        <figcaption>
          <strong>{share.code}</strong>
          <span className="muted">
            {share.codeHint}{' '}
            {code.included === link.included ? share.sameInCode : share.inCode(code.included, ratings.length)}
          </span>
        </figcaption>
        <QrCode text={code.address} label={share.codeLabel} />
      </figure>
    </div>
  );
}

function LinkField({ address }: { readonly address: string }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<{ readonly address: string; readonly isDone: boolean } | null>(null);
  const copy = () => {
    const done = (isDone: boolean) => setCopied({ address, isDone });
    navigator.clipboard.writeText(address).then(
      () => done(true),
      () => {
        field.current?.select();
        done(false);
      },
    );
  };
  return (
    <div className="choice">
      <label htmlFor={id}>{share.link}</label>
      <input
        ref={field}
        id={id}
        className="taste-share__field"
        type="text"
        readOnly
        value={address}
        onFocus={(event) => event.target.select()}
      />
      <span className="taste-share__copy">
        <button type="button" className="button button--main" onClick={copy}>
          {share.copy}
        </button>
        <span role="status">
          {copied?.address === address && (copied.isDone ? share.copied : share.notCopied)}
        </span>
      </span>
    </div>
  );
}
