import { readableFormats, privacy as texts } from '../app/texts.ts';
import { ImportButton } from '../import/import-button.tsx';
import { downloadCsv } from '../kit/download.ts';
import { Page } from '../kit/page.tsx';
import { useSelect, useStore } from '../state/store.ts';
import { DatasetOverview } from './dataset-overview.tsx';
import { DeleteEverything } from './delete-everything.tsx';
import { ImportReportPanel } from './import-report-panel.tsx';
import { ratingsCsv } from './ratings-csv.ts';
import { take } from './texts.ts';
import './data-page.css';

/** The page that shows the loaded data and the stored data, and lets the person download or delete it. */
export default function DataPage() {
  const dataset = useSelect((state) => state.app.dataset);
  return (
    <Page title={texts.title} lead={<p>{texts.lead}</p>} className="data-page">
      <Yours />
      <ImportAndExport />
      <ImportReportPanel dataset={dataset} />
      <DatasetOverview />
      <section>
        <h2>{texts.source}</h2>
        <p>{texts.sourceText}</p>
        <p className="muted data-page__citation">{texts.citation}</p>
      </section>
    </Page>
  );
}

function Yours() {
  const person = useSelect((state) => state.person);
  const isPersistent = useSelect((state) => state.app.isPersistent);
  const ratings = person.ratings.length + person.absent.ratings.length;
  return (
    <section>
      <h2>{texts.yours}</h2>
      <p>{isPersistent ? texts.storedText(ratings, person.genres.length) : texts.notPersistentText}</p>
      <div className="data-page__acts">
        <DeleteEverything />
      </div>
    </section>
  );
}

function ImportAndExport() {
  const store = useStore();
  const person = useSelect((state) => state.person);
  const ratings = person.ratings.length + person.absent.ratings.length;
  const open = useSelect((state) => state.app.isOpen);
  return (
    <section>
      <h2>{take.title}</h2>
      <p>{take.text}</p>
      <p className="muted data-page__readable">{readableFormats}</p>
      <div className="data-page__acts">
        <ImportButton />
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
