import { type FormEvent, useEffect, useId, useState } from 'react';
import { reportOf } from '../../base/problem.ts';
import { FileInput } from '../kit/files.tsx';
import { type CodeDetector, findDetector, readCode } from './scanner.ts';
import { openTaste, refuseTaste } from './store.ts';
import { scan as scanTexts, open as texts } from './texts.ts';

/** Opens a taste from a link that is pasted, or from a picture of a code where the browser can read one. */
export function OpenTaste() {
  const id = useId();
  const [link, setLink] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    openTaste(link);
  };
  return (
    <section className="panel taste-open" aria-labelledby="open-taste">
      <h2 id="open-taste">{texts.title}</h2>
      <p className="muted">{texts.hint}</p>
      <form className="taste-open__form" onSubmit={submit}>
        <div className="choice taste-open__link">
          <label htmlFor={id}>{texts.link}</label>
          <input
            id={id}
            className="taste-share__field"
            type="text"
            autoComplete="off"
            spellCheck={false}
            required
            value={link}
            onChange={(event) => setLink(event.target.value)}
          />
        </div>
        <button type="submit" className="button">
          {texts.button}
        </button>
      </form>
      <ScanButton />
    </section>
  );
}

/** Reads the code in a photo: the person's camera app takes it, so Matinee needs no camera. */
function ScanButton() {
  const [detector, setDetector] = useState<CodeDetector | null>(null);
  useEffect(() => {
    let isMounted = true;
    findDetector().then((found) => {
      if (isMounted) setDetector(found);
    });
    return () => {
      isMounted = false;
    };
  }, []);
  if (detector === null) return null;
  const scan = (picture: File) => {
    readCode(detector, picture).then(openTaste, (thrown: unknown) => refuseTaste(reportOf(thrown)));
  };
  return (
    <p className="taste-open__scan">
      <label className="button taste-open__picture">
        {scanTexts.button}
        <FileInput accept="image/*" onFiles={([picture]) => scan(picture)} />
      </label>
      <span className="muted">{scanTexts.hint}</span>
    </p>
  );
}
