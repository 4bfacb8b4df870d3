import { BringButton } from '../components/bring-button.tsx';
import { DataGlance } from '../components/data-glance.tsx';
import { DataReport } from '../components/data-report.tsx';
import { ForgetEverything } from '../components/forget-everything.tsx';
import { Page } from '../components/page.tsx';
import { ratingsCsv } from '../csv.ts';
import { downloadCsv } from '../download.ts';
import { useSelect, useStore } from '../store.ts';
import { privacy as texts } from '../texts.ts';
import { bring, take } from '../texts-bring.ts';
import './privacy.css';

/** What is loaded, what is kept, and how to take it or delete it. */
export default function PrivacyPage() {
  const dataset = useSelect((state) => state.dataset);
  return (
    <Page title={texts.title} lead={<p>{texts.lead}</p>} className="privacy">
      <Yours />
      <BringAndTake />
      <DataReport dataset={dataset} />
      <DataGlance />
      <section>
        <h2>{texts.source}</h2>
        <p>{texts.sourceText}</p>
        <p className="muted privacy__citation">{texts.citation}</p>
      </section>
    </Page>
  );
}

function Yours() {
  const person = useSelect((state) => state.person);
  const kept = useSelect((state) => state.kept);
  const ratings = person.ratings.length + person.absent.ratings.length;
  return (
    <section>
      <h2>{texts.yours}</h2>
      <p>{kept ? texts.keptText(ratings, person.genres.length) : texts.notKeptText}</p>
      <div className="privacy__acts">
        <ForgetEverything />
      </div>
    </section>
  );
}

function BringAndTake() {
  const store = useStore();
  const person = useSelect((state) => state.person);
  const ratings = person.ratings.length + person.absent.ratings.length;
  const open = useSelect((state) => state.openings > 0);
  return (
    <section>
      <h2>{take.title}</h2>
      <p>{take.text}</p>
      <p className="muted privacy__readable">{bring.readable}</p>
      <div className="privacy__acts">
        <BringButton />
        <button
          type="button"
          className="button"
          disabled={!open}
          onClick={() => store.send({ type: 'backUp' })}
        >
          {take.backUp}
        </button>
        <button
          type="button"
          className="button"
          disabled={ratings === 0}
          onClick={() => downloadCsv('matinee-ratings.csv', ratingsCsv(person))}
        >
          {texts.download}
        </button>
      </div>
    </section>
  );
}
